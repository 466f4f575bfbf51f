from django.db import migrations


class Migration(migrations.Migration):
    """The job that tells readers looks at who has read."""

    dependencies = [("announcements", "0002_scope")]
    operations = [
        migrations.RunSQL(
            "GRANT SELECT ON announcements_receipt TO wacat_job",
            "REVOKE SELECT ON announcements_receipt FROM wacat_job",
        ),
    ]
