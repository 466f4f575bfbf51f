from django.db import migrations

from wacat.evaluation.consistency.rollup import BACKFILL


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0003_scope"), ("accounts", "0015_jemput_bola")]
    operations = [migrations.RunSQL(BACKFILL, migrations.RunSQL.noop)]
