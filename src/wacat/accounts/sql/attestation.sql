-- A line of the Lurah's periodic report speaks of the RT's head at the moment of the answer, or of none.
-- FOR SHARE: a hand-over that is under way is waited for, and then counts.
CREATE FUNCTION wacat.attested_holder_is_running() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE running bigint;
BEGIN
  IF NEW.verdict = '' THEN
    RETURN NEW;
  END IF;
  PERFORM 1 FROM public.areas_area a
  WHERE a.id = NEW.area_id AND a.level = 'RT' AND a.kelurahan_id = NEW.kelurahan_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'wacat: the RT lies in another kelurahan'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'accounts_attested_rt_is_inside';
  END IF;
  SELECT p.id INTO running FROM public.accounts_appointment p
  WHERE p.office = 'KETUA_RT' AND p.area_id = NEW.area_id AND p.valid @> NEW.at FOR SHARE;
  IF running IS DISTINCT FROM NEW.appointment_id THEN
    RAISE EXCEPTION 'wacat: the head of the RT is another one'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'accounts_attested_holder_is_running';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION wacat.attested_holder_is_running() FROM PUBLIC;
CREATE TRIGGER attested_holder_is_running BEFORE INSERT OR UPDATE ON accounts_attestationline
FOR EACH ROW EXECUTE FUNCTION wacat.attested_holder_is_running();
