-- The functions that count, as they were before citizenship was counted.
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
    (kelurahan_id, month, kind, sex, side, reach, detail, served_month, kecamatan_id, city_id, count)
  SELECT kelurahan_id, month, kind, sex, side, reach, detail, served_month, max(kecamatan_id), max(city_id),
         sum(count)
  FROM public.reports_monthly m WHERE m.kelurahan_id = ANY (inside) AND m.month = closed
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(count) <> 0;
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

-- Counting anew, last step: what locked months already say is not said again in the first open one.
CREATE OR REPLACE FUNCTION wacat.rollup_less_locked() RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.reports_monthly AS kept
    (kelurahan_id, month, rt_id, kind, sex, side, reach, detail, served_month, kecamatan_id, city_id, count)
  SELECT m.kelurahan_id, c.open_month, m.rt_id, m.kind, m.sex, m.side, m.reach, m.detail, m.served_month,
         max(m.kecamatan_id), max(m.city_id), -sum(m.count)
  FROM public.reports_monthly m
  JOIN (SELECT a.id, wacat.first_open_month(a.id) AS open_month FROM public.areas_area a WHERE a.level = 'CITY') c
    ON c.id = m.city_id AND m.month < c.open_month
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9 HAVING sum(m.count) <> 0 ORDER BY 1, 2, 4, 3, 5, 6, 7, 8, 9
  ON CONFLICT (kelurahan_id, month, kind, rt_id, sex, side, reach, detail, served_month)
  DO UPDATE SET count = kept.count + EXCLUDED.count;
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
$$;

CREATE OR REPLACE FUNCTION wacat.rollup_records_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '64MB' AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('wacat.period'));
  WITH grouped AS MATERIALIZED (
    SELECT kelurahan_id, date_trunc('month', served_on::timestamp)::date AS month, rt_id, kind, sex, CASE WHEN origin_rt_id IS NULL AND kind = 'PINDAH_DALAM_KOTA' AND reach = 0 THEN 3
            WHEN origin_rt_id IS NULL THEN reach WHEN origin_rt_id = rt_id THEN 0
            WHEN origin_kelurahan_id = kelurahan_id THEN 1
            WHEN origin_kecamatan_id = kecamatan_id THEN 2 ELSE 3 END::smallint AS reach, kecamatan_id, city_id,
           CASE WHEN origin_rt_id <> rt_id THEN origin_rt_id END AS origin_rt_id,
           origin_kelurahan_id, origin_kecamatan_id, sum(sign)::int AS n
    FROM (SELECT 1 AS sign, rt_id, kelurahan_id, kecamatan_id, city_id, origin_rt_id, origin_kelurahan_id, origin_kecamatan_id, kind, sex, reach, served_on, withdrawn_at FROM new_rows) r WHERE withdrawn_at IS NULL
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 HAVING sum(sign) <> 0
  ), sides AS (
    SELECT kelurahan_id, month, rt_id, kind, sex, 'P' AS side, reach, kecamatan_id, city_id, n FROM grouped
    UNION ALL
    SELECT origin_kelurahan_id, month, origin_rt_id, kind, sex, 'O', reach, origin_kecamatan_id, city_id, n
    FROM grouped WHERE origin_rt_id IS NOT NULL
  ), shown AS (
    SELECT kelurahan_id, month, rt_id,
           CASE WHEN kind IN ('AKTA_PERKAWINAN', 'AKTA_PERCERAIAN', 'PENGANGKATAN_ANAK', 'PENGAKUAN_ANAK', 'PERUBAHAN_NAMA', 'PERUBAHAN_KEWARGANEGARAAN') THEN 'PERUBAHAN_DATA_KK' ELSE kind END AS kind,
           sex, side, reach, false AS detail, kecamatan_id, city_id, n FROM sides
    UNION ALL
    SELECT kelurahan_id, month, rt_id, kind, sex, side, reach, true, kecamatan_id, city_id, n
    FROM sides WHERE kind IN ('AKTA_PERKAWINAN', 'AKTA_PERCERAIAN', 'PENGANGKATAN_ANAK', 'PENGAKUAN_ANAK', 'PERUBAHAN_NAMA', 'PERUBAHAN_KEWARGANEGARAAN')
  ), books AS MATERIALIZED (
    SELECT city_id, wacat.first_open_month(city_id) AS open_month
    FROM (SELECT DISTINCT city_id FROM grouped) c
  )
  INSERT INTO public.reports_monthly AS kept
    (kelurahan_id, month, rt_id, kind, sex, side, reach, detail, served_month, kecamatan_id, city_id, count)
  SELECT kelurahan_id, greatest(month, open_month), rt_id, kind, sex, side, reach, detail, month,
         max(kecamatan_id), max(city_id), sum(n)
  FROM shown JOIN books USING (city_id)
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9 HAVING sum(n) <> 0 ORDER BY 1, 2, 4, 3, 5, 6, 7, 8, 9
  ON CONFLICT (kelurahan_id, month, kind, rt_id, sex, side, reach, detail, served_month)
  DO UPDATE SET count = kept.count + EXCLUDED.count;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION wacat.rollup_records_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '64MB' AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('wacat.period'));
  WITH grouped AS MATERIALIZED (
    SELECT kelurahan_id, date_trunc('month', served_on::timestamp)::date AS month, rt_id, kind, sex, CASE WHEN origin_rt_id IS NULL AND kind = 'PINDAH_DALAM_KOTA' AND reach = 0 THEN 3
            WHEN origin_rt_id IS NULL THEN reach WHEN origin_rt_id = rt_id THEN 0
            WHEN origin_kelurahan_id = kelurahan_id THEN 1
            WHEN origin_kecamatan_id = kecamatan_id THEN 2 ELSE 3 END::smallint AS reach, kecamatan_id, city_id,
           CASE WHEN origin_rt_id <> rt_id THEN origin_rt_id END AS origin_rt_id,
           origin_kelurahan_id, origin_kecamatan_id, sum(sign)::int AS n
    FROM (SELECT 1 AS sign, rt_id, kelurahan_id, kecamatan_id, city_id, origin_rt_id, origin_kelurahan_id, origin_kecamatan_id, kind, sex, reach, served_on, withdrawn_at FROM new_rows UNION ALL SELECT -1 AS sign, rt_id, kelurahan_id, kecamatan_id, city_id, origin_rt_id, origin_kelurahan_id, origin_kecamatan_id, kind, sex, reach, served_on, withdrawn_at FROM old_rows) r WHERE withdrawn_at IS NULL
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 HAVING sum(sign) <> 0
  ), sides AS (
    SELECT kelurahan_id, month, rt_id, kind, sex, 'P' AS side, reach, kecamatan_id, city_id, n FROM grouped
    UNION ALL
    SELECT origin_kelurahan_id, month, origin_rt_id, kind, sex, 'O', reach, origin_kecamatan_id, city_id, n
    FROM grouped WHERE origin_rt_id IS NOT NULL
  ), shown AS (
    SELECT kelurahan_id, month, rt_id,
           CASE WHEN kind IN ('AKTA_PERKAWINAN', 'AKTA_PERCERAIAN', 'PENGANGKATAN_ANAK', 'PENGAKUAN_ANAK', 'PERUBAHAN_NAMA', 'PERUBAHAN_KEWARGANEGARAAN') THEN 'PERUBAHAN_DATA_KK' ELSE kind END AS kind,
           sex, side, reach, false AS detail, kecamatan_id, city_id, n FROM sides
    UNION ALL
    SELECT kelurahan_id, month, rt_id, kind, sex, side, reach, true, kecamatan_id, city_id, n
    FROM sides WHERE kind IN ('AKTA_PERKAWINAN', 'AKTA_PERCERAIAN', 'PENGANGKATAN_ANAK', 'PENGAKUAN_ANAK', 'PERUBAHAN_NAMA', 'PERUBAHAN_KEWARGANEGARAAN')
  ), books AS MATERIALIZED (
    SELECT city_id, wacat.first_open_month(city_id) AS open_month
    FROM (SELECT DISTINCT city_id FROM grouped) c
  )
  INSERT INTO public.reports_monthly AS kept
    (kelurahan_id, month, rt_id, kind, sex, side, reach, detail, served_month, kecamatan_id, city_id, count)
  SELECT kelurahan_id, greatest(month, open_month), rt_id, kind, sex, side, reach, detail, month,
         max(kecamatan_id), max(city_id), sum(n)
  FROM shown JOIN books USING (city_id)
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9 HAVING sum(n) <> 0 ORDER BY 1, 2, 4, 3, 5, 6, 7, 8, 9
  ON CONFLICT (kelurahan_id, month, kind, rt_id, sex, side, reach, detail, served_month)
  DO UPDATE SET count = kept.count + EXCLUDED.count;
  RETURN NULL;
END $$;

-- Writers wait meanwhile; what they have not committed is counted by their own triggers afterwards.
-- Locked months stay: what is counted anew of them beyond what they say is "susulan" again.
CREATE OR REPLACE FUNCTION wacat.rollup_rebuild() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '64MB' AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('wacat.period'));
  LOCK TABLE public.reports_monthly, public.reports_response IN SHARE ROW EXCLUSIVE MODE;
  PERFORM wacat.rollup_forget();
  WITH grouped AS MATERIALIZED (
    SELECT kelurahan_id, date_trunc('month', served_on::timestamp)::date AS month, rt_id, kind, sex, CASE WHEN origin_rt_id IS NULL AND kind = 'PINDAH_DALAM_KOTA' AND reach = 0 THEN 3
            WHEN origin_rt_id IS NULL THEN reach WHEN origin_rt_id = rt_id THEN 0
            WHEN origin_kelurahan_id = kelurahan_id THEN 1
            WHEN origin_kecamatan_id = kecamatan_id THEN 2 ELSE 3 END::smallint AS reach, kecamatan_id, city_id,
           CASE WHEN origin_rt_id <> rt_id THEN origin_rt_id END AS origin_rt_id,
           origin_kelurahan_id, origin_kecamatan_id, sum(sign)::int AS n
    FROM (SELECT 1 AS sign, rt_id, kelurahan_id, kecamatan_id, city_id, origin_rt_id, origin_kelurahan_id, origin_kecamatan_id, kind, sex, reach, served_on, withdrawn_at FROM public.records_servicerecord) r WHERE withdrawn_at IS NULL
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 HAVING sum(sign) <> 0
  ), sides AS (
    SELECT kelurahan_id, month, rt_id, kind, sex, 'P' AS side, reach, kecamatan_id, city_id, n FROM grouped
    UNION ALL
    SELECT origin_kelurahan_id, month, origin_rt_id, kind, sex, 'O', reach, origin_kecamatan_id, city_id, n
    FROM grouped WHERE origin_rt_id IS NOT NULL
  ), shown AS (
    SELECT kelurahan_id, month, rt_id,
           CASE WHEN kind IN ('AKTA_PERKAWINAN', 'AKTA_PERCERAIAN', 'PENGANGKATAN_ANAK', 'PENGAKUAN_ANAK', 'PERUBAHAN_NAMA', 'PERUBAHAN_KEWARGANEGARAAN') THEN 'PERUBAHAN_DATA_KK' ELSE kind END AS kind,
           sex, side, reach, false AS detail, kecamatan_id, city_id, n FROM sides
    UNION ALL
    SELECT kelurahan_id, month, rt_id, kind, sex, side, reach, true, kecamatan_id, city_id, n
    FROM sides WHERE kind IN ('AKTA_PERKAWINAN', 'AKTA_PERCERAIAN', 'PENGANGKATAN_ANAK', 'PENGAKUAN_ANAK', 'PERUBAHAN_NAMA', 'PERUBAHAN_KEWARGANEGARAAN')
  ), books AS MATERIALIZED (
    SELECT city_id, wacat.first_open_month(city_id) AS open_month
    FROM (SELECT DISTINCT city_id FROM grouped) c
  )
  INSERT INTO public.reports_monthly AS kept
    (kelurahan_id, month, rt_id, kind, sex, side, reach, detail, served_month, kecamatan_id, city_id, count)
  SELECT kelurahan_id, greatest(month, open_month), rt_id, kind, sex, side, reach, detail, month,
         max(kecamatan_id), max(city_id), sum(n)
  FROM shown JOIN books USING (city_id)
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9 HAVING sum(n) <> 0 ORDER BY 1, 2, 4, 3, 5, 6, 7, 8, 9
  ON CONFLICT (kelurahan_id, month, kind, rt_id, sex, side, reach, detail, served_month)
  DO UPDATE SET count = kept.count + EXCLUDED.count;
  WITH grouped AS MATERIALIZED (
    SELECT kelurahan_id, date_trunc('month', served_on::timestamp)::date AS month, rt_id, answer, state = 'CLOSED_UNANSWERED' AS closed,
           max(kecamatan_id) AS kecamatan_id, max(city_id) AS city_id, sum(sign)::int AS n,
           sum(CASE WHEN answer <> '' THEN
                 sign * greatest(extract(epoch FROM answered_at - published_at)::bigint, 0) END) AS seconds,
           sum(CASE WHEN answer <> '' AND answered_at <= published_at + interval '72 hours'
                    THEN sign END) AS prompt
    FROM (SELECT 1 AS sign, rt_id, kelurahan_id, kecamatan_id, city_id, served_on, state, answer, published_at, answered_at FROM public.records_notice) r WHERE state NOT IN ('PREPARED', 'WITHDRAWN')
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
  ), books AS MATERIALIZED (
    SELECT city_id, wacat.first_open_month(city_id) AS open_month
    FROM (SELECT DISTINCT city_id FROM grouped) c
  )
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
  WITH grouped AS MATERIALIZED (
    SELECT r.kelurahan_id, date_trunc('month', r.submitted_at AT TIME ZONE '{zone}')::date AS month, r.rt_id,
           o.outcome, max(a.kecamatan_id) AS kecamatan_id, max(r.city_id) AS city_id, sum(r.sign) AS n,
           coalesce(sum(r.sign * extract(epoch FROM r.decided_at - r.submitted_at)::bigint)
                    FILTER (WHERE o.outcome = 'SETTLED'), 0) AS seconds,
           coalesce(sum(r.sign) FILTER (WHERE o.outcome = 'SETTLED' AND r.decided_at <= r.due_at), 0)
             AS prompt
    FROM (SELECT 1 AS sign, rt_id, kelurahan_id, city_id, state, submitted_at, due_at, decided_at FROM public.verification_correction) r JOIN public.areas_area a ON a.id = r.kelurahan_id
    JOIN (VALUES ('CLAIMED'), ('SETTLED')) o(outcome) ON o.outcome = 'CLAIMED' OR r.decided_at IS NOT NULL
    WHERE r.state <> 'CANCELLED'
    GROUP BY 1, 2, 3, 4
  ), books AS MATERIALIZED (
    SELECT city_id, wacat.first_open_month(city_id) AS open_month
    FROM (SELECT DISTINCT city_id FROM grouped) c
  )
  INSERT INTO public.reports_response AS kept
    (kelurahan_id, month, rt_id, outcome, served_month, kecamatan_id, city_id, count, seconds, prompt)
  SELECT kelurahan_id, greatest(month, open_month), rt_id, outcome, month, kecamatan_id, city_id, n,
         seconds, prompt
  FROM grouped JOIN books USING (city_id) WHERE n <> 0 OR seconds <> 0 OR prompt <> 0
  ORDER BY 1, 2, 3, 4, 5
  ON CONFLICT (kelurahan_id, month, rt_id, outcome, served_month)
  DO UPDATE SET count = kept.count + EXCLUDED.count, seconds = kept.seconds + EXCLUDED.seconds,
                prompt = kept.prompt + EXCLUDED.prompt;
  PERFORM wacat.rollup_less_locked();
END $$;
SET LOCAL ROLE wacat_owner;
REVOKE CREATE ON SCHEMA wacat FROM wacat_rollup;
