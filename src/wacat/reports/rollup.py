"""The SQL that keeps counts beside the records: one definition for the triggers and for the rebuild.

The functions belong to `wacat_rollup`, which may read nothing of a record but the columns counted
here, and writes only where the visitor's own scope of counts reaches: policies bind it too.
A statement is one aggregate and one upsert, in the order of the key, so that two statements lock
rows in the same order.
"""

from pathlib import Path

from django.conf import settings

from wacat.values.kinds import NEUTRAL, Kind

PUBLIC = Path(__file__).parent / "sql" / "public.sql"

RESTRICTED = ", ".join(f"'{kind.value}'" for kind in Kind if kind.urgency == "C")

# Of records and notices, what a count needs: no name, no number, no address.
RECORD_COLUMNS = (
    "rt_id, kelurahan_id, kecamatan_id, city_id, origin_rt_id, origin_kelurahan_id, "
    "origin_kecamatan_id, kind, sex, reach, served_on, withdrawn_at"
)
NOTICE_COLUMNS = (
    "rt_id, kelurahan_id, kecamatan_id, city_id, served_on, state, answer, "
    "published_at, answered_at"
)

CORRECTION_COLUMNS = "rt_id, kelurahan_id, city_id, state, submitted_at, due_at, decided_at"

ADDED = "SELECT 1 AS sign, {columns} FROM {rows}"
CHANGED = (
    "SELECT 1 AS sign, {columns} FROM new_rows UNION ALL SELECT -1 AS sign, {columns} FROM old_rows"
)
MONTH = "date_trunc('month', served_on::timestamp)::date"

# A move inside one RT has reach 0 here: it is wider than no level, and so it counts nowhere as a move.
# Where the file does not say the RT of origin, the reach that intake found stands.
REACH = """CASE WHEN origin_rt_id IS NULL AND kind = 'PINDAH_DALAM_KOTA' AND reach = 0 THEN 3
            WHEN origin_rt_id IS NULL THEN reach WHEN origin_rt_id = rt_id THEN 0
            WHEN origin_kelurahan_id = kelurahan_id THEN 1
            WHEN origin_kecamatan_id = kecamatan_id THEN 2 ELSE 3 END::smallint"""

COUNT_RECORDS = """
  WITH grouped AS MATERIALIZED (
    SELECT kelurahan_id, {month} AS month, rt_id, kind, sex, {reach} AS reach, kecamatan_id, city_id,
           CASE WHEN origin_rt_id <> rt_id THEN origin_rt_id END AS origin_rt_id,
           origin_kelurahan_id, origin_kecamatan_id, sum(sign)::int AS n
    FROM ({rows}) r WHERE withdrawn_at IS NULL
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 HAVING sum(sign) <> 0
  ), sides AS (
    SELECT kelurahan_id, month, rt_id, kind, sex, 'P' AS side, reach, kecamatan_id, city_id, n FROM grouped
    UNION ALL
    SELECT origin_kelurahan_id, month, origin_rt_id, kind, sex, 'O', reach, origin_kecamatan_id, city_id, n
    FROM grouped WHERE origin_rt_id IS NOT NULL
  ), shown AS (
    SELECT kelurahan_id, month, rt_id,
           CASE WHEN kind IN ({restricted}) THEN '{neutral}' ELSE kind END AS kind,
           sex, side, reach, false AS detail, kecamatan_id, city_id, n FROM sides
    UNION ALL
    SELECT kelurahan_id, month, rt_id, kind, sex, side, reach, true, kecamatan_id, city_id, n
    FROM sides WHERE kind IN ({restricted})
  )
  INSERT INTO public.reports_monthly AS kept
    (kelurahan_id, month, rt_id, kind, sex, side, reach, detail, kecamatan_id, city_id, count)
  SELECT kelurahan_id, month, rt_id, kind, sex, side, reach, detail, max(kecamatan_id), max(city_id), sum(n)
  FROM shown GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(n) <> 0 ORDER BY 1, 2, 4, 3, 5, 6, 7, 8
  ON CONFLICT (kelurahan_id, month, rt_id, kind, sex, side, reach, detail)
  DO UPDATE SET count = kept.count + EXCLUDED.count;
"""

COUNT_NOTICES = """
  WITH grouped AS MATERIALIZED (
    SELECT kelurahan_id, {month} AS month, rt_id, answer, state = 'CLOSED_UNANSWERED' AS closed,
           max(kecamatan_id) AS kecamatan_id, max(city_id) AS city_id, sum(sign)::int AS n,
           sum(CASE WHEN answer <> '' THEN
                 sign * greatest(extract(epoch FROM answered_at - published_at)::bigint, 0) END) AS seconds,
           sum(CASE WHEN answer <> '' AND answered_at <= published_at + interval '72 hours'
                    THEN sign END) AS prompt
    FROM ({rows}) r WHERE state NOT IN ('PREPARED', 'WITHDRAWN')
    GROUP BY 1, 2, 3, 4, 5
  ), outcomes AS (
    SELECT kelurahan_id, month, rt_id, 'TOLD' AS outcome, kecamatan_id, city_id, n, 0 AS seconds, 0 AS prompt
    FROM grouped
    UNION ALL
    SELECT kelurahan_id, month, rt_id, answer, kecamatan_id, city_id, n, coalesce(seconds, 0),
           coalesce(prompt, 0)
    FROM grouped WHERE answer <> ''
    UNION ALL
    SELECT kelurahan_id, month, rt_id, 'CLOSED', kecamatan_id, city_id, n, 0, 0 FROM grouped WHERE closed
  )
  INSERT INTO public.reports_response AS kept
    (kelurahan_id, month, rt_id, outcome, kecamatan_id, city_id, count, seconds, prompt)
  SELECT kelurahan_id, month, rt_id, outcome, max(kecamatan_id), max(city_id), sum(n), sum(seconds),
         sum(prompt)
  FROM outcomes GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0 OR sum(seconds) <> 0 OR sum(prompt) <> 0
  ORDER BY 1, 2, 3, 4
  ON CONFLICT (kelurahan_id, month, rt_id, outcome)
  DO UPDATE SET count = kept.count + EXCLUDED.count, seconds = kept.seconds + EXCLUDED.seconds,
                prompt = kept.prompt + EXCLUDED.prompt;
"""

# A correction counts in the month it was handed in (days here, not in Greenwich); it was settled in
# time when it was decided before it was due, pauses included.
COUNT_CORRECTIONS = """
  INSERT INTO public.reports_response AS kept
    (kelurahan_id, month, rt_id, outcome, kecamatan_id, city_id, count, seconds, prompt)
  SELECT r.kelurahan_id, date_trunc('month', r.submitted_at AT TIME ZONE '{zone}')::date, r.rt_id,
         o.outcome, max(a.kecamatan_id), max(r.city_id), sum(r.sign),
         coalesce(sum(r.sign * extract(epoch FROM r.decided_at - r.submitted_at)::bigint)
                  FILTER (WHERE o.outcome = 'SETTLED'), 0),
         coalesce(sum(r.sign) FILTER (WHERE o.outcome = 'SETTLED' AND r.decided_at <= r.due_at), 0)
  FROM ({rows}) r JOIN public.areas_area a ON a.id = r.kelurahan_id
  JOIN (VALUES ('CLAIMED'), ('SETTLED')) o(outcome) ON o.outcome = 'CLAIMED' OR r.decided_at IS NOT NULL
  WHERE r.state <> 'CANCELLED'
  GROUP BY 1, 2, 3, 4 HAVING sum(r.sign) <> 0 OR sum(r.sign * extract(epoch FROM r.decided_at)) <> 0
                          OR sum(r.sign * extract(epoch FROM r.due_at)) <> 0
  ORDER BY 1, 2, 3, 4
  ON CONFLICT (kelurahan_id, month, rt_id, outcome)
  DO UPDATE SET count = kept.count + EXCLUDED.count, seconds = kept.seconds + EXCLUDED.seconds,
                prompt = kept.prompt + EXCLUDED.prompt;
"""

HEAD = "SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '64MB'"


def _records(rows: str) -> str:
    return COUNT_RECORDS.format(
        rows=rows.format(columns=RECORD_COLUMNS, rows="{rows}"),
        month=MONTH,
        reach=REACH,
        restricted=RESTRICTED,
        neutral=NEUTRAL,
    )


def _notices(rows: str) -> str:
    return COUNT_NOTICES.format(
        rows=rows.format(columns=NOTICE_COLUMNS, rows="{rows}"), month=MONTH
    )


def _corrections(rows: str) -> str:
    return COUNT_CORRECTIONS.format(
        rows=rows.format(columns=CORRECTION_COLUMNS, rows="{rows}"), zone=settings.TIME_ZONE
    )


def _trigger(name: str, body: str) -> str:
    return f"""
CREATE FUNCTION wacat.{name}() RETURNS trigger LANGUAGE plpgsql {HEAD} AS $$
BEGIN
{body}
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION wacat.{name}() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wacat.{name}() TO wacat_owner;
"""


def _attach(table: str, name: str) -> str:
    return f"""
CREATE TRIGGER count_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION wacat.{name}_added();
CREATE TRIGGER count_update AFTER UPDATE ON {table} REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION wacat.{name}_changed();
"""


def public() -> str:
    """The statements that make the public functions; a month ends where the city stands."""
    return PUBLIC.read_text(encoding="utf-8").replace("{zone}", settings.TIME_ZONE)


def create() -> str:
    """The statements that make the functions and hang the triggers."""
    added = ADDED.format(columns="{columns}", rows="new_rows")
    whole_records = _records(ADDED.format(columns="{columns}", rows="public.records_servicerecord"))
    whole_notices = _notices(ADDED.format(columns="{columns}", rows="public.records_notice"))
    whole_corrections = _corrections(
        ADDED.format(columns="{columns}", rows="public.verification_correction")
    )
    return f"""
GRANT CREATE ON SCHEMA wacat TO wacat_rollup;
GRANT SELECT, INSERT, UPDATE, DELETE ON reports_monthly, reports_response TO wacat_rollup;
GRANT SELECT ({RECORD_COLUMNS}) ON records_servicerecord TO wacat_rollup;
GRANT SELECT ({NOTICE_COLUMNS}) ON records_notice TO wacat_rollup;
GRANT SELECT ({CORRECTION_COLUMNS}) ON verification_correction TO wacat_rollup;
GRANT SELECT ON areas_area TO wacat_rollup;
SET LOCAL ROLE wacat_rollup;
{_trigger("rollup_records_added", _records(added))}
{_trigger("rollup_records_changed", _records(CHANGED))}
{_trigger("rollup_notices_added", _notices(added))}
{_trigger("rollup_notices_changed", _notices(CHANGED))}
{_trigger("rollup_corrections_added", _corrections(added))}
{_trigger("rollup_corrections_changed", _corrections(CHANGED))}
-- Writers wait meanwhile; what they have not committed is counted by their own triggers afterwards.
CREATE FUNCTION wacat.rollup_rebuild() RETURNS void LANGUAGE plpgsql {HEAD} AS $$
BEGIN
  LOCK TABLE public.reports_monthly, public.reports_response IN SHARE ROW EXCLUSIVE MODE;
  DELETE FROM public.reports_monthly;
  DELETE FROM public.reports_response;
{whole_records}
{whole_notices}
{whole_corrections}
END $$;
REVOKE ALL ON FUNCTION wacat.rollup_rebuild() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wacat.rollup_rebuild() TO wacat_job;
SET LOCAL ROLE wacat_owner;
REVOKE CREATE ON SCHEMA wacat FROM wacat_rollup;
ALTER TABLE reports_response SET (fillfactor = 80);
{_attach("records_servicerecord", "rollup_records")}
{_attach("records_notice", "rollup_notices")}
{_attach("verification_correction", "rollup_corrections")}
"""


def drop() -> str:
    """The statements that take all of it back."""
    watched = {
        "records_servicerecord": ("rollup_records", RECORD_COLUMNS),
        "records_notice": ("rollup_notices", NOTICE_COLUMNS),
        "verification_correction": ("rollup_corrections", CORRECTION_COLUMNS),
    }
    lines = [
        f"DROP TRIGGER {trigger} ON {table};"
        for table in watched
        for trigger in ("count_insert", "count_update")
    ]
    lines.append("SET LOCAL ROLE wacat_rollup;")
    lines += [
        f"DROP FUNCTION wacat.{name}_added(), wacat.{name}_changed();"
        for name, _ in watched.values()
    ]
    lines += ["DROP FUNCTION wacat.rollup_rebuild();", "SET LOCAL ROLE wacat_owner;"]
    lines += [
        f"REVOKE SELECT ({names}) ON {table} FROM wacat_rollup;"
        for table, (_, names) in watched.items()
    ]
    lines.append("REVOKE ALL ON areas_area, reports_monthly, reports_response FROM wacat_rollup;")
    return "\n".join(lines)
