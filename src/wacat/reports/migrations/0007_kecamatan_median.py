from pathlib import Path

from django.db import migrations

from wacat.areas import rowscope

SQL = Path(__file__).parents[1] / "sql" / "median.sql"


class Migration(migrations.Migration):
    dependencies = [("reports", "0006_totals")]
    operations = [rowscope.run_file(SQL, undo="DROP FUNCTION wacat.kecamatan_median(date[])")]
