-- What a Lurah may know of his neighbours: the middle of the answer rates of the kelurahan of his kecamatan, month
-- by month, never one of them. Only months in which at least three had twenty notices or more.
CREATE OR REPLACE FUNCTION wacat.kecamatan_median(wanted date[])
RETURNS TABLE (month date, share float8)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  before text := coalesce(current_setting('wacat.context', true), '');
  near int[];
BEGIN
  IF wacat.office() <> 'LURAH' THEN
    RETURN;
  END IF;
  SELECT array_agg(k.id) INTO near FROM public.areas_area k
  WHERE k.level = 'KELURAHAN' AND k.kecamatan_id IN (
    SELECT own.kecamatan_id FROM public.areas_area own
    WHERE own.level = 'KELURAHAN' AND own.id = ANY (wacat.count_scope()));
  PERFORM wacat.open_context(NULL, NULL, 'LURAH', '{}', near);
  RETURN QUERY
  SELECT p.month, percentile_cont(0.5) WITHIN GROUP (ORDER BY p.answered / p.told)
  FROM (
    SELECT r.month, r.kelurahan_id,
           coalesce(sum(r.count) FILTER (WHERE r.outcome = 'TOLD'), 0)::float8 AS told,
           coalesce(sum(r.count) FILTER (WHERE r.outcome IN ('CONFIRMED', 'CORRECTED', 'NOT_MINE')), 0)::float8
             AS answered
    FROM public.reports_response r
    WHERE r.kelurahan_id = ANY (near) AND r.month = ANY (wanted) GROUP BY 1, 2
  ) p
  WHERE p.told >= 20 GROUP BY p.month HAVING count(*) >= 3 ORDER BY p.month;
  PERFORM set_config('wacat.context', before, true);
END $$;

REVOKE ALL ON FUNCTION wacat.kecamatan_median(date[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wacat.kecamatan_median(date[]) TO wacat_app;
