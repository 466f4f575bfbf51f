from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notify", "0004_due_order")]

    operations = [
        migrations.AddField(
            model_name="choice",
            name="weekly",
            field=models.BooleanField(db_default=True, default=True),
        ),
    ]
