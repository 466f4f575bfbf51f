from django.db import migrations

from wacat.areas import rowscope

OF_THE_CITY = (
    "evaluationstep", "edition", "editionfile", "followup", "followupstep", "weeklysummary",
)  # fmt: skip
TABLES = {"evaluation_consistency": ("rt_id", "kelurahan_id", "city_id")} | {
    f"evaluation_{name}": ("city_id",) for name in OF_THE_CITY
}


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0004_backfill")]
    operations = [rowscope.renew_counts(table, *columns) for table, columns in TABLES.items()]
