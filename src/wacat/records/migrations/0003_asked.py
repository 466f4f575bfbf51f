from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0002_scope")]
    operations = [
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("result", "NEEDS_INFO")),
                fields=["rt"],
                name="notice_rt_asked",
            ),
        ),
    ]
