from django.db import migrations

from wacat.areas.rowscope import rehoming

TABLES = [
    f"verification_{name}"
    for name in ("answer", "correction", "correctionitem", "evidence", "step")
]


class Migration(migrations.Migration):
    dependencies = [("verification", "0002_scope"), ("areas", "0003_territory")]
    operations = [
        *[step for table in TABLES for step in rehoming(table, "rt_id", "kelurahan_id")],
    ]
