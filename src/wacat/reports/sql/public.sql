-- What anybody may ask without signing in: whether a sheet of paper still says what the database says.

-- Whoever holds a sheet holds its code: this opens the counts of its area, and of no other, for the rest of
-- the transaction. True when there is such a sheet.
CREATE OR REPLACE FUNCTION wacat.enter_issue(wanted text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE place int;
BEGIN
  PERFORM wacat.open_context(NULL, NULL, 'PUBLIC', '{}',
                             (SELECT array_agg(id) FROM public.areas_area WHERE level = 'CITY'));
  SELECT i.area_id INTO place FROM public.reports_issue i WHERE i.code = wanted;
  PERFORM set_config('wacat.context', '', true);
  IF place IS NULL THEN
    RETURN false;
  END IF;
  -- a kecamatan has no column of its own in the policies: its kelurahan stand for it
  PERFORM wacat.open_context(NULL, NULL, 'PUBLIC', '{}',
                             (SELECT array_agg(a.id) FROM public.areas_area a WHERE a.id = place
                                 OR a.level = 'KELURAHAN' AND a.kecamatan_id = place));
  RETURN true;
END $$;

REVOKE ALL ON FUNCTION wacat.enter_issue(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wacat.enter_issue(text) TO wacat_app;
