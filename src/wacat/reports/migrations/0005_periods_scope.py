from django.db import migrations

from wacat.areas import rowscope
from wacat.audit.triggers import watch
from wacat.reports.rollup import drop_periods, functions, periods, public

MOVED = "state, revision, stock_id, sha256, moved_at"


class Migration(migrations.Migration):
    dependencies = [("reports", "0004_periods")]
    operations = [
        rowscope.protect("reports_issuefile", "area_id", "kelurahan_id", "city_id", counts=True),
        migrations.RunSQL(
            "REVOKE UPDATE (count) ON reports_stock FROM wacat_job", migrations.RunSQL.noop
        ),
        rowscope.grant("reports_stock", app="INSERT"),
        rowscope.grant("reports_stocklist", app="SELECT, INSERT", job="SELECT, INSERT"),
        rowscope.grant(
            "reports_reportperiod",
            app=f"SELECT, INSERT, UPDATE ({MOVED})",
            job=f"SELECT, INSERT, UPDATE ({MOVED})",
        ),
        rowscope.grant("reports_periodstep", app="SELECT, INSERT", job="SELECT, INSERT"),
        rowscope.grant("reports_issuefile", app="SELECT, INSERT", job="SELECT, INSERT"),
        migrations.RunSQL(
            "GRANT SELECT ON reports_reportperiod TO wacat_rollup",
            "REVOKE ALL ON reports_reportperiod FROM wacat_rollup",
        ),
        watch("reports_stocklist"),
        watch("reports_reportperiod"),
        watch("reports_issuefile", secret=["content"]),
        migrations.RunSQL(periods(), drop_periods()),
        migrations.RunSQL(functions(), migrations.RunSQL.noop),
        migrations.RunSQL(public(), migrations.RunSQL.noop),
    ]
