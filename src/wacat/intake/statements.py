"""The statements by which read rows become rows of a batch, and accepted rows become a stage to publish."""

from wacat.intake.staging import STAGE_COLUMNS

STAGE = "intake_stage"
TO_PUBLISH = "intake_to_publish"

CREATE_STAGE = (
    f"CREATE TEMPORARY TABLE {STAGE} ("
    + ", ".join(f"{name} {kind}" for name, kind in STAGE_COLUMNS.items())
    + ") ON COMMIT DROP"
)
DROP_STAGE = f"DROP TABLE IF EXISTS pg_temp.{STAGE}"
COPY_STAGE = f"COPY {STAGE} ({', '.join(STAGE_COLUMNS)}) FROM STDIN"
# Without statistics an anti-join against the history runs for minutes.
ANALYZE_STAGE = f"ANALYZE {STAGE} (row_number, fact_key, state)"

_MOVED = [name for name in STAGE_COLUMNS if name not in {"state", "city_id", "issues", "raw"}]

KNOWN = "intake_known_move"
# A move inside the city is also known under the keys beside its own. Found once, before anything is
# written, and in two steps: asked in one, the planner reads all records anew for every move.
FIND_KNOWN_MOVES = f"""
DROP TABLE IF EXISTS pg_temp.{KNOWN};
CREATE TEMPORARY TABLE {KNOWN} ON COMMIT DROP AS
WITH moves AS MATERIALIZED (
  SELECT s.row_number, unnest(s.near_keys) AS key FROM {{rows}} s
  WHERE s.near_keys IS NOT NULL AND s.state = 'ACCEPTED' AND {{condition}}
)
SELECT DISTINCT m.row_number FROM moves m
JOIN records_servicerecord r ON r.fact_key = m.key AND r.withdrawn_at IS NULL;
ANALYZE {KNOWN}
"""
SAME_DAY = "intake_same_day"
# The same person, kind and day under another number: perhaps one document that was entered twice. Without
# statistics this empty table is taken for a long one, and all staged rows are hashed onto the disk.
# A move inside the city always has two numbers.
FIND_SAME_DAY = f"""
DROP TABLE IF EXISTS pg_temp.{SAME_DAY};
CREATE TEMPORARY TABLE {SAME_DAY} ON COMMIT DROP AS
SELECT DISTINCT s.row_number FROM {STAGE} s
JOIN records_servicerecord r ON r.nik = s.nik AND r.kind = s.kind AND r.served_on = s.served_on
WHERE s.state = 'ACCEPTED' AND s.nik <> '' AND s.number <> '' AND s.kind <> 'PINDAH_DALAM_KOTA'
  AND r.nik <> '' AND r.number <> '' AND r.number <> s.number AND r.withdrawn_at IS NULL;
ANALYZE {SAME_DAY}
"""
DEATHS = """
SELECT nik, min(served_on)::text FROM records_servicerecord
WHERE kind = 'AKTA_KEMATIAN' AND withdrawn_at IS NULL AND nik <> '' GROUP BY nik
"""
# A fact that stands in the records as the row tells it is not published again; what it says otherwise is
# (`comparing.FIND_MET` has found which). The left joins are what lets the planner hash a million rows.
MET = "intake_met"
INSERT_ROWS = f"""
INSERT INTO intake_batchrow (batch_id, city_id, {", ".join(_MOVED)}, state, issues, raw, replaces, changed)
SELECT %(batch_id)s, %(city_id)s, {", ".join(f"s.{name}" for name in _MOVED)},
       CASE WHEN k.known THEN 'DUPLICATE' ELSE s.state END,
       CASE WHEN k.known THEN s.issues || 'ALREADY_KNOWN'::text
            WHEN d.row_number IS NOT NULL AND NOT k.alters THEN s.issues || 'SAME_DAY'::text
            ELSE s.issues END, s.raw,
       CASE WHEN k.alters THEN m.record_id END, CASE WHEN k.alters THEN m.changed END
FROM {STAGE} s
LEFT JOIN {MET} m ON m.row_number = s.row_number
LEFT JOIN {KNOWN} n ON n.row_number = s.row_number
LEFT JOIN {SAME_DAY} d ON d.row_number = s.row_number
CROSS JOIN LATERAL (
  SELECT coalesce(cardinality(m.changed) > 0, false) AS alters,
         s.state = 'ACCEPTED' AND (m.row_number IS NOT NULL OR n.row_number IS NOT NULL)
           AND NOT coalesce(cardinality(m.changed) > 0, false) AS known) k
"""
_COPIED = ", ".join([*_MOVED, "city_id", "state", "issues", "raw"])
# What somebody mended in the file before is mended in this one too.
REPEAT_ROWS = f"""
INSERT INTO intake_batchrow (batch_id, {_COPIED}, cells, released)
SELECT %(batch_id)s, {_COPIED}, cells, released FROM intake_batchrow
WHERE batch_id = %(before)s AND state = 'QUARANTINED'
"""
COUNT_ROWS = """
SELECT state, coalesce(kelurahan_id, 0), count(*),
       count(*) FILTER (WHERE issues <> '{}' AND state = 'ACCEPTED'),
       count(replaces) FILTER (WHERE state = 'ACCEPTED')
FROM intake_batchrow WHERE batch_id = %(batch_id)s GROUP BY 1, 2
"""
COUNT_ISSUES = """
SELECT state = 'QUARANTINED', split_part(issue, ':', 1), count(DISTINCT row_number)
FROM intake_batchrow, unnest(issues) AS issue
WHERE batch_id = %(batch_id)s AND issues <> '{}'
GROUP BY 1, 2 ORDER BY 3 DESC, 2
"""
# A view, so that a million rows are not written once more; it goes before the transaction ends.
CREATE_TO_PUBLISH = f"""
CREATE OR REPLACE TEMPORARY VIEW {TO_PUBLISH} WITH (security_invoker = true) AS
SELECT s.* FROM intake_batchrow s
WHERE s.batch_id = {{batch_id}} AND s.state = 'ACCEPTED'
  AND NOT EXISTS (SELECT 1 FROM {KNOWN} n WHERE n.row_number = s.row_number)
"""
# Fresh rows have no statistics yet: the planner would loop over them once for each kind of service.
MANY_ROWS = 20_000
PLAN_FOR_MANY = "SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '64MB'"
PLAN_AS_USUAL = "SET LOCAL enable_nestloop = on; SET LOCAL work_mem = DEFAULT"
DROP_TO_PUBLISH = f"DROP VIEW IF EXISTS pg_temp.{TO_PUBLISH}"
# One publication at a time: two files with the same move must not both find it unknown.
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('wacat.intake.publish'))"
# The same bytes from two tabs at once: the second waits here and then finds the first one's file.
ONE_UPLOAD_AT_A_TIME = (
    "SELECT pg_advisory_xact_lock(hashtext('wacat.intake.receive'), hashtext(%s))"
)
