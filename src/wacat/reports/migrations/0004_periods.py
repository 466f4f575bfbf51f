import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

ACCOUNT = settings.AUTH_USER_MODEL
SPANS = [("MONTH", "Bulan"), ("QUARTER", "Triwulan"), ("SEMESTER", "Semester"), ("YEAR", "Tahun")]
STATES = [
    ("OPEN", "Terbuka"), ("LOCKED", "Dikunci"), ("SIGNED", "Ditandatangani"), ("ISSUED", "Diterbitkan"),
]  # fmt: skip
# The policies bind the owner too; what fills a new column reaches every row.
OPENED = "ALTER TABLE {0} NO FORCE ROW LEVEL SECURITY;"
CLOSED = "ALTER TABLE {0} FORCE ROW LEVEL SECURITY;"


def served_month(table: str, key: str) -> migrations.SeparateDatabaseAndState:
    """Say whose month a count is; until now it was always the month that counts it."""
    model = table.removeprefix("reports_")
    forward = f"""
        {OPENED.format(table)}
        ALTER TABLE {table} ADD COLUMN served_month date;
        UPDATE {table} SET served_month = month;
        ALTER TABLE {table} ALTER COLUMN served_month SET NOT NULL;
        ALTER TABLE {table} DROP CONSTRAINT {table}_pkey;
        ALTER TABLE {table} ADD PRIMARY KEY ({key}, served_month);
        {CLOSED.format(table)}"""
    back = f"""
        {OPENED.format(table)}
        DELETE FROM {table} WHERE served_month <> month;
        ALTER TABLE {table} DROP CONSTRAINT {table}_pkey;
        ALTER TABLE {table} DROP COLUMN served_month;
        ALTER TABLE {table} ADD PRIMARY KEY ({key});
        {CLOSED.format(table)}"""
    names = [*key.split(", "), "served_month"]
    pk = models.CompositePrimaryKey(
        *names, blank=True, editable=False, primary_key=True, serialize=False
    )
    return migrations.SeparateDatabaseAndState(
        database_operations=[migrations.RunSQL(forward, back)],
        state_operations=[
            migrations.AddField(model, "served_month", models.DateField(), preserve_default=False),
            migrations.RemoveField(model, "pk"),
            migrations.AddField(model, "pk", pk),
        ],
    )


def area(*, null: bool = False) -> "models.ForeignKey[object, object]":
    """An area of a row."""
    return models.ForeignKey(
        db_index=False, null=null, on_delete=django.db.models.deletion.PROTECT, related_name="+",
        to="areas.area",
    )  # fmt: skip


def account(*, null: bool = False) -> "models.ForeignKey[object, object]":
    """Who did it."""
    return models.ForeignKey(
        null=null, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=ACCOUNT
    )


def key() -> tuple[str, models.BigAutoField]:
    """The key of a table."""
    return (
        "id",
        models.BigAutoField(
            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
        ),
    )


# A day of the population that was loaded before there were lists becomes one.
LISTS = f"""
{OPENED.format("reports_stock")}
INSERT INTO reports_stocklist (city_id, "on", name, sha256, people, loaded_at)
SELECT city_id, "on", '', repeat('0', 64), sum(count), statement_timestamp() FROM reports_stock GROUP BY 1, 2;
UPDATE reports_stock s SET list_id = l.id FROM reports_stocklist l
WHERE l.city_id = s.city_id AND l."on" = s."on";
"""
DAYS = f"""
{OPENED.format("reports_stock")}
UPDATE reports_stock s SET "on" = l."on" FROM reports_stocklist l WHERE l.id = s.list_id;
{CLOSED.format("reports_stock")}
"""
PERIODS = f"""
{OPENED.format("reports_issue")}
UPDATE reports_issue SET period = to_char(month, 'YYYY-MM');
{CLOSED.format("reports_issue")}
"""
MONTHS = f"""
{OPENED.format("reports_issue")}
DELETE FROM reports_issue WHERE period !~ '^[0-9]{{4}}-[0-9]{{2}}$' OR closing_id IS NOT NULL;
UPDATE reports_issue SET month = to_date(period, 'YYYY-MM');
{CLOSED.format("reports_issue")}
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_public_places"), migrations.swappable_dependency(ACCOUNT)]
    operations = [
        served_month("reports_monthly", "kelurahan_id, month, kind, rt_id, sex, side, reach, detail"),
        served_month("reports_response", "kelurahan_id, month, rt_id, outcome"),
        migrations.CreateModel(
            name="StockList",
            fields=[
                key(),
                ("on", models.DateField()),
                ("name", models.CharField(blank=True, max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("people", models.PositiveIntegerField()),
                ("loaded_at", models.DateTimeField()),
                ("city", area()),
                ("loaded_by", account(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["city", "-on", "-id"], name="reports_newest_stock")
                ],
            },
        ),
        migrations.AddField(
            "stock",
            "list",
            models.ForeignKey(
                db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT,
                related_name="+", to="reports.stocklist",
            ),
        ),
        migrations.RemoveConstraint("stock", "reports_one_stock_per_rt_and_day"),
        migrations.RunSQL(LISTS, CLOSED.format("reports_stock")),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL IMMEDIATE"),
        migrations.AlterField(
            "stock",
            "list",
            models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+",
                to="reports.stocklist",
            ),
        ),
        migrations.AddConstraint(
            "stock",
            models.UniqueConstraint(
                fields=("kelurahan", "list", "rt", "sex"), name="reports_one_stock_per_rt"
            ),
        ),
        # a new foreign key reads every row, so the table is closed only now
        migrations.RunSQL(CLOSED.format("reports_stock"), OPENED.format("reports_stock")),
        migrations.AlterField("stock", "on", models.DateField(null=True)),
        migrations.RunSQL(migrations.RunSQL.noop, DAYS),
        migrations.RemoveField("stock", "on"),
        migrations.CreateModel(
            name="ReportPeriod",
            fields=[
                key(),
                ("key", models.CharField(max_length=7)),
                ("span", models.CharField(choices=SPANS, max_length=8)),
                ("first", models.DateField()),
                ("state", models.CharField(choices=STATES, default="OPEN", max_length=6)),
                ("revision", models.PositiveSmallIntegerField(default=1)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("moved_at", models.DateTimeField()),
                ("city", area()),
                (
                    "stock",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+",
                        to="reports.stocklist",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["city", "span", "-first"], name="reports_frontier")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("city", "key"), name="reports_one_period"),
                    models.CheckConstraint(
                        condition=models.Q(("sha256", ""), ("state", "OPEN"), ("stock", None))
                        | models.Q(
                            models.Q(("state", "OPEN"), _negated=True),
                            ("sha256__regex", "^[0-9a-f]{64}$"),
                        ),
                        name="reports_what_is_locked_has_a_hash",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PeriodStep",
            fields=[
                key(),
                ("revision", models.PositiveSmallIntegerField()),
                ("from_state", models.CharField(choices=STATES, max_length=6)),
                ("to_state", models.CharField(choices=STATES, max_length=6)),
                ("office", models.CharField(max_length=13)),
                ("at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("by", account()),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps",
                        to="reports.reportperiod",
                    ),
                ),
            ],
        ),
        migrations.AddField("issue", "period", models.CharField(max_length=7, null=True)),
        migrations.AddField("issue", "figures", models.TextField(blank=True, default=""), False),
        migrations.AddField("issue", "revision", models.PositiveSmallIntegerField(null=True)),
        migrations.AddField(
            "issue",
            "closing",
            models.ForeignKey(
                db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT,
                related_name="+", to="reports.reportperiod",
            ),
        ),
        migrations.RemoveConstraint("issue", "reports_one_issue_per_figures"),
        migrations.AlterField("issue", "month", models.DateField(null=True)),
        migrations.RunSQL(PERIODS, MONTHS),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL IMMEDIATE"),
        migrations.AlterField("issue", "period", models.CharField(max_length=7)),
        migrations.RemoveField("issue", "month"),
        migrations.AddConstraint(
            "issue",
            models.UniqueConstraint(
                condition=models.Q(("closing", None)),
                fields=("area", "period", "neutral", "sha256"),
                name="reports_one_issue_per_figures",
            ),
        ),
        migrations.AddConstraint(
            "issue",
            models.UniqueConstraint(
                condition=models.Q(("closing__isnull", False)),
                fields=("closing", "revision", "area", "neutral"),
                name="reports_one_sheet_per_revision",
            ),
        ),
        migrations.AddConstraint(
            "issue",
            models.CheckConstraint(
                condition=models.Q(("closing", None), ("figures", ""), ("revision", None))
                | models.Q(
                    ("closing__isnull", False),
                    ("revision__isnull", False),
                    models.Q(("figures", ""), _negated=True),
                ),
                name="reports_a_locked_sheet_carries_its_figures",
            ),
        ),
        migrations.CreateModel(
            name="IssueFile",
            fields=[
                key(),
                ("suffix", models.CharField(max_length=4)),
                ("signed", models.BooleanField(default=False)),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("area", area()),
                ("city", area()),
                ("kelurahan", area(null=True)),
                (
                    "issue",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT,
                        related_name="files", to="reports.issue",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("issue", "suffix", "signed"), name="reports_one_file_per_format"
                    )
                ],
            },
        ),
    ]  # fmt: skip
