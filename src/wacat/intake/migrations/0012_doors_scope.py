from pathlib import Path

from django.db import migrations

from wacat.areas import rowscope
from wacat.audit.triggers import watch

SQL = Path(__file__).parents[1] / "sql" / "doors.sql"
ENDED = "ended_by_id, ended_at, end_reason"
# A file lies in the scope of its city, and in that of the source that handed it in.
FLOOR = "ARRAY[{}]::int[] && (SELECT wacat.scope())"
ALTER = "ALTER POLICY floor ON intake_batch USING ({0}) WITH CHECK ({0})"


class Migration(migrations.Migration):
    dependencies = [("intake", "0011_doors")]
    operations = [
        migrations.RunSQL(
            ALTER.format(FLOOR.format("city_id, -via_id")), ALTER.format(FLOOR.format("city_id"))
        ),
        rowscope.protect("intake_receipt", "city_id", "-source_id"),
        rowscope.grant("intake_receipt", app="SELECT, INSERT", job="SELECT, INSERT"),
        rowscope.grant(
            "intake_source", app=f"SELECT, INSERT, UPDATE (owner_id, {ENDED})", job="SELECT"
        ),
        rowscope.grant("intake_sourcetoken", app=f"SELECT, INSERT, UPDATE ({ENDED})", job="SELECT"),
        rowscope.grant("intake_watchedfolder", app="SELECT", job="SELECT, INSERT, UPDATE, DELETE"),
        watch("intake_source"),
        # Its uses are counted, not told one by one; who made and ended a token is told by the act.
        watch("intake_receipt", bulk=True),
        rowscope.run_file(SQL, undo="DROP FUNCTION wacat.enter_source(text)"),
    ]
