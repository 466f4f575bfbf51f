from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("territory", "0001_lists"), ("accounts", "0005_appointments")]
    # an act carried out by a job ends the offices of the areas that close
    operations = [
        migrations.RunSQL(
            "GRANT UPDATE (valid, ended_by_id, ended_note) ON accounts_appointment TO wacat_job",
            "REVOKE UPDATE (valid, ended_by_id, ended_note) ON accounts_appointment FROM wacat_job",
        ),
    ]
