import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from wacat.areas import rowscope
from wacat.audit.triggers import watch
from wacat.reports.rollup import DECIDED, DECISIONS, HANDED_IN, earlier, renewed

OUTCOMES = [
    ("TOLD", "Diberitahukan"), ("CONFIRMED", "Benar"), ("CORRECTED", "Ada yang salah"),
    ("NOT_MINE", "Bukan warga saya"), ("CLOSED", "Ditutup tanpa tanggapan"),
    ("CLAIMED", "Koreksi diajukan"), ("SETTLED", "Koreksi diputuskan"),
    ("ACCEPTED", "Koreksi diterima"), ("PARTLY", "Koreksi diterima sebagian"),
    ("REJECTED", "Koreksi ditolak"), ("OTHER", "Putusan lain"),
]  # fmt: skip
MONTH = HANDED_IN.format(zone=settings.TIME_ZONE)
# What is locked stays as it is: there, how a correction ended is not counted, then or later.
START = """
INSERT INTO reports_outcomestart (city_id, month)
SELECT city_id, (max(first) + interval '1 month')::date FROM reports_reportperiod
WHERE span = 'MONTH' AND state <> 'OPEN' GROUP BY 1
"""
OPEN = ("reports_response", "reports_responsetotal", "verification_correction")
# What was decided before, of the months that are open.
SO_FAR = f"""
INSERT INTO reports_response
  (kelurahan_id, month, rt_id, outcome, served_month, kecamatan_id, city_id, count, seconds, prompt)
SELECT r.kelurahan_id, {MONTH}, r.rt_id, {DECIDED}, {MONTH}, max(a.kecamatan_id), max(r.city_id), count(*), 0, 0
FROM verification_correction r JOIN areas_area a ON a.id = r.kelurahan_id
LEFT JOIN reports_outcomestart s ON s.city_id = r.city_id
WHERE r.decided_at IS NOT NULL AND r.state <> 'CANCELLED' AND (s.month IS NULL OR s.month <= {MONTH})
GROUP BY 1, 2, 3, 4
"""
# also of months locked meanwhile, which guard their counts
TAKE_BACK = "\n".join(
    f"ALTER TABLE {table} DISABLE TRIGGER locked_delete;"
    f"DELETE FROM {table} WHERE outcome IN {DECISIONS};"
    f"ALTER TABLE {table} ENABLE TRIGGER locked_delete;"
    for table in ("reports_response", "reports_responsetotal")
)


def past_policies(statements: str) -> str:
    """Statements of the owner that policies, forced for him too, do not bind."""
    loose = "\n".join(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;" for table in OPEN)
    return f"{loose}\n{statements};\n{loose.replace('NO FORCE', 'FORCE')}"


class Migration(migrations.Migration):
    dependencies = [("reports", "0009_citizens"), ("verification", "0008_denials_scope")]
    operations = [
        migrations.CreateModel(
            name="OutcomeStart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "city",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="areas.area",
                    ),
                ),
                ("month", models.DateField()),
            ],
        ),
        *(
            migrations.AlterField(
                table, "outcome", models.CharField(choices=OUTCOMES, max_length=9)
            )
            for table in ("response", "responsetotal")
        ),
        rowscope.grant("reports_outcomestart", app="SELECT", job="SELECT"),
        migrations.RunSQL(
            "GRANT SELECT ON reports_outcomestart TO wacat_rollup; "
            "GRANT SELECT (outcome) ON verification_correction TO wacat_rollup",
            "REVOKE ALL ON reports_outcomestart FROM wacat_rollup; "
            "REVOKE SELECT (outcome) ON verification_correction FROM wacat_rollup",
        ),
        migrations.RunSQL(START, migrations.RunSQL.noop),
        watch("reports_outcomestart"),
        migrations.RunSQL(past_policies(SO_FAR), past_policies(TAKE_BACK)),
        migrations.RunSQL(renewed(), earlier("before_outcomes")),
    ]
