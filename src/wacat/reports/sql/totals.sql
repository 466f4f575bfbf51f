-- The counts of locked months by kelurahan: a city's year adds up some thousand rows instead of some hundred thousand.
GRANT CREATE ON SCHEMA wacat TO wacat_rollup;
SET LOCAL ROLE wacat_rollup;

-- While a month is being locked: its totals.
CREATE OR REPLACE FUNCTION wacat.rollup_close(city int, closed date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  inside int[] := (SELECT array_agg(DISTINCT a.id) FROM public.areas_area a
                   WHERE a.level = 'KELURAHAN' AND a.city_id = city);
BEGIN
  INSERT INTO public.reports_monthlytotal
    (kelurahan_id, month, kind, sex, side, reach, detail, served_month, kecamatan_id, city_id, count, wni, wna)
  SELECT kelurahan_id, month, kind, sex, side, reach, detail, served_month, max(kecamatan_id), max(city_id),
         sum(count), sum(wni), sum(wna)
  FROM public.reports_monthly m WHERE m.kelurahan_id = ANY (inside) AND m.month = closed
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING (sum(count), sum(wni), sum(wna)) <> (0, 0, 0);
  INSERT INTO public.reports_responsetotal
    (kelurahan_id, month, outcome, served_month, kecamatan_id, city_id, count, seconds, prompt)
  SELECT kelurahan_id, month, outcome, served_month, max(kecamatan_id), max(city_id), sum(count), sum(seconds),
         sum(prompt)
  FROM public.reports_response r WHERE r.kelurahan_id = ANY (inside) AND r.month = closed
  GROUP BY 1, 2, 3, 4 HAVING sum(count) <> 0 OR sum(seconds) <> 0 OR sum(prompt) <> 0;
END $$;

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
  DELETE FROM public.reports_monthlytotal t WHERE t.kelurahan_id = ANY (inside) AND t.month = reopened;
  DELETE FROM public.reports_responsetotal t WHERE t.kelurahan_id = ANY (inside) AND t.month = reopened;
  INSERT INTO public.reports_monthly AS kept
    (kelurahan_id, month, rt_id, kind, sex, side, reach, detail, served_month, kecamatan_id, city_id, count,
     wni, wna)
  SELECT kelurahan_id, reopened, rt_id, kind, sex, side, reach, detail, served_month, kecamatan_id, city_id, count,
         wni, wna
  FROM public.reports_monthly m
  WHERE m.kelurahan_id = ANY (inside) AND m.month = later AND m.served_month <= reopened
  ON CONFLICT (kelurahan_id, month, kind, rt_id, sex, side, reach, detail, served_month)
  DO UPDATE SET count = kept.count + EXCLUDED.count, wni = kept.wni + EXCLUDED.wni,
                wna = kept.wna + EXCLUDED.wna;
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

-- Counting anew, last step: what locked months already say is not said again in the first open one.
CREATE OR REPLACE FUNCTION wacat.rollup_less_locked() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.reports_monthly AS kept
    (kelurahan_id, month, rt_id, kind, sex, side, reach, detail, served_month, kecamatan_id, city_id, count,
     wni, wna)
  SELECT m.kelurahan_id, c.open_month, m.rt_id, m.kind, m.sex, m.side, m.reach, m.detail, m.served_month,
         max(m.kecamatan_id), max(m.city_id), -sum(m.count), -sum(m.wni), -sum(m.wna)
  FROM public.reports_monthly m
  JOIN (SELECT a.id, wacat.first_open_month(a.id) AS open_month FROM public.areas_area a WHERE a.level = 'CITY') c
    ON c.id = m.city_id AND m.month < c.open_month
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9 HAVING (sum(m.count), sum(m.wni), sum(m.wna)) <> (0, 0, 0)
  ORDER BY 1, 2, 4, 3, 5, 6, 7, 8, 9
  ON CONFLICT (kelurahan_id, month, kind, rt_id, sex, side, reach, detail, served_month)
  DO UPDATE SET count = kept.count + EXCLUDED.count, wni = kept.wni + EXCLUDED.wni,
                wna = kept.wna + EXCLUDED.wna;
  INSERT INTO public.reports_response AS kept
    (kelurahan_id, month, rt_id, outcome, served_month, kecamatan_id, city_id, count, seconds, prompt)
  SELECT r.kelurahan_id, c.open_month, r.rt_id, r.outcome, r.served_month, max(r.kecamatan_id),
         max(r.city_id), -sum(r.count), -sum(r.seconds), -sum(r.prompt)
  FROM public.reports_response r
  JOIN (SELECT a.id, wacat.first_open_month(a.id) AS open_month FROM public.areas_area a WHERE a.level = 'CITY') c
    ON c.id = r.city_id AND r.month < c.open_month
  GROUP BY 1, 2, 3, 4, 5 HAVING sum(r.count) <> 0 OR sum(r.seconds) <> 0 OR sum(r.prompt) <> 0
  ORDER BY 1, 2, 3, 4, 5
  ON CONFLICT (kelurahan_id, month, rt_id, outcome, served_month)
  DO UPDATE SET count = kept.count + EXCLUDED.count, seconds = kept.seconds + EXCLUDED.seconds,
                prompt = kept.prompt + EXCLUDED.prompt;
END $$;

REVOKE ALL ON FUNCTION wacat.rollup_close(int, date), wacat.rollup_reopen(int, date), wacat.rollup_less_locked()
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wacat.rollup_close(int, date) TO wacat_app, wacat_job, wacat_owner;
GRANT EXECUTE ON FUNCTION wacat.rollup_reopen(int, date) TO wacat_app;
SET LOCAL ROLE wacat_owner;
REVOKE CREATE ON SCHEMA wacat FROM wacat_rollup;
