from django.db import migrations, models

PLANS = "publish_at, hold_reason"


class Migration(migrations.Migration):
    dependencies = [("intake", "0007_layouts_scope")]
    operations = [
        migrations.AddField("batch", "hold_reason", models.CharField(blank=True, max_length=300)),
        migrations.AddField("batch", "publish_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "batch",
            models.Index(
                condition=models.Q(("publish_at__isnull", False), ("state", "AWAITING_APPROVAL")),
                fields=["publish_at"],
                name="intake_planned",
            ),
        ),
        migrations.AddConstraint(
            "batch",
            models.CheckConstraint(
                condition=models.Q(
                    ("publish_at", None), ("approved_by__isnull", False), _connector="OR"
                ),
                name="intake_planned_was_approved",
            ),
        ),
        migrations.RunSQL(
            f"GRANT UPDATE ({PLANS}) ON intake_batch TO wacat_app",
            f"REVOKE UPDATE ({PLANS}) ON intake_batch FROM wacat_app",
        ),
    ]
