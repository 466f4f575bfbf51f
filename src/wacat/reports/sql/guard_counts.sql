-- What is locked stays. Each month is asked for once: read together, the planner asks for every row.
CREATE OR REPLACE FUNCTION wacat.guard_counts() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE wrong date;
BEGIN
  WITH months AS MATERIALIZED (SELECT DISTINCT city_id, month FROM touched_rows)
  SELECT min(c.month) INTO wrong FROM months c WHERE c.month < wacat.first_open_month(c.city_id);
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'wacat: the counts of % are locked', to_char(wrong, 'YYYY-MM')
      USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION wacat.guard_counts() FROM PUBLIC;
