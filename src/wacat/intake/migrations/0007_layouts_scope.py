from django.db import migrations

from wacat.areas import rowscope
from wacat.audit.triggers import watch

MAPPED = "given, failure, checked_at"


class Migration(migrations.Migration):
    dependencies = [("intake", "0006_layouts")]
    operations = [
        rowscope.protect("intake_savedlayout", "city_id"),
        rowscope.protect("intake_sample", "city_id"),
        rowscope.protect("intake_quality", "city_id"),
        rowscope.grant(
            "intake_savedlayout",
            app="SELECT, INSERT, UPDATE (ended_by_id, ended_at, end_reason)",
            job="SELECT",
        ),
        rowscope.grant("intake_sample", app="SELECT, UPDATE (rows)", job="SELECT, INSERT, UPDATE"),
        rowscope.grant("intake_quality", app="SELECT", job="SELECT, INSERT"),
        migrations.RunSQL(
            f"GRANT UPDATE ({MAPPED}) ON intake_batch TO wacat_app",
            f"REVOKE UPDATE ({MAPPED}) ON intake_batch FROM wacat_app",
        ),
        watch("intake_savedlayout", secret=["headings"]),
        watch("intake_sample", secret=["rows"]),
        watch("intake_quality", bulk=True),
    ]
