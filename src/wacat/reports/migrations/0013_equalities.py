from django.db import migrations

from wacat.areas import rowscope

RT, TOTAL, SHEET = (
    ("rt_id", "kelurahan_id", "city_id"), ("kelurahan_id", "city_id"),
    ("area_id", "kelurahan_id", "city_id"),
)  # fmt: skip
TABLES = {
    "reports_monthly": RT, "reports_response": RT, "reports_stock": RT,
    "reports_monthlytotal": TOTAL, "reports_responsetotal": TOTAL,
    "reports_issue": SHEET, "reports_issuefile": SHEET,
}  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("reports", "0012_guard_counts")]
    operations = [rowscope.renew_counts(table, *columns) for table, columns in TABLES.items()]
