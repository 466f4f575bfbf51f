-- Looking for a case by name, NIK, service or place over everything there ever was (docs/keputusan/pencarian.md).
-- ILIKE is not leakproof: under a policy it never uses its index. So what is looked for stands in a table of
-- its own, one row a case, that belongs to wacat_search and is granted to nobody; one function reads it.
GRANT USAGE ON SCHEMA public, wacat TO wacat_search;
GRANT EXECUTE ON FUNCTION wacat.moment(), wacat.context(), wacat.scope(), wacat.office() TO wacat_search;
GRANT SELECT (id, kind, nik, name) ON records_servicerecord TO wacat_search;
GRANT SELECT (id, record_id, rt_id, kelurahan_id, city_id) ON records_notice TO wacat_search;
GRANT SELECT (id, notice_id, rt_id, kelurahan_id, city_id, closed_at) ON verification_correction TO wacat_search;
-- A case is opened by an RT, whose scope does not reach the record: only the name's way into the index passes.
ALTER POLICY floor ON records_servicerecord
  TO wacat_app, wacat_job, wacat_owner, wacat_migrate, wacat_audit, wacat_rollup;
GRANT CREATE ON SCHEMA wacat TO wacat_search;
SET LOCAL ROLE wacat_audit;
GRANT USAGE ON SCHEMA audit TO wacat_search;
GRANT EXECUTE ON FUNCTION audit.write(text, text, bigint[], jsonb) TO wacat_search;
SET LOCAL ROLE wacat_search;

CREATE TABLE wacat.case_index (
  correction_id bigint PRIMARY KEY, city_id int NOT NULL, kelurahan_id int NOT NULL, rt_id int NOT NULL,
  kind text NOT NULL, nik text NOT NULL, name text NOT NULL, closed boolean NOT NULL
);
CREATE INDEX case_index_name ON wacat.case_index USING gin (name public.gin_trgm_ops);
CREATE INDEX case_index_nik ON wacat.case_index (nik) WHERE nik <> '';
CREATE INDEX case_index_open ON wacat.case_index (correction_id) WHERE NOT closed;
CREATE INDEX case_index_rt ON wacat.case_index (rt_id, correction_id);
CREATE INDEX case_index_place ON wacat.case_index (kelurahan_id, correction_id);
CREATE INDEX case_index_kind ON wacat.case_index (kind, correction_id);

CREATE FUNCTION wacat.index_cases_added() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO wacat.case_index
  SELECT c.id, c.city_id, c.kelurahan_id, c.rt_id, r.kind, r.nik, r.name, c.closed_at IS NOT NULL
  FROM new_rows c JOIN public.records_notice n ON n.id = c.notice_id
  JOIN public.records_servicerecord r ON r.id = n.record_id;
  RETURN NULL;
END $$;

CREATE FUNCTION wacat.index_cases_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE wacat.case_index i
  SET closed = c.closed_at IS NOT NULL, kelurahan_id = c.kelurahan_id, rt_id = c.rt_id
  FROM new_rows c WHERE i.correction_id = c.id
    AND (i.closed, i.kelurahan_id, i.rt_id) IS DISTINCT FROM (c.closed_at IS NOT NULL, c.kelurahan_id, c.rt_id);
  RETURN NULL;
END $$;

-- What is destroyed there is destroyed here.
CREATE FUNCTION wacat.index_cases_removed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM wacat.case_index i USING old_rows c WHERE i.correction_id = c.id;
  RETURN NULL;
END $$;

-- The ids of the cases that fit, the newest first, or with `above` the oldest of the newer ones. What is NULL
-- or empty does not narrow. Looking for a person is told to the trail, without what was typed.
CREATE FUNCTION wacat.find_cases(
  name text, nik text, kind text, kelurahan int, rts int[], closed boolean, below bigint, above bigint, most int
) RETURNS bigint[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  found bigint[];
  pattern text := '%' || replace(replace(replace(name, '\', '\\'), '%', '\%'), '_', '\_') || '%';
  query text := 'SELECT correction_id FROM wacat.case_index WHERE city_id = ANY ($1)';
BEGIN
  IF wacat.office() NOT IN ('OPERATOR', 'SYSTEM') THEN
    RAISE EXCEPTION 'wacat: % may not look for cases', wacat.office() USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF name <> '' THEN query := query || ' AND name ILIKE $2'; END IF;
  IF nik <> '' THEN query := query || ' AND nik <> '''' AND nik = $3'; END IF;
  IF kind <> '' THEN query := query || ' AND kind = $4'; END IF;
  IF kelurahan IS NOT NULL THEN query := query || ' AND kelurahan_id = $5'; END IF;
  IF rts IS NOT NULL THEN query := query || ' AND rt_id = ANY ($6)'; END IF;
  IF closed THEN query := query || ' AND closed'; END IF;
  IF NOT closed THEN query := query || ' AND NOT closed'; END IF;
  IF below IS NOT NULL THEN query := query || ' AND correction_id < $7'; END IF;
  IF above IS NOT NULL THEN query := query || ' AND correction_id > $8'; END IF;
  query := query || ' ORDER BY correction_id ' || CASE WHEN above IS NULL THEN 'DESC' ELSE 'ASC' END || ' LIMIT $9';
  EXECUTE 'SELECT coalesce(array_agg(correction_id), ''{}'') FROM (' || query || ') f' INTO found
  USING wacat.scope(), pattern, nik, kind, kelurahan, rts, below, above, most;
  IF name <> '' OR nik <> '' THEN
    PERFORM audit.write('search', 'correction', found[1:50], jsonb_build_object(
      'by', CASE WHEN nik <> '' THEN 'nik' ELSE 'name' END, 'found', cardinality(found)));
  END IF;
  RETURN found;
END $$;

REVOKE ALL ON FUNCTION wacat.index_cases_added(), wacat.index_cases_changed(), wacat.index_cases_removed(),
  wacat.find_cases(text, text, text, int, int[], boolean, bigint, bigint, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wacat.find_cases(text, text, text, int, int[], boolean, bigint, bigint, int)
  TO wacat_app, wacat_job;
GRANT EXECUTE ON FUNCTION wacat.index_cases_added(), wacat.index_cases_changed(), wacat.index_cases_removed()
  TO wacat_owner;
SET LOCAL ROLE wacat_owner;
REVOKE CREATE ON SCHEMA wacat FROM wacat_search;

CREATE TRIGGER searched_insert AFTER INSERT ON verification_correction REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION wacat.index_cases_added();
CREATE TRIGGER searched_update AFTER UPDATE ON verification_correction REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION wacat.index_cases_changed();
CREATE TRIGGER searched_delete AFTER DELETE ON verification_correction REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION wacat.index_cases_removed();

-- The cases that are there already.
SELECT wacat.enter_system(id) FROM accounts_account WHERE username = 'sistem';
SET LOCAL ROLE wacat_search;
INSERT INTO wacat.case_index
SELECT c.id, c.city_id, c.kelurahan_id, c.rt_id, r.kind, r.nik, r.name, c.closed_at IS NOT NULL
FROM public.verification_correction c JOIN public.records_notice n ON n.id = c.notice_id
JOIN public.records_servicerecord r ON r.id = n.record_id
WHERE coalesce(current_setting('wacat.context', true), '') <> '';
SET LOCAL ROLE wacat_owner;
SELECT wacat.leave();
