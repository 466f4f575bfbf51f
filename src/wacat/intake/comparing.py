"""What a file tells anew of facts that are published already: unchanged, changed, or vanished.

A fact is met under its own key. Where that is unknown, a row of the same kind is still the same fact
when it has the number and the person (name and birth date; of a move the NIK), or the NIK and the day
where one of the two has no number. Only a file of the same source may change a fact: another source
that tells it differently is no correction of it (docs/keputusan/banding-berkas.md).
"""

from django.db import connection
from django.db.models import Q

from wacat.intake.models import Batch
from wacat.intake.statements import KNOWN, MET, STAGE
from wacat.values.statements import execute_each

MOVE = "'PINDAH_DALAM_KOTA'"
TEXTS = ("nik", "kk", "name", "sex", "address", "place_from", "place_to")


def _changes() -> str:
    """The names of what a row `s` says otherwise than the record `r`; what it leaves empty is no change.

    An RT that was merged meanwhile is not another RT.
    """
    said = [
        f"CASE WHEN s.{name} <> '' AND s.{name} <> r.{name} AND upper(s.{name}) <> upper(r.{name}) "
        f"THEN '{name}' END"
        for name in TEXTS
    ]
    said += [f"CASE WHEN s.{name} <> r.{name} THEN '{name}' END" for name in ("served_on",)]
    said += [
        "CASE WHEN s.birth_on IS DISTINCT FROM r.birth_on AND s.birth_on IS NOT NULL THEN 'birth_on' END",
        "CASE WHEN s.number <> '' AND r.number = '' THEN 'number' END",
        "CASE WHEN s.rt_id <> coalesce(a.successor_id, r.rt_id) THEN 'rt' END",
        "CASE WHEN s.origin_rt_id IS DISTINCT FROM coalesce(o.successor_id, r.origin_rt_id) "
        "AND s.origin_rt_id IS NOT NULL THEN 'origin_rt' END",
    ]
    return f"array_remove(ARRAY[{', '.join(said)}]::text[], NULL)"


# A move inside the city reaches us under two numbers: only its own document may change it.
_MAY_CHANGE = (
    f"(b.source = %(source)s AND b.source <> '' AND (s.kind <> {MOVE} OR s.number = r.number))"
)
_COMPARED = f"""
SELECT s.row_number, r.id AS record_id, r.batch_id,
       CASE WHEN {_MAY_CHANGE} THEN {_changes()} ELSE ARRAY[]::text[] END AS changed
FROM {{found}}
LEFT JOIN intake_batch b ON b.id = r.batch_id
LEFT JOIN areas_area a ON a.id = r.rt_id
LEFT JOIN areas_area o ON o.id = r.origin_rt_id
"""
BY_KEY = _COMPARED.format(
    found="""{rows} s JOIN records_servicerecord r ON r.fact_key = s.fact_key AND r.withdrawn_at IS NULL
  AND s.state = 'ACCEPTED' AND {condition}"""
)
_BY_NUMBER = f"""{{rows}} s JOIN records_servicerecord r ON r.kind = s.kind AND r.number = s.number
  AND s.number <> '' AND r.withdrawn_at IS NULL
  AND (upper(r.name) = upper(s.name) AND r.birth_on = s.birth_on
       OR s.kind = {MOVE} AND r.nik = s.nik AND s.nik <> '')"""
_BY_DAY = f"""{{rows}} s JOIN records_servicerecord r ON r.nik = s.nik AND r.kind = s.kind
  AND r.served_on = s.served_on AND s.nik <> '' AND r.nik <> '' AND r.withdrawn_at IS NULL
  AND (s.number = '' OR r.number = '') AND s.kind <> {MOVE}"""
# One row for one record, and one record for one row; `{unmet}` says which records are not met yet.
OTHERWISE = f"""
SELECT DISTINCT ON (record_id) row_number, record_id, batch_id, changed FROM (
  SELECT DISTINCT ON (row_number) row_number, record_id, batch_id, changed FROM (
    {_COMPARED.format(found=_BY_NUMBER)}
    UNION ALL
    {_COMPARED.format(found=_BY_DAY)}
  ) every ORDER BY row_number, record_id
) each
WHERE {{unmet}}
ORDER BY record_id, row_number
"""
LOST = "intake_lost"
# In two steps, the second only for rows that no key knows.
FIND_MET = f"""
DROP TABLE IF EXISTS pg_temp.{MET}, pg_temp.{LOST};
CREATE TEMPORARY TABLE {MET} ON COMMIT DROP AS {BY_KEY};
ANALYZE {MET};
CREATE TEMPORARY TABLE {LOST} ON COMMIT DROP AS
SELECT s.row_number, s.kind, s.number, s.nik, s.kk, s.name, s.sex, s.birth_on, s.served_on, s.address,
       s.place_from, s.place_to, s.rt_id, s.origin_rt_id
FROM {{rows}} s
WHERE s.state = 'ACCEPTED' AND {{condition}}
  AND NOT EXISTS (SELECT 1 FROM {MET} m WHERE m.row_number = s.row_number)
  AND NOT EXISTS (SELECT 1 FROM {KNOWN} n WHERE n.row_number = s.row_number)
  AND EXISTS (SELECT 1 FROM records_servicerecord);
ANALYZE {LOST};
INSERT INTO {MET} {
    OTHERWISE.replace("{rows}", LOST).replace(
        "{unmet}", f"NOT EXISTS (SELECT 1 FROM {MET} m WHERE m.record_id = each.record_id)"
    )
}
"""
# An earlier file is an earlier edition of this one when this one has at least half of what it said of
# the same kinds and days. Whom a row in quarantine is about is not known; he has not vanished.
FIND_VANISHED = f"""
INSERT INTO intake_vanished (batch_id, city_id, record_id, settled, reason)
WITH frame AS MATERIALIZED (
  SELECT kind, min(served_on) AS since, max(served_on) AS until FROM intake_batchrow
  WHERE batch_id = %(batch_id)s AND state IN ('ACCEPTED', 'DUPLICATE') GROUP BY kind
), earlier AS MATERIALIZED (
  SELECT r.id, r.batch_id, r.kind, r.nik, r.number, m.record_id IS NOT NULL AS met
  FROM records_servicerecord r
  JOIN intake_batch b ON b.id = r.batch_id AND b.source = %(source)s AND b.source <> ''
  JOIN frame f ON f.kind = r.kind AND r.served_on BETWEEN f.since AND f.until
  LEFT JOIN {MET} m ON m.record_id = r.id
  WHERE r.withdrawn_at IS NULL AND r.city_id = %(city_id)s
), editions AS (
  SELECT batch_id FROM earlier GROUP BY batch_id
  HAVING count(*) FILTER (WHERE met) * 2 >= count(*)
)
SELECT %(batch_id)s, %(city_id)s, e.id, '', ''
FROM earlier e JOIN editions d ON d.batch_id = e.batch_id
WHERE NOT e.met AND NOT EXISTS (
  SELECT 1 FROM intake_batchrow s
  WHERE s.batch_id = %(batch_id)s AND s.nik = e.nik AND s.nik <> ''
    AND (s.state = 'QUARANTINED' OR s.kind = {MOVE} AND e.kind = {MOVE})
) AND NOT EXISTS (
  SELECT 1 FROM intake_batchrow s
  WHERE s.batch_id = %(batch_id)s AND s.state = 'QUARANTINED' AND s.number = e.number AND s.number <> ''
)
"""
REPLACING = "intake_replacing"
# What publishing takes from the rows, after the comparison was made anew where it might be old.
KEEP_REPLACING = f"""
DROP TABLE IF EXISTS pg_temp.{REPLACING};
CREATE TEMPORARY TABLE {REPLACING} ON COMMIT DROP AS
SELECT row_number, replaces AS record_id, changed FROM intake_batchrow
WHERE batch_id = %(batch_id)s AND state = 'ACCEPTED' AND replaces IS NOT NULL
"""
RECOMPARE = f"""
DROP TABLE IF EXISTS pg_temp.{REPLACING};
CREATE TEMPORARY TABLE {REPLACING} ON COMMIT DROP AS
SELECT row_number, record_id, changed FROM {MET} WHERE cardinality(changed) > 0;
INSERT INTO {KNOWN} SELECT row_number FROM {MET} m WHERE cardinality(changed) = 0
  AND NOT EXISTS (SELECT 1 FROM {KNOWN} n WHERE n.row_number = m.row_number)
"""


def compare_stage(*, source: str) -> None:
    """Find which staged rows tell facts that are published already, and what they say otherwise."""
    with connection.cursor() as cursor:
        execute_each(cursor, FIND_MET.format(rows=STAGE, condition="true"), {"source": source})


def find_vanished(batch: Batch) -> int:
    """Note the published facts of an earlier edition that a checked file no longer has; how many."""
    values: dict[str, int | str] = {
        "batch_id": batch.pk, "city_id": batch.city_id, "source": batch.source
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {MET})")
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(FIND_VANISHED, values)
        return int(cursor.rowcount)


def stage_replacing(batch: Batch) -> str:
    """The table of the rows that change a standing fact now, for `records.publish`; '' for none.

    What was found at the check counts, unless something was published or withdrawn since.
    """
    since = batch.checked_at or batch.uploaded_at
    moved = Batch.objects.filter(
        Q(published_at__gte=since) | Q(withdrawn_at__gte=since), city_id=batch.city_id
    )
    with connection.cursor() as cursor:
        if moved.exclude(pk=batch.pk).exists():
            condition = f"s.batch_id = {batch.pk:d}"
            found = FIND_MET.format(rows="intake_batchrow", condition=condition)
            execute_each(cursor, found, {"source": batch.source})
            execute_each(cursor, RECOMPARE, {})
            return REPLACING
        if not batch.changed_count:
            return ""
        execute_each(cursor, KEEP_REPLACING, {"batch_id": batch.pk})
        return REPLACING
