from pathlib import Path

from django.db import migrations, models
from django.db.models.deletion import PROTECT

from wacat.areas.rowscope import entered, run_file

SQL = Path(__file__).parents[1] / "sql"
UNDO = """
DROP TRIGGER kept ON areas_area;
DROP TRIGGER moved ON records_notice;
DROP TRIGGER moved ON records_servicerecord;
DROP TRIGGER placed ON records_notice;
DROP TRIGGER placed ON records_servicerecord;
DROP FUNCTION wacat.keep_rt(), wacat.guard_moved(), wacat.guard_placed(), wacat.refuse_place(text, int),
  wacat.is_place(int, int, int, int);
"""


def place(*, null: bool = False) -> models.ForeignKey:
    return models.ForeignKey(
        "areas.area", on_delete=PROTECT, null=null, related_name="+", db_index=False, db_constraint=False
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("records", "0010_citizenship"), ("areas", "0003_territory")]
    operations = entered(
        run_file(SQL / "places.sql", undo=UNDO),
        migrations.AlterField("servicerecord", "rt", place()),
        migrations.AlterField("servicerecord", "origin_rt", place(null=True)),
        migrations.AlterField("notice", "rt", place()),
    )
