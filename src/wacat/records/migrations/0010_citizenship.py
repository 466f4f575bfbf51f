from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0009_versions")]
    operations = [
        # what was published before says nothing of it
        migrations.AddField(
            model_name="servicerecord",
            name="citizenship",
            field=models.CharField(blank=True, db_default="", default="", max_length=3),
        ),
        migrations.AddConstraint(
            model_name="servicerecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("citizenship__in", ["", "WNI", "WNA"])),
                name="records_citizenship_is_wni_wna_or_empty",
            ),
        ),
    ]
