-- What must be true of an appointment whoever writes it.

-- An interim holder (penjabat sementara) has an end, at most six months after the beginning.
ALTER TABLE accounts_appointment ADD CONSTRAINT accounts_interim_lasts_six_months CHECK (
  kind <> 'INTERIM' OR isempty(valid) OR NOT upper_inf(valid) AND
  (upper(valid) AT TIME ZONE '{zone}') <= (lower(valid) AT TIME ZONE '{zone}') + interval '6 months');

-- A frozen or closed area takes no appointment and prolongs none. The area is locked for the length of
-- the transaction, so that it cannot be frozen between the look and the row.
CREATE FUNCTION wacat.guard_appointment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE stop date; ends timestamptz := coalesce(upper(NEW.valid), 'infinity');
BEGIN
  IF isempty(NEW.valid) THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF NEW.area_id = OLD.area_id AND NOT isempty(OLD.valid)
       AND ends <= coalesce(upper(OLD.valid), 'infinity') THEN
      RETURN NEW;
    END IF;
  END IF;
  SELECT least(a.frozen_on, a.closed_on) INTO stop FROM public.areas_area a WHERE a.id = NEW.area_id FOR SHARE;
  IF ends > (stop + 1)::timestamp AT TIME ZONE '{zone}' THEN
    RAISE EXCEPTION 'wacat: this area takes no appointment'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'accounts_area_takes_appointments';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION wacat.guard_appointment() FROM PUBLIC;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OF valid, area_id ON accounts_appointment
  FOR EACH ROW EXECUTE FUNCTION wacat.guard_appointment();
