from django.db import migrations, models

from wacat.reports.rollup import earlier, renewed

# What was counted before is of people whose citizenship nobody wrote down: neither the one nor the other.
FIELDS = [
    migrations.AddField(table, name, kind(default=0, db_default=0))
    for table, kind in (
        ("monthly", models.IntegerField), ("monthlytotal", models.IntegerField),
        ("stock", models.PositiveIntegerField),
    )
    for name in ("wni", "wna")
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("reports", "0008_public_months"), ("records", "0010_citizenship")]
    operations = [
        *FIELDS,
        migrations.RunSQL(
            "GRANT SELECT (citizenship) ON records_servicerecord TO wacat_rollup",
            "REVOKE SELECT (citizenship) ON records_servicerecord FROM wacat_rollup",
        ),
        migrations.RunSQL(renewed(), earlier("before_citizens")),
    ]
