from django.db import migrations

from wacat.areas import rowscope
from wacat.audit.triggers import watch

SCOPE = ["rt_id", "kelurahan_id", "city_id"]
# The heads of the office count what is late; a round of the clock holds no resident.
COUNTED = """(ARRAY[rt_id, kelurahan_id, city_id]::int[] && (SELECT wacat.scope())
  OR (SELECT wacat.office()) IN ('KEPALA', 'SEKRETARIS') AND ARRAY[city_id] && (SELECT wacat.count_scope()))"""
TIED = ("verification_clockround", "verification_cosign", "verification_objection")
MOVED = "paused_at, outcome, told_at, barred_id, duplicate_of_id, linked_state"
SYSTEM = "SELECT wacat.enter_system((SELECT id FROM accounts_account WHERE username = 'sistem'));"
# What was settled before there were more states; without rows it costs nothing.
BACKFILL = f"""{SYSTEM}
UPDATE verification_correction c SET
  outcome = CASE WHEN c.state IN ('ACCEPTED', 'PARTLY_ACCEPTED', 'REJECTED') THEN c.state
                 WHEN c.state <> 'DONE_IN_SIAK' THEN ''
                 WHEN EXISTS (SELECT 1 FROM verification_correctionitem i
                              WHERE i.correction_id = c.id AND i.outcome = 'REJECTED') THEN 'PARTLY_ACCEPTED'
                 ELSE 'ACCEPTED' END,
  paused_at = CASE WHEN c.state = 'NEEDS_INFO' THEN
    (SELECT max(s.at) FROM verification_step s WHERE s.correction_id = c.id AND s.to_state = 'NEEDS_INFO') END;
UPDATE verification_step SET purpose = 'INFO', note = CASE WHEN note ~ '\\S' THEN note ELSE '-' END
WHERE to_state = 'NEEDS_INFO';
UPDATE verification_step SET to_state = 'RECEIVED' WHERE to_state = 'SUBMITTED' AND from_state = 'IN_REVIEW';
UPDATE verification_correction c SET state = 'RECEIVED' WHERE state = 'SUBMITTED' AND EXISTS (
  SELECT 1 FROM verification_step s WHERE s.correction_id = c.id AND s.to_state = 'RECEIVED');
UPDATE records_notice n SET result = 'RECEIVED' FROM verification_correction c
WHERE c.notice_id = n.id AND c.state = 'RECEIVED' AND n.result = 'SUBMITTED';
INSERT INTO verification_clockround (
  correction_id, rt_id, kelurahan_id, city_id, number, started_at, due_at, paused_at, ended_at, outcome)
SELECT id, rt_id, kelurahan_id, city_id, 1, submitted_at, due_at, paused_at, coalesce(decided_at, closed_at),
       CASE WHEN decided_at IS NOT NULL THEN outcome WHEN closed_at IS NOT NULL THEN state ELSE '' END
FROM verification_correction;
SELECT wacat.leave();
"""


class Migration(migrations.Migration):
    dependencies = [("verification", "0004_states"), ("records", "0009_versions")]
    operations = [
        rowscope.close("verification_clockround", using=COUNTED),
        rowscope.protect("verification_cosign", *SCOPE),
        rowscope.protect("verification_objection", *SCOPE),
        rowscope.protect("verification_inquiry", *SCOPE),
        *[
            step
            for table, update in (
                ("clockround", "UPDATE (due_at, paused_at, ended_at, outcome, warned_at, late_at)"),
                ("cosign", ""),
                ("objection", ""),
                ("inquiry", "UPDATE (answer, remark, by_id, office, answered_at)"),
            )
            for rights in [", ".join(filter(None, ["SELECT, INSERT", update]))]
            for step in (
                rowscope.grant(f"verification_{table}", app=rights, job=rights),
                *rowscope.rehoming(f"verification_{table}", "rt_id", "kelurahan_id"),
            )
        ],
        *[
            rowscope.same_scope(
                table, "verification_correction", key="correction_id", columns=SCOPE
            )
            for table in TIED
        ],
        watch("verification_cosign", secret=["remark"]),
        watch("verification_objection", secret=["reason", "first_reason"]),
        watch(
            "verification_inquiry", secret=["name", "nik_masked", "address", "question", "remark"]
        ),
        watch("verification_clockround"),
        migrations.RunSQL(
            f"GRANT UPDATE ({MOVED}) ON verification_correction TO wacat_app, wacat_job",
            f"REVOKE UPDATE ({MOVED}) ON verification_correction FROM wacat_app, wacat_job",
        ),
        migrations.RunSQL(BACKFILL, migrations.RunSQL.noop),
    ]
