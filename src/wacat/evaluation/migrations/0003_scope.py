from pathlib import Path

from django.db import migrations

from wacat.areas import rowscope
from wacat.audit.triggers import watch

SQL = Path(__file__).parents[1] / "sql" / "editions.sql"
UNDO = """
DROP TRIGGER guard_paper ON evaluation_editionfile;
DROP TRIGGER guard_paper ON evaluation_paper;
DROP FUNCTION wacat.guard_evaluation_paper();
DROP TRIGGER guard_edition ON evaluation_edition;
DROP FUNCTION wacat.guard_edition();
"""
EDITION = (
    "reason, remark, figures, sha256, counted_at, locked_at, locked_by_id, signed_at, signed_by_id"
)
CLOSED = {
    "evaluation_evaluationstep": "",
    "evaluation_edition": f"UPDATE ({EDITION})",
    "evaluation_editionfile": "",
    "evaluation_followup": "UPDATE (what, owner_id, until_on, state, closed_at)",
    "evaluation_followupstep": "",
    "evaluation_weeklysummary": "",
}
SECRET = {
    "evaluation_followup": ["what"],
    "evaluation_followupstep": ["note"],
    # long, and kept with their hash
    "evaluation_edition": ["figures"],
}
# the bytes of a file are not told to the trail
BULK = {"evaluation_editionfile", "evaluation_edition"}


def close_tables() -> list[migrations.RunSQL]:
    """Reachable where the city's counts are: for the office, not for Ketua RT and Lurah."""
    steps = []
    for table, update in CLOSED.items():
        rights = ", ".join(filter(None, ["SELECT, INSERT", update]))
        steps += [
            rowscope.protect(table, "city_id", counts=True),
            rowscope.grant(table, app=rights, job=rights),
            watch(table, secret=SECRET.get(table, []), bulk=table in BULK),
        ]
    return steps


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0002_consistency")]
    operations = [
        *close_tables(),
        rowscope.grant(
            "evaluation_evaluation",
            app="SELECT, INSERT, UPDATE (state, revision, moved_at)",
            job="SELECT, INSERT, UPDATE (state, revision, moved_at)",
        ),
        rowscope.grant("evaluation_paper", app="SELECT, INSERT", job="SELECT, INSERT"),
        watch("evaluation_evaluation"),
        watch("evaluation_paper"),
        rowscope.run_file(SQL, undo=UNDO),
    ]
