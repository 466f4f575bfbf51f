-- The functions that count, as they were before outcomes of corrections were counted.
GRANT CREATE ON SCHEMA wacat TO wacat_rollup;
SET LOCAL ROLE wacat_rollup;

CREATE OR REPLACE FUNCTION wacat.rollup_corrections_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '64MB' AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('wacat.period'));
  WITH grouped AS MATERIALIZED (
    SELECT r.kelurahan_id, date_trunc('month', r.submitted_at AT TIME ZONE '{zone}')::date AS month, r.rt_id,
           o.outcome, max(a.kecamatan_id) AS kecamatan_id, max(r.city_id) AS city_id, sum(r.sign) AS n,
           coalesce(sum(r.sign * extract(epoch FROM r.decided_at - r.submitted_at)::bigint)
                    FILTER (WHERE o.outcome = 'SETTLED'), 0) AS seconds,
           coalesce(sum(r.sign) FILTER (WHERE o.outcome = 'SETTLED' AND r.decided_at <= r.due_at), 0)
             AS prompt
    FROM (SELECT 1 AS sign, rt_id, kelurahan_id, city_id, state, submitted_at, due_at, decided_at FROM new_rows) r JOIN public.areas_area a ON a.id = r.kelurahan_id
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
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION wacat.rollup_corrections_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '64MB' AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('wacat.period'));
  WITH grouped AS MATERIALIZED (
    SELECT r.kelurahan_id, date_trunc('month', r.submitted_at AT TIME ZONE '{zone}')::date AS month, r.rt_id,
           o.outcome, max(a.kecamatan_id) AS kecamatan_id, max(r.city_id) AS city_id, sum(r.sign) AS n,
           coalesce(sum(r.sign * extract(epoch FROM r.decided_at - r.submitted_at)::bigint)
                    FILTER (WHERE o.outcome = 'SETTLED'), 0) AS seconds,
           coalesce(sum(r.sign) FILTER (WHERE o.outcome = 'SETTLED' AND r.decided_at <= r.due_at), 0)
             AS prompt
    FROM (SELECT 1 AS sign, rt_id, kelurahan_id, city_id, state, submitted_at, due_at, decided_at FROM new_rows UNION ALL SELECT -1 AS sign, rt_id, kelurahan_id, city_id, state, submitted_at, due_at, decided_at FROM old_rows) r JOIN public.areas_area a ON a.id = r.kelurahan_id
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
           origin_kelurahan_id, origin_kecamatan_id, sum(sign)::int AS n,
           sum(CASE citizenship WHEN 'WNI' THEN sign ELSE 0 END)::int AS wni,
           sum(CASE citizenship WHEN 'WNA' THEN sign ELSE 0 END)::int AS wna
    FROM (SELECT 1 AS sign, rt_id, kelurahan_id, kecamatan_id, city_id, origin_rt_id, origin_kelurahan_id, origin_kecamatan_id, kind, sex, reach, served_on, withdrawn_at, citizenship FROM public.records_servicerecord) r WHERE withdrawn_at IS NULL
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
           CASE WHEN kind IN ('AKTA_PERKAWINAN', 'AKTA_PERCERAIAN', 'PENGANGKATAN_ANAK', 'PENGAKUAN_ANAK', 'PERUBAHAN_NAMA', 'PERUBAHAN_KEWARGANEGARAAN') THEN 'PERUBAHAN_DATA_KK' ELSE kind END AS kind,
           sex, side, reach, false AS detail, kecamatan_id, city_id, n, wni, wna FROM sides
    UNION ALL
    SELECT kelurahan_id, month, rt_id, kind, sex, side, reach, true, kecamatan_id, city_id, n, wni, wna
    FROM sides WHERE kind IN ('AKTA_PERKAWINAN', 'AKTA_PERCERAIAN', 'PENGANGKATAN_ANAK', 'PENGAKUAN_ANAK', 'PERUBAHAN_NAMA', 'PERUBAHAN_KEWARGANEGARAAN')
  ), books AS MATERIALIZED (
    SELECT city_id, wacat.first_open_month(city_id) AS open_month
    FROM (SELECT DISTINCT city_id FROM grouped) c
  )
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
