-- Periods of reports: what is locked stays as it is, whoever asks.

-- The first month of a city in which something may still be counted.
CREATE OR REPLACE FUNCTION wacat.first_open_month(city int) RETURNS date
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((max(p.first) + interval '1 month')::date, '-infinity'::date)
  FROM public.reports_reportperiod p WHERE p.city_id = city AND p.span = 'MONTH' AND p.state <> 'OPEN'
$$;

CREATE OR REPLACE FUNCTION wacat.guard_kept() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'wacat: a row of % is never changed or removed', TG_TABLE_NAME
    USING ERRCODE = 'object_not_in_prerequisite_state';
END $$;

-- The table of states is that of reports/states.py.
CREATE OR REPLACE FUNCTION wacat.guard_period() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'OPEN' OR NEW.revision <> 1 THEN
      RAISE EXCEPTION 'wacat: a period begins open' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.city_id, NEW.key, NEW.span, NEW.first)
     IS DISTINCT FROM (OLD.id, OLD.city_id, OLD.key, OLD.span, OLD.first) THEN
    RAISE EXCEPTION 'wacat: a period stays what it is' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM (VALUES {steps}) AS t(before, after, office)
                 WHERE (t.before, t.after) = (OLD.state, NEW.state) AND t.office = wacat.office()) THEN
    RAISE EXCEPTION 'wacat: this office may not move a period from % to %', OLD.state, NEW.state
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.revision <> OLD.revision + (NEW.state = 'OPEN')::int
     OR OLD.state <> 'OPEN' AND NEW.state <> 'OPEN'
        AND (NEW.sha256, NEW.stock_id) IS DISTINCT FROM (OLD.sha256, OLD.stock_id) THEN
    RAISE EXCEPTION 'wacat: what is locked keeps its hash and its revision' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'OPEN' AND NEW.span = 'MONTH' AND EXISTS (
    SELECT 1 FROM public.reports_reportperiod p WHERE p.city_id = NEW.city_id AND p.span = 'MONTH'
      AND p.state <> 'OPEN' AND p.first > NEW.first) THEN
    RAISE EXCEPTION 'wacat: a later month is locked and begins where this one ends'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

REVOKE ALL ON FUNCTION wacat.first_open_month(int), wacat.guard_kept(), wacat.guard_period() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wacat.first_open_month(int) TO wacat_app, wacat_job, wacat_rollup;

GRANT CREATE ON SCHEMA wacat TO wacat_rollup;
SET LOCAL ROLE wacat_rollup;

-- Counting anew, first step: forget what is not locked.
CREATE OR REPLACE FUNCTION wacat.rollup_forget() RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM public.reports_monthly m
  USING (SELECT a.id, wacat.first_open_month(a.id) AS open_month FROM public.areas_area a WHERE a.level = 'CITY') c
  WHERE m.city_id = c.id AND m.month >= c.open_month;
  DELETE FROM public.reports_response r
  USING (SELECT a.id, wacat.first_open_month(a.id) AS open_month FROM public.areas_area a WHERE a.level = 'CITY') c
  WHERE r.city_id = c.id AND r.month >= c.open_month;
$$;

-- A revision of a month: what came late for it, and was counted in the month after, returns to it.
CREATE OR REPLACE FUNCTION wacat.rollup_reopen(city int, reopened date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  later date := (reopened + interval '1 month')::date;
  inside int[] := (SELECT array_agg(DISTINCT a.id) FROM public.areas_area a
                   WHERE a.level = 'KELURAHAN' AND a.city_id = city);
BEGIN
  IF wacat.first_open_month(city) > reopened THEN
    RAISE EXCEPTION 'wacat: the month is locked' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  INSERT INTO public.reports_monthly AS kept
    (kelurahan_id, month, rt_id, kind, sex, side, reach, detail, served_month, kecamatan_id, city_id, count)
  SELECT kelurahan_id, reopened, rt_id, kind, sex, side, reach, detail, served_month, kecamatan_id, city_id, count
  FROM public.reports_monthly m
  WHERE m.kelurahan_id = ANY (inside) AND m.month = later AND m.served_month <= reopened
  ON CONFLICT (kelurahan_id, month, kind, rt_id, sex, side, reach, detail, served_month)
  DO UPDATE SET count = kept.count + EXCLUDED.count;
  DELETE FROM public.reports_monthly m
  WHERE m.kelurahan_id = ANY (inside) AND m.month = later AND m.served_month <= reopened;
  INSERT INTO public.reports_response AS kept
    (kelurahan_id, month, rt_id, outcome, served_month, kecamatan_id, city_id, count, seconds, prompt)
  SELECT kelurahan_id, reopened, rt_id, outcome, served_month, kecamatan_id, city_id, count, seconds, prompt
  FROM public.reports_response r
  WHERE r.kelurahan_id = ANY (inside) AND r.month = later AND r.served_month <= reopened
  ON CONFLICT (kelurahan_id, month, rt_id, outcome, served_month)
  DO UPDATE SET count = kept.count + EXCLUDED.count, seconds = kept.seconds + EXCLUDED.seconds,
                prompt = kept.prompt + EXCLUDED.prompt;
  DELETE FROM public.reports_response r
  WHERE r.kelurahan_id = ANY (inside) AND r.month = later AND r.served_month <= reopened;
END $$;

REVOKE ALL ON FUNCTION wacat.rollup_forget(), wacat.rollup_reopen(int, date)
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wacat.rollup_reopen(int, date) TO wacat_app;
SET LOCAL ROLE wacat_owner;
REVOKE CREATE ON SCHEMA wacat FROM wacat_rollup;
