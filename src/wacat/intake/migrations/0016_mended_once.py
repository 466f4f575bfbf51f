from typing import Any

from django.db import migrations, models
from django.db.models.deletion import PROTECT

from wacat.areas import rowscope


def unchecked(to: str, **options: Any) -> models.ForeignKey:
    return models.ForeignKey(to, on_delete=PROTECT, db_constraint=False, **options)


class Migration(migrations.Migration):
    """A mended row belongs to the file and the city of its act: one key says so where three did not."""

    dependencies = [("intake", "0015_citizenship")]
    operations = rowscope.entered(
        migrations.AddConstraint(
            "mending",
            models.UniqueConstraint(fields=["id", "batch", "city"], name="intake_mending_and_file"),
        ),
        rowscope.same_scope(
            "intake_mendedrow", "intake_mending", key="mending_id", columns=["batch_id", "city_id"]
        ),
        migrations.AlterField(
            "mendedrow", "mending", unchecked("intake.mending", related_name="rows")
        ),
        migrations.AlterField(
            "mendedrow", "batch", unchecked("intake.batch", related_name="+", db_index=False)
        ),
        migrations.AlterField(
            "mendedrow", "city", unchecked("areas.area", related_name="+", db_index=False)
        ),
    )
