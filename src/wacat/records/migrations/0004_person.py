from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0003_asked")]
    operations = [
        migrations.AddIndex(
            model_name="servicerecord",
            index=models.Index(
                condition=models.Q(("nik", ""), _negated=True),
                fields=["nik"],
                name="records_person",
            ),
        ),
    ]
