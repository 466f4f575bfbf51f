"""The SQL that keeps counts beside the records: one definition for the triggers and for the rebuild.

The functions belong to `wacat_rollup`, which may read nothing of a record but the columns counted
here, and writes only where the visitor's own scope of counts reaches: policies bind it too.
A statement is one aggregate and one upsert, in the order of the key, so that two statements lock
rows in the same order.

What belongs to a locked month is counted in the first open one, with `served_month` saying whose it
is. Nothing needs to know where a thing was counted before: what is taken back is counted there with
a minus. Of the people in `count`, `wni` and `wna` say how many are known as citizens and as
foreigners. Whoever counts and whoever locks a month do not cross: one lock, shared or alone.
"""

from pathlib import Path

from django.conf import settings

from wacat.reports.states import TRANSITIONS
from wacat.values.kinds import NEUTRAL, Kind

SQL = Path(__file__).parent / "sql"
EARLIER = Path(__file__).parent / "migrations" / "sql"

TOTALS = ("reports_monthlytotal", "reports_responsetotal")
# What is written once and never again.
KEPT = (
    "reports_issue", "reports_issuefile", "reports_periodstep", "reports_stocklist", "reports_stock",
)  # fmt: skip
RESTRICTED = ", ".join(f"'{kind.value}'" for kind in Kind if kind.urgency == "C")

# Of records and notices, what a count needs: no name, no number, no address.
FIRST_RECORD_COLUMNS = (
    "rt_id, kelurahan_id, kecamatan_id, city_id, origin_rt_id, origin_kelurahan_id, "
    "origin_kecamatan_id, kind, sex, reach, served_on, withdrawn_at"
)
RECORD_COLUMNS = f"{FIRST_RECORD_COLUMNS}, citizenship"  # given by the migration that brings it
NOTICE_COLUMNS = (
    "rt_id, kelurahan_id, kecamatan_id, city_id, served_on, state, answer, "
    "published_at, answered_at"
)

FIRST_CORRECTION_COLUMNS = "rt_id, kelurahan_id, city_id, state, submitted_at, due_at, decided_at"
CORRECTION_COLUMNS = f"{FIRST_CORRECTION_COLUMNS}, outcome"  # as above

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

# The first month of each city that is not locked: nothing is counted before it any more.
BOOKS = """books AS MATERIALIZED (
    SELECT city_id, wacat.first_open_month(city_id) AS open_month
    FROM (SELECT DISTINCT city_id FROM grouped) c
  )"""
LOCK = "wacat.period"
STEADY = f"PERFORM pg_advisory_xact_lock_shared(hashtext('{LOCK}'));"

COUNT_RECORDS = """
  WITH grouped AS MATERIALIZED (
    SELECT kelurahan_id, {month} AS month, rt_id, kind, sex, {reach} AS reach, kecamatan_id, city_id,
           CASE WHEN origin_rt_id <> rt_id THEN origin_rt_id END AS origin_rt_id,
           origin_kelurahan_id, origin_kecamatan_id, sum(sign)::int AS n,
           sum(CASE citizenship WHEN 'WNI' THEN sign ELSE 0 END)::int AS wni,
           sum(CASE citizenship WHEN 'WNA' THEN sign ELSE 0 END)::int AS wna
    FROM ({rows}) r WHERE withdrawn_at IS NULL
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
  ), sides AS (
    SELECT kelurahan_id, month, rt_id, kind, sex, 'P' AS side, reach, kecamatan_id, city_id, n, wni, wna
    FROM grouped WHERE (n, wni, wna) <> (0, 0, 0)
    UNION ALL
    SELECT origin_kelurahan_id, month, origin_rt_id, kind, sex, 'O', reach, origin_kecamatan_id, city_id,
           n, wni, wna
    FROM grouped WHERE origin_rt_id IS NOT NULL AND (n, wni, wna) <> (0, 0, 0)
  ), shown AS (
    SELECT kelurahan_id, month, rt_id,
           CASE WHEN kind IN ({restricted}) THEN '{neutral}' ELSE kind END AS kind,
           sex, side, reach, false AS detail, kecamatan_id, city_id, n, wni, wna FROM sides
    UNION ALL
    SELECT kelurahan_id, month, rt_id, kind, sex, side, reach, true, kecamatan_id, city_id, n, wni, wna
    FROM sides WHERE kind IN ({restricted})
  ), {books}
  INSERT INTO public.reports_monthly AS kept
    (kelurahan_id, month, rt_id, kind, sex, side, reach, detail, served_month, kecamatan_id, city_id, count,
     wni, wna)
  SELECT kelurahan_id, greatest(month, open_month), rt_id, kind, sex, side, reach, detail, month,
         max(kecamatan_id), max(city_id), sum(n), sum(wni), sum(wna)
  FROM shown JOIN books USING (city_id)
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9 HAVING (sum(n), sum(wni), sum(wna)) <> (0, 0, 0)
  ORDER BY 1, 2, 4, 3, 5, 6, 7, 8, 9
  ON CONFLICT (kelurahan_id, month, kind, rt_id, sex, side, reach, detail, served_month)
  DO UPDATE SET count = kept.count + EXCLUDED.count, wni = kept.wni + EXCLUDED.wni,
                wna = kept.wna + EXCLUDED.wna;
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
  ), {books}
  INSERT INTO public.reports_response AS kept
    (kelurahan_id, month, rt_id, outcome, served_month, kecamatan_id, city_id, count, seconds, prompt)
  SELECT kelurahan_id, greatest(month, open_month), rt_id, outcome, month, max(kecamatan_id), max(city_id),
         sum(n), sum(seconds), sum(prompt)
  FROM outcomes JOIN books USING (city_id)
  GROUP BY 1, 2, 3, 4, 5 HAVING sum(n) <> 0 OR sum(seconds) <> 0 OR sum(prompt) <> 0
  ORDER BY 1, 2, 3, 4, 5
  ON CONFLICT (kelurahan_id, month, rt_id, outcome, served_month)
  DO UPDATE SET count = kept.count + EXCLUDED.count, seconds = kept.seconds + EXCLUDED.seconds,
                prompt = kept.prompt + EXCLUDED.prompt;
"""

# A correction counts in the month it was handed in (days here, not in Greenwich); it was settled in
# time when it was decided before it was due, pauses included. How it was decided counts from the month
# on that OutcomeStart says, and in every month of a city that has none.
HANDED_IN = "date_trunc('month', r.submitted_at AT TIME ZONE '{zone}')::date"
DECIDED = """CASE r.outcome WHEN 'ACCEPTED' THEN 'ACCEPTED' WHEN 'PARTLY_ACCEPTED' THEN 'PARTLY'
                         WHEN 'REJECTED' THEN 'REJECTED' ELSE 'OTHER' END"""
DECISIONS = "('ACCEPTED', 'PARTLY', 'REJECTED', 'OTHER')"
COUNT_CORRECTIONS = """
  WITH grouped AS MATERIALIZED (
    SELECT r.kelurahan_id, {month} AS month, r.rt_id,
           o.outcome, max(a.kecamatan_id) AS kecamatan_id, max(r.city_id) AS city_id, sum(r.sign) AS n,
           coalesce(sum(r.sign * extract(epoch FROM r.decided_at - r.submitted_at)::bigint)
                    FILTER (WHERE o.outcome = 'SETTLED'), 0) AS seconds,
           coalesce(sum(r.sign) FILTER (WHERE o.outcome = 'SETTLED' AND r.decided_at <= r.due_at), 0)
             AS prompt
    FROM ({rows}) r JOIN public.areas_area a ON a.id = r.kelurahan_id
    LEFT JOIN public.reports_outcomestart s ON s.city_id = r.city_id
    CROSS JOIN LATERAL (
      VALUES ('CLAIMED', true), ('SETTLED', r.decided_at IS NOT NULL),
             ({decided}, r.decided_at IS NOT NULL AND (s.month IS NULL OR s.month <= {month}))
    ) o(outcome, counts)
    WHERE r.state <> 'CANCELLED' AND o.counts
    GROUP BY 1, 2, 3, 4
  ), {books}
  INSERT INTO public.reports_response AS kept
    (kelurahan_id, month, rt_id, outcome, served_month, kecamatan_id, city_id, count, seconds, prompt)
  SELECT kelurahan_id, greatest(month, open_month), rt_id, outcome, month, kecamatan_id, city_id, n,
         seconds, prompt
  FROM grouped JOIN books USING (city_id) WHERE n <> 0 OR seconds <> 0 OR prompt <> 0
  ORDER BY 1, 2, 3, 4, 5
  ON CONFLICT (kelurahan_id, month, rt_id, outcome, served_month)
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
        books=BOOKS,
    )


def _notices(rows: str) -> str:
    return COUNT_NOTICES.format(
        rows=rows.format(columns=NOTICE_COLUMNS, rows="{rows}"), month=MONTH, books=BOOKS
    )


def _corrections(rows: str) -> str:
    return COUNT_CORRECTIONS.format(
        rows=rows.format(columns=CORRECTION_COLUMNS, rows="{rows}"),
        month=HANDED_IN.format(zone=settings.TIME_ZONE),
        decided=DECIDED,
        books=BOOKS,
    )


def _trigger(name: str, body: str) -> str:
    return f"""
CREATE OR REPLACE FUNCTION wacat.{name}() RETURNS trigger LANGUAGE plpgsql {HEAD} AS $$
BEGIN
  {STEADY}
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
    text = (SQL / "public.sql").read_text(encoding="utf-8")
    return text.replace("{zone}", settings.TIME_ZONE)


def periods() -> str:
    """The statements that make the functions about periods, and hang the guards of what is kept."""
    steps = ", ".join(
        f"('{before}', '{after}', '{office}')"
        for (before, after), offices in TRANSITIONS.items()
        for office in sorted(offices)
    )
    lines = [
        (SQL / name).read_text(encoding="utf-8").replace("{steps}", steps)
        for name in ("periods.sql", "guard_counts.sql")
    ]
    for table in ("reports_monthly", "reports_response"):
        lines += [
            f"CREATE TRIGGER locked_{event.lower()} AFTER {event} ON {table} "
            f"REFERENCING {rows} TABLE AS touched_rows "
            "FOR EACH STATEMENT EXECUTE FUNCTION wacat.guard_counts();"
            for event, rows in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
        ]
    lines += [
        f"CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION wacat.guard_kept();"
        for table in KEPT
    ]
    lines += [
        "CREATE TRIGGER moved BEFORE INSERT OR UPDATE ON reports_reportperiod "
        "FOR EACH ROW EXECUTE FUNCTION wacat.guard_period();",
        "CREATE TRIGGER kept BEFORE DELETE OR TRUNCATE ON reports_reportperiod "
        "FOR EACH STATEMENT EXECUTE FUNCTION wacat.guard_kept();",
    ]
    return "\n".join(lines)


def totals() -> str:
    """The statements that make the totals of locked months and hang their guards."""
    lines = [(SQL / "totals.sql").read_text(encoding="utf-8")]
    lines += [
        f"CREATE TRIGGER locked_{event.lower()} AFTER {event} ON {table} "
        f"REFERENCING {rows} TABLE AS touched_rows "
        "FOR EACH STATEMENT EXECUTE FUNCTION wacat.guard_counts();"
        for table in TOTALS
        for event, rows in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
    ]
    return "\n".join(lines)


def renewed() -> str:
    """The statements that make all functions that count anew, as they are now."""
    return (SQL / "totals.sql").read_text(encoding="utf-8") + functions()


def earlier(name: str) -> str:
    """The statements that bring back the functions that count, as they were before a change of them."""
    text = (EARLIER / f"{name}.sql").read_text(encoding="utf-8")
    return text.replace("{zone}", settings.TIME_ZONE)


def drop_totals() -> str:
    """The statements that take them back; `rollup_reopen` knows nothing of totals again."""
    lines = [
        f"DROP TRIGGER locked_{event} ON {table};"
        for table in TOTALS
        for event in ("insert", "update", "delete")
    ]
    lines += ["SET LOCAL ROLE wacat_rollup;", "DROP FUNCTION wacat.rollup_close(int, date);"]
    return "\n".join([*lines, "SET LOCAL ROLE wacat_owner;"])


def drop_periods() -> str:
    """The statements that take the guards and functions of `periods` back."""
    lines = [
        f"DROP TRIGGER locked_{event} ON {table};"
        for table in ("reports_monthly", "reports_response")
        for event in ("insert", "update", "delete")
    ]
    lines += [f"DROP TRIGGER kept ON {table};" for table in (*KEPT, "reports_reportperiod")]
    return "\n".join([
        *lines,
        "DROP TRIGGER moved ON reports_reportperiod;",
        "SET LOCAL ROLE wacat_rollup;",
        "DROP FUNCTION wacat.rollup_forget(), wacat.rollup_less_locked(), wacat.rollup_reopen(int, date);",
        "SET LOCAL ROLE wacat_owner;",
        "DROP FUNCTION wacat.guard_counts(), wacat.guard_kept(), wacat.guard_period(), "
        "wacat.first_open_month(int);",
    ])  # fmt: skip


def functions() -> str:
    """The statements that make or renew the functions, as `wacat_rollup`; periods.sql stands beside them."""
    added = ADDED.format(columns="{columns}", rows="new_rows")
    whole_records = _records(ADDED.format(columns="{columns}", rows="public.records_servicerecord"))
    whole_notices = _notices(ADDED.format(columns="{columns}", rows="public.records_notice"))
    whole_corrections = _corrections(
        ADDED.format(columns="{columns}", rows="public.verification_correction")
    )
    return f"""
GRANT CREATE ON SCHEMA wacat TO wacat_rollup;
SET LOCAL ROLE wacat_rollup;
{_trigger("rollup_records_added", _records(added))}
{_trigger("rollup_records_changed", _records(CHANGED))}
{_trigger("rollup_notices_added", _notices(added))}
{_trigger("rollup_notices_changed", _notices(CHANGED))}
{_trigger("rollup_corrections_added", _corrections(added))}
{_trigger("rollup_corrections_changed", _corrections(CHANGED))}
-- Writers wait meanwhile; what they have not committed is counted by their own triggers afterwards.
-- Locked months stay: what is counted anew of them beyond what they say is "susulan" again.
CREATE OR REPLACE FUNCTION wacat.rollup_rebuild() RETURNS void LANGUAGE plpgsql {HEAD} AS $$
BEGIN
  {STEADY}
  LOCK TABLE public.reports_monthly, public.reports_response IN SHARE ROW EXCLUSIVE MODE;
  PERFORM wacat.rollup_forget();
{whole_records}
{whole_notices}
{whole_corrections}
  PERFORM wacat.rollup_less_locked();
END $$;
REVOKE ALL ON FUNCTION wacat.rollup_rebuild() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wacat.rollup_rebuild() TO wacat_job;
SET LOCAL ROLE wacat_owner;
REVOKE CREATE ON SCHEMA wacat FROM wacat_rollup;
"""


def create() -> str:
    """The statements that give the rights, make the functions and hang the triggers."""
    return f"""
GRANT SELECT, INSERT, UPDATE, DELETE ON reports_monthly, reports_response TO wacat_rollup;
GRANT SELECT ({FIRST_RECORD_COLUMNS}) ON records_servicerecord TO wacat_rollup;
GRANT SELECT ({NOTICE_COLUMNS}) ON records_notice TO wacat_rollup;
GRANT SELECT ({FIRST_CORRECTION_COLUMNS}) ON verification_correction TO wacat_rollup;
GRANT SELECT ON areas_area TO wacat_rollup;
{functions()}
ALTER TABLE reports_response SET (fillfactor = 80);
{_attach("records_servicerecord", "rollup_records")}
{_attach("records_notice", "rollup_notices")}
{_attach("verification_correction", "rollup_corrections")}
"""


def drop() -> str:
    """The statements that take all of it back."""
    watched = {
        "records_servicerecord": ("rollup_records", FIRST_RECORD_COLUMNS),
        "records_notice": ("rollup_notices", NOTICE_COLUMNS),
        "verification_correction": ("rollup_corrections", FIRST_CORRECTION_COLUMNS),
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
