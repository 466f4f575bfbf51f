-- A record and a notice lie in an RT that exists, with the kelurahan, kecamatan and city that are its own.
-- Three foreign keys said the first half of it, row by row at the end of a publication; this says all of it,
-- statement by statement (docs/keputusan/tempat.md). What is closed keeps the kelurahan of its time: a place
-- is looked at when it is written, not when the RT goes elsewhere.
CREATE FUNCTION wacat.refuse_place(of text, rt int) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'wacat: a row of % is in RT % with areas that are not above it', of, rt
    USING ERRCODE = 'foreign_key_violation';
END $$;

CREATE FUNCTION wacat.guard_placed() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM wacat.refuse_place(TG_TABLE_NAME, wrong.rt_id) FROM (
    SELECT rt_id, kelurahan_id, kecamatan_id, city_id FROM new_rows
    EXCEPT SELECT id, kelurahan_id, kecamatan_id, city_id FROM public.areas_area WHERE level = 'RT') wrong;
  IF TG_TABLE_NAME = 'records_servicerecord' THEN
    PERFORM wacat.refuse_place(TG_TABLE_NAME, wrong.origin_rt_id) FROM (
      SELECT origin_rt_id, origin_kelurahan_id, origin_kecamatan_id, city_id FROM new_rows
      WHERE origin_rt_id IS NOT NULL
      EXCEPT SELECT id, kelurahan_id, kecamatan_id, city_id FROM public.areas_area WHERE level = 'RT') wrong;
  END IF;
  RETURN NULL;
END $$;

-- Where single rows go to another RT: the territory changes, or a notice finds its RT.
CREATE FUNCTION wacat.is_place(rt int, kelurahan int, kecamatan int, city int) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.areas_area a WHERE a.id = rt AND a.level = 'RT'
                 AND (a.kelurahan_id, a.kecamatan_id, a.city_id) = (kelurahan, kecamatan, city))
$$;

CREATE FUNCTION wacat.guard_moved() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT wacat.is_place(NEW.rt_id, NEW.kelurahan_id, NEW.kecamatan_id, NEW.city_id) THEN
    PERFORM wacat.refuse_place(TG_TABLE_NAME, NEW.rt_id);
  END IF;
  IF TG_TABLE_NAME = 'records_servicerecord' THEN
    IF NEW.origin_rt_id IS NOT NULL AND NOT wacat.is_place(
         NEW.origin_rt_id, NEW.origin_kelurahan_id, NEW.origin_kecamatan_id, NEW.city_id) THEN
      PERFORM wacat.refuse_place(TG_TABLE_NAME, NEW.origin_rt_id);
    END IF;
  END IF;
  RETURN NULL;
END $$;

-- An RT is closed, never removed: what lies in it does not lose its place.
CREATE FUNCTION wacat.keep_rt() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'wacat: RT % is never removed, only closed', OLD.id USING ERRCODE = 'foreign_key_violation';
END $$;

REVOKE ALL ON FUNCTION wacat.is_place(int, int, int, int), wacat.refuse_place(text, int), wacat.guard_placed(),
  wacat.guard_moved(), wacat.keep_rt() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wacat.is_place(int, int, int, int), wacat.refuse_place(text, int)
  TO wacat_app, wacat_job;

CREATE TRIGGER placed AFTER INSERT ON records_servicerecord REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION wacat.guard_placed();
CREATE TRIGGER placed AFTER INSERT ON records_notice REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION wacat.guard_placed();
CREATE TRIGGER moved AFTER UPDATE OF rt_id, kelurahan_id, kecamatan_id, city_id, origin_rt_id,
    origin_kelurahan_id, origin_kecamatan_id ON records_servicerecord
  FOR EACH ROW EXECUTE FUNCTION wacat.guard_moved();
CREATE TRIGGER moved AFTER UPDATE OF rt_id, kelurahan_id, kecamatan_id, city_id ON records_notice
  FOR EACH ROW EXECUTE FUNCTION wacat.guard_moved();
CREATE TRIGGER kept BEFORE DELETE ON areas_area
  FOR EACH ROW WHEN (OLD.level = 'RT') EXECUTE FUNCTION wacat.keep_rt();
