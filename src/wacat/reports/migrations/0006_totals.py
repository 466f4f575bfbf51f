from django.db import migrations, models

from wacat.areas import rowscope
from wacat.reports.rollup import TOTALS, drop_totals, totals

# The real kind of a restricted service is for staff; Ketua RT and Lurah are told the neutral one.
RESTRICT = """
CREATE POLICY restricted ON reports_monthlytotal AS RESTRICTIVE FOR SELECT
USING (NOT detail OR (SELECT wacat.office()) NOT IN ('KETUA_RT', 'LURAH'))
"""
# What was locked before there were totals.
EARLIER = """
ALTER TABLE reports_monthly NO FORCE ROW LEVEL SECURITY;
ALTER TABLE reports_response NO FORCE ROW LEVEL SECURITY;
INSERT INTO reports_monthlytotal
  (kelurahan_id, month, kind, sex, side, reach, detail, served_month, kecamatan_id, city_id, count)
SELECT m.kelurahan_id, m.month, kind, sex, side, reach, detail, served_month, max(kecamatan_id), max(m.city_id),
       sum(count)
FROM reports_monthly m JOIN reports_reportperiod p
  ON p.city_id = m.city_id AND p.span = 'MONTH' AND p.first = m.month AND p.state <> 'OPEN'
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(count) <> 0;
INSERT INTO reports_responsetotal
  (kelurahan_id, month, outcome, served_month, kecamatan_id, city_id, count, seconds, prompt)
SELECT r.kelurahan_id, r.month, outcome, served_month, max(kecamatan_id), max(r.city_id), sum(count),
       sum(seconds), sum(prompt)
FROM reports_response r JOIN reports_reportperiod p
  ON p.city_id = r.city_id AND p.span = 'MONTH' AND p.first = r.month AND p.state <> 'OPEN'
GROUP BY 1, 2, 3, 4;
ALTER TABLE reports_monthly FORCE ROW LEVEL SECURITY;
ALTER TABLE reports_response FORCE ROW LEVEL SECURITY;
"""
SIDES = [("P", "Utama"), ("O", "Asal")]
OUTCOMES = [
    ("TOLD", "Diberitahukan"), ("CONFIRMED", "Benar"), ("CORRECTED", "Ada yang salah"),
    ("NOT_MINE", "Bukan warga saya"), ("CLOSED", "Ditutup tanpa tanggapan"),
    ("CLAIMED", "Koreksi diajukan"), ("SETTLED", "Koreksi diputuskan"),
]  # fmt: skip


def key(*columns: str) -> tuple[str, models.CompositePrimaryKey]:
    """The key of a table of totals."""
    return (
        "pk",
        models.CompositePrimaryKey(
            *columns, blank=True, editable=False, primary_key=True, serialize=False
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_periods_scope")]
    operations = [
        migrations.CreateModel(
            name="MonthlyTotal",
            fields=[
                key(
                    "kelurahan_id", "month", "kind", "sex", "side", "reach", "detail", "served_month"
                ),
                ("kelurahan_id", models.IntegerField()),
                ("month", models.DateField()),
                ("kind", models.CharField(max_length=30)),
                ("sex", models.CharField(max_length=1)),
                ("side", models.CharField(choices=SIDES, max_length=1)),
                ("reach", models.SmallIntegerField()),
                ("detail", models.BooleanField()),
                ("served_month", models.DateField()),
                ("kecamatan_id", models.IntegerField()),
                ("city_id", models.IntegerField()),
                ("count", models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="ResponseTotal",
            fields=[
                key("kelurahan_id", "month", "outcome", "served_month"),
                ("kelurahan_id", models.IntegerField()),
                ("month", models.DateField()),
                ("outcome", models.CharField(choices=OUTCOMES, max_length=9)),
                ("served_month", models.DateField()),
                ("kecamatan_id", models.IntegerField()),
                ("city_id", models.IntegerField()),
                ("count", models.IntegerField()),
                ("seconds", models.BigIntegerField()),
                ("prompt", models.IntegerField()),
            ],
        ),
        migrations.RunSQL(EARLIER, migrations.RunSQL.noop),
        *[rowscope.protect(table, "kelurahan_id", "city_id", counts=True) for table in TOTALS],
        migrations.RunSQL(RESTRICT, "DROP POLICY restricted ON reports_monthlytotal"),
        *[rowscope.grant(table, app="SELECT", job="SELECT") for table in TOTALS],
        migrations.RunSQL(
            f"GRANT SELECT, INSERT, DELETE ON {', '.join(TOTALS)} TO wacat_rollup",
            f"REVOKE ALL ON {', '.join(TOTALS)} FROM wacat_rollup",
        ),
        migrations.RunSQL(totals(), drop_totals()),
    ]  # fmt: skip
