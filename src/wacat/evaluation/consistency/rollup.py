"""The SQL that keeps the counts of consistency: one definition for the triggers and for the rebuild.

A cell is one RT and one month of service. Whether an answer disputes an element is written in three
tables (notice, correction, item) by one act after the other, so a change of any of them counts its
cell anew, from what stands then; an RT has some twenty answers a month. Two acts in one kelurahan
wait for each other, so that the second one sees what the first one wrote.

As in `reports.rollup` the functions belong to `wacat_rollup`, which reads no column but those it
counts, and is bound by the visitor's own scope. The name of a file's source is kept beside, because
a Ketua RT, in whose scope his answer is counted, cannot read files.
"""

from wacat.evaluation.consistency.elements import NOT_MINE, OTHER, WHOLE

LOCK = 7763
HEAD = "SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '64MB'"
NOTICE = "id, rt_id, kelurahan_id, kecamatan_id, city_id, served_on, state, answer, batch_id"
CORRECTION = "id, notice_id, state"
ITEM = "correction_id, element, outcome"
MONTH = "date_trunc('month', n.served_on::timestamp)::date"

COUNT = f"""
  WITH told AS MATERIALIZED (
    SELECT n.id, n.kelurahan_id, {MONTH} AS month, n.rt_id, n.kecamatan_id, n.city_id, n.answer,
           coalesce(s.name, '') AS source
    FROM {{cells}} LEFT JOIN public.evaluation_source s ON s.batch_id = n.batch_id
    WHERE n.answer <> '' AND n.state NOT IN ('PREPARED', 'WITHDRAWN')
  ), disputed AS (
    SELECT t.*, coalesce(i.element, CASE t.answer WHEN 'NOT_MINE' THEN '{NOT_MINE}' ELSE '{OTHER}' END)
             AS element, coalesce(i.outcome, '') AS outcome, count(*) OVER (PARTITION BY t.id) AS parts
    FROM told t
    LEFT JOIN LATERAL (
      SELECT c.id FROM public.verification_correction c
      WHERE c.notice_id = t.id AND c.state <> 'CANCELLED' ORDER BY c.id DESC LIMIT 1) c
      ON t.answer = 'CORRECTED'
    LEFT JOIN public.verification_correctionitem i ON i.correction_id = c.id
    WHERE t.answer <> 'CONFIRMED'
  ), lines AS (
    SELECT kelurahan_id, month, rt_id, source, '' AS element, kecamatan_id, city_id,
           CASE answer WHEN 'CONFIRMED' THEN 0 ELSE {WHOLE} END AS share, 0 AS judged, 0 AS proven FROM told
    UNION ALL
    SELECT kelurahan_id, month, rt_id, source, element, kecamatan_id, city_id, {WHOLE} / parts,
           (outcome <> '')::int, (outcome = 'ACCEPTED')::int FROM disputed
  )
  INSERT INTO public.evaluation_consistency
    (kelurahan_id, month, rt_id, source, element, kecamatan_id, city_id, count, share, judged, proven)
  SELECT kelurahan_id, month, rt_id, source, element, max(kecamatan_id), max(city_id), count(*),
         sum(share), sum(judged), sum(proven)
  FROM lines GROUP BY 1, 2, 3, 4, 5;
"""
CELLS = """unnest(rts, months) AS k(rt_id, month) JOIN public.records_notice n ON n.rt_id = k.rt_id
      AND n.answer <> '' AND n.served_on >= k.month AND n.served_on < k.month + interval '1 month'"""

RECOUNT = f"""
CREATE FUNCTION wacat.rollup_consistency_recount(rts int[], months date[]) RETURNS void
LANGUAGE plpgsql {HEAD} AS $$
BEGIN
  PERFORM pg_advisory_xact_lock({LOCK}, s.kelurahan_id) FROM (
    SELECT DISTINCT a.kelurahan_id FROM public.areas_area a WHERE a.id = ANY (rts) ORDER BY 1) s;
  DELETE FROM public.evaluation_consistency c USING unnest(rts, months) AS k(rt_id, month)
  WHERE c.rt_id = k.rt_id AND c.month = k.month;
{COUNT.format(cells=CELLS)}
END $$;
"""

# The cells that a statement touched, from the rows it found and the rows it left.
TOUCHED = f"""
  SELECT array_agg(rt_id), array_agg(month) INTO rts, months
  FROM (SELECT DISTINCT n.rt_id, {MONTH} AS month FROM ({{rows}}) n) cells;
  IF rts IS NOT NULL THEN
    PERFORM wacat.rollup_consistency_recount(rts, months);
  END IF;
"""
NOTICES_ADDED = "SELECT rt_id, served_on FROM new_rows WHERE answer <> ''"
NOTICES_CHANGED = """
    SELECT o.rt_id, o.served_on FROM old_rows o JOIN new_rows w USING (id)
    WHERE o.answer <> '' AND (o.answer, o.state, o.rt_id, o.kelurahan_id)
          IS DISTINCT FROM (w.answer, w.state, w.rt_id, w.kelurahan_id)
    UNION ALL
    SELECT w.rt_id, w.served_on FROM old_rows o JOIN new_rows w USING (id)
    WHERE w.answer <> '' AND (o.answer, o.state, o.rt_id, o.kelurahan_id)
          IS DISTINCT FROM (w.answer, w.state, w.rt_id, w.kelurahan_id)"""
OF_NOTICE = "SELECT b.rt_id, b.served_on FROM public.records_notice b WHERE b.id IN ({ids})"
CORRECTIONS_ADDED = OF_NOTICE.format(ids="SELECT notice_id FROM new_rows")
CORRECTIONS_CHANGED = OF_NOTICE.format(
    ids="SELECT w.notice_id FROM old_rows o JOIN new_rows w USING (id) "
    "WHERE (o.state = 'CANCELLED') <> (w.state = 'CANCELLED')"
)
OF_ITEM = OF_NOTICE.format(
    ids="SELECT c.notice_id FROM public.verification_correction c WHERE c.id IN ({ids})"
)
ITEMS_ADDED = OF_ITEM.format(ids="SELECT correction_id FROM new_rows")
ITEMS_CHANGED = OF_ITEM.format(
    ids="SELECT w.correction_id FROM old_rows o JOIN new_rows w USING (id) WHERE o.outcome <> w.outcome"
)
WATCHED = {
    "records_notice": ("notices", NOTICES_ADDED, NOTICES_CHANGED),
    "verification_correction": ("corrections", CORRECTIONS_ADDED, CORRECTIONS_CHANGED),
    "verification_correctionitem": ("items", ITEMS_ADDED, ITEMS_CHANGED),
}

SOURCES = f"""
CREATE FUNCTION wacat.rollup_consistency_source() RETURNS trigger LANGUAGE plpgsql {HEAD} AS $$
BEGIN
  INSERT INTO public.evaluation_source AS kept (batch_id, name) VALUES (NEW.id, NEW.source)
  ON CONFLICT (batch_id) DO UPDATE SET name = EXCLUDED.name;
  RETURN NULL;
END $$;
"""
REBUILD = f"""
-- Writers wait meanwhile; what they have not committed is counted by their own triggers afterwards.
CREATE FUNCTION wacat.rollup_consistency_rebuild() RETURNS void LANGUAGE plpgsql {HEAD} AS $$
BEGIN
  PERFORM pg_advisory_xact_lock({LOCK}, a.id) FROM (
    SELECT id FROM public.areas_area WHERE level = 'KELURAHAN' ORDER BY id) a;
  DELETE FROM public.evaluation_consistency;
  INSERT INTO public.evaluation_source AS kept (batch_id, name)
  SELECT b.id, b.source FROM public.intake_batch b
  ON CONFLICT (batch_id) DO UPDATE SET name = EXCLUDED.name;
{COUNT.format(cells="public.records_notice n")}
END $$;
"""
NAMES = [
    "wacat.rollup_consistency_recount(int[], date[])",
    "wacat.rollup_consistency_source()",
    "wacat.rollup_consistency_rebuild()",
    *(
        f"wacat.rollup_consistency_{name}_{when}()"
        for name, _, _ in WATCHED.values()
        for when in ("added", "changed")
    ),
]


def _trigger(name: str, rows: str) -> str:
    return f"""
CREATE FUNCTION wacat.rollup_consistency_{name}() RETURNS trigger LANGUAGE plpgsql {HEAD} AS $$
DECLARE rts int[]; months date[];
BEGIN
{TOUCHED.format(rows=rows)}
  RETURN NULL;
END $$;
"""


def _attach(table: str, name: str) -> str:
    return f"""
CREATE TRIGGER consistency_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION wacat.rollup_consistency_{name}_added();
CREATE TRIGGER consistency_update AFTER UPDATE ON {table}
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION wacat.rollup_consistency_{name}_changed();
"""


def create() -> str:
    """The statements that make the functions and hang the triggers."""
    triggers = "".join(
        _trigger(f"{name}_added", added) + _trigger(f"{name}_changed", changed)
        for name, added, changed in WATCHED.values()
    )
    closed = "".join(
        f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC;\nGRANT EXECUTE ON FUNCTION {name} TO wacat_owner;\n"
        for name in NAMES
    )
    hung = "".join(_attach(table, name) for table, (name, _, _) in WATCHED.items())
    return f"""
GRANT CREATE ON SCHEMA wacat TO wacat_rollup;
GRANT SELECT, INSERT, UPDATE, DELETE ON evaluation_consistency, evaluation_source TO wacat_rollup;
GRANT SELECT ({NOTICE}) ON records_notice TO wacat_rollup;
GRANT SELECT ({CORRECTION}) ON verification_correction TO wacat_rollup;
GRANT SELECT ({ITEM}) ON verification_correctionitem TO wacat_rollup;
GRANT SELECT (id, source) ON intake_batch TO wacat_rollup;
SET LOCAL ROLE wacat_rollup;
{RECOUNT}{SOURCES}{REBUILD}{triggers}{closed}
GRANT EXECUTE ON FUNCTION wacat.rollup_consistency_rebuild() TO wacat_job;
SET LOCAL ROLE wacat_owner;
REVOKE CREATE ON SCHEMA wacat FROM wacat_rollup;
-- the answers of an RT in a month, without those that nobody answered
CREATE INDEX consistency_answered ON records_notice (rt_id, served_on) WHERE answer <> '';
CREATE TRIGGER consistency_source AFTER INSERT OR UPDATE OF source ON intake_batch
  FOR EACH ROW EXECUTE FUNCTION wacat.rollup_consistency_source();
{hung}
"""


def drop() -> str:
    """The statements that take all of it back."""
    lines = [
        f"DROP TRIGGER {trigger} ON {table};"
        for table in WATCHED
        for trigger in ("consistency_insert", "consistency_update")
    ]
    lines += [
        "DROP TRIGGER consistency_source ON intake_batch;",
        "DROP INDEX consistency_answered;",
        "SET LOCAL ROLE wacat_rollup;",
        f"DROP FUNCTION {', '.join(NAMES)};",
        "SET LOCAL ROLE wacat_owner;",
        # the other columns are read by reports.rollup too
        "REVOKE SELECT (id, batch_id) ON records_notice FROM wacat_rollup;",
        "REVOKE SELECT (id, notice_id) ON verification_correction FROM wacat_rollup;",
        "REVOKE SELECT (id, source) ON intake_batch FROM wacat_rollup;",
        f"REVOKE SELECT ({ITEM}) ON verification_correctionitem FROM wacat_rollup;",
        "REVOKE ALL ON evaluation_consistency, evaluation_source FROM wacat_rollup;",
    ]
    return "\n".join(lines)


# For a city that had answers before there were counts; an empty database has nobody to count for.
BACKFILL = """
DO $$
DECLARE system bigint := (SELECT id FROM public.accounts_account WHERE username = 'sistem');
BEGIN
  IF system IS NOT NULL AND EXISTS (SELECT 1 FROM public.areas_area WHERE level = 'CITY') THEN
    PERFORM wacat.enter_system(system);
    PERFORM wacat.rollup_consistency_rebuild();
    PERFORM wacat.leave();
  END IF;
END $$
"""
