from django.db import migrations

from wacat.reports.rollup import SQL


class Migration(migrations.Migration):
    """The guard of locked months asks once a month; what it refuses stays the same, also backwards."""

    dependencies = [("reports", "0011_shown")]
    operations = [
        migrations.RunSQL(
            (SQL / "guard_counts.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
        )
    ]
