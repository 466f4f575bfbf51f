from django.db import migrations

from wacat.areas import rowscope
from wacat.audit.triggers import watch

SCOPE = ["rt_id", "kelurahan_id", "city_id"]
DECIDABLE = "state, due_at, decided_at, closed_at, decision_reason, taken_by_id, taken_at"
WRITABLE = {
    "verification_answer": ("remark", "UPDATE (undone_at)"),
    "verification_correction": ("remark,decision_reason", f"UPDATE ({DECIDABLE})"),
    "verification_correctionitem": ("old_value,claimed_value", "UPDATE (outcome)"),
    "verification_evidence": ("content", ""),
    "verification_step": ("note", ""),
}


def close_tables() -> list[migrations.RunSQL]:
    """Every table of this package is reachable where its notice is, and watched."""
    steps = []
    for table, (secret, update) in WRITABLE.items():
        rights = ", ".join(filter(None, ["SELECT, INSERT", update]))
        steps += [
            rowscope.protect(table, *SCOPE),
            rowscope.grant(table, app=rights, job=rights),
            watch(table, secret=secret.split(",")),
        ]
    return steps


class Migration(migrations.Migration):
    dependencies = [("verification", "0001_initial"), ("records", "0002_scope")]
    operations = [
        *close_tables(),
        rowscope.same_scope(
            "verification_answer", "records_notice", key="notice_id", columns=SCOPE
        ),
        rowscope.same_scope(
            "verification_correction", "records_notice", key="notice_id", columns=SCOPE
        ),
        *[
            rowscope.same_scope(
                child, "verification_correction", key="correction_id", columns=SCOPE
            )
            for child in list(WRITABLE)[2:]
        ],
    ]
