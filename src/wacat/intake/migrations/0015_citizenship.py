from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0014_sheets")]
    operations = [
        migrations.AddField(
            model_name="batchrow",
            name="citizenship",
            field=models.CharField(blank=True, db_default="", default="", max_length=3),
        ),
        # a mended row is judged anew, by whoever mends it
        migrations.RunSQL(
            "GRANT UPDATE (citizenship) ON intake_batchrow TO wacat_app, wacat_job",
            "REVOKE UPDATE (citizenship) ON intake_batchrow FROM wacat_app, wacat_job",
        ),
    ]
