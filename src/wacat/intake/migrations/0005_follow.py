from django.db import migrations

COLUMNS = (
    "rt_id, kelurahan_id, kecamatan_id, origin_rt_id, origin_kelurahan_id, origin_kecamatan_id"
)


class Migration(migrations.Migration):
    dependencies = [("intake", "0004_no_row_checks"), ("areas", "0003_territory")]
    operations = [
        migrations.RunSQL(
            f"GRANT UPDATE ({COLUMNS}) ON intake_batchrow TO wacat_job",
            f"REVOKE UPDATE ({COLUMNS}) ON intake_batchrow FROM wacat_job",
        ),
    ]
