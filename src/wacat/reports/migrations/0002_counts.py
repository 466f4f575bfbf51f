from django.db import migrations

from wacat.areas import rowscope
from wacat.audit.triggers import watch
from wacat.reports.rollup import create, drop, public

UNDO = "DROP FUNCTION wacat.enter_issue(text)"
COUNTED = ["reports_monthly", "reports_response", "reports_stock"]
# The real kind of a restricted service is for staff; Ketua RT and Lurah are told the neutral one.
RESTRICT = """
CREATE POLICY restricted ON reports_monthly AS RESTRICTIVE FOR SELECT
USING (NOT detail OR (SELECT wacat.office()) NOT IN ('KETUA_RT', 'LURAH'))
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial"), ("verification", "0002_scope")]
    operations = [
        *[
            rowscope.protect(table, "rt_id", "kelurahan_id", "city_id", counts=True)
            for table in COUNTED
        ],
        rowscope.protect("reports_issue", "area_id", "kelurahan_id", "city_id", counts=True),
        migrations.RunSQL(RESTRICT, "DROP POLICY restricted ON reports_monthly"),
        rowscope.grant("reports_monthly", app="SELECT", job="SELECT"),
        rowscope.grant("reports_response", app="SELECT", job="SELECT"),
        rowscope.grant("reports_stock", app="SELECT", job="SELECT, INSERT, UPDATE (count)"),
        rowscope.grant("reports_issue", app="SELECT, INSERT", job="SELECT, INSERT"),
        watch("reports_stock", bulk=True),
        watch("reports_issue"),
        migrations.RunSQL(create(), drop()),
        migrations.RunSQL(public(), UNDO),
    ]
