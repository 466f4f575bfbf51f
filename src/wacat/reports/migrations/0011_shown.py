from django.db import migrations

from wacat.reports.rollup import SQL

# What the web may read of the tables themselves: every column but those of citizenship.
COLUMNS = {
    "reports_monthly": "kelurahan_id, month, served_month, rt_id, kind, sex, side, reach, detail, kecamatan_id, "
    "city_id, count",
    "reports_monthlytotal": "kelurahan_id, month, served_month, kind, sex, side, reach, detail, kecamatan_id, "
    "city_id, count",
    "reports_stock": "id, list_id, rt_id, kelurahan_id, kecamatan_id, city_id, sex, count",
}  # fmt: skip
NARROW = "\n".join(
    f"REVOKE SELECT ON {table} FROM wacat_app; GRANT SELECT ({columns}) ON {table} TO wacat_app;"
    for table, columns in COLUMNS.items()
)
WIDEN = "\n".join(
    f"REVOKE SELECT ({columns}) ON {table} FROM wacat_app; GRANT SELECT ON {table} TO wacat_app;"
    for table, columns in COLUMNS.items()
)
# A sheet that names restricted services and citizenship is for staff, its kept figures and files too.
NEUTRAL = """
CREATE POLICY restricted ON reports_issue AS RESTRICTIVE FOR SELECT
USING (reports_issue.neutral OR (SELECT wacat.office()) NOT IN ('KETUA_RT', 'LURAH'));
CREATE POLICY restricted ON reports_issuefile AS RESTRICTIVE FOR SELECT
USING ((SELECT wacat.office()) NOT IN ('KETUA_RT', 'LURAH') OR EXISTS (
  SELECT 1 FROM reports_issue i WHERE i.id = reports_issuefile.issue_id AND i.neutral));
"""
OPEN = """
DROP POLICY restricted ON reports_issuefile;
DROP POLICY restricted ON reports_issue;
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0010_outcomes")]
    operations = [
        migrations.RunSQL(
            (SQL / "shown.sql").read_text(encoding="utf-8"),
            "DROP VIEW wacat.monthly, wacat.monthlytotal, wacat.stock",
        ),
        migrations.RunSQL(NARROW, WIDEN),
        migrations.RunSQL(NEUTRAL, OPEN),
    ]
