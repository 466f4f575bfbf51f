from django.db import migrations

from wacat.areas import rowscope
from wacat.evaluation.consistency import rollup


class Migration(migrations.Migration):
    dependencies = [
        ("evaluation", "0001_initial"),
        ("verification", "0003_rehoming"),
        ("records", "0009_versions"),
        ("intake", "0010_mending_scope"),
    ]
    operations = [
        rowscope.protect("evaluation_consistency", "rt_id", "kelurahan_id", "city_id", counts=True),
        rowscope.grant("evaluation_consistency", app="SELECT", job="SELECT"),
        migrations.RunSQL(rollup.create(), rollup.drop()),
    ]
