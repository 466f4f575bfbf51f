-- An edition changes only while its evaluation is open, and only the newest one; a signature adds its own
-- two columns and nothing else. The hash is that of the figures, counted here.
CREATE FUNCTION wacat.guard_edition() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE standing record;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'wacat: an edition of an evaluation is never removed' USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW.sha256 <> '') IS DISTINCT FROM (NEW.figures <> '')
     OR NEW.figures <> '' AND NEW.sha256 <> encode(sha256(convert_to(NEW.figures, 'UTF8')), 'hex') THEN
    RAISE EXCEPTION 'wacat: the hash is not that of the figures' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'INSERT' THEN
    RETURN NEW;
  END IF;
  SELECT e.state, e.revision INTO standing FROM public.evaluation_evaluation e WHERE e.id = OLD.evaluation_id;
  IF OLD.signed_at IS NOT NULL OR standing.revision <> OLD.revision
     OR (standing.state <> 'OPEN' AND (OLD.figures, OLD.remark, OLD.reason, OLD.code, OLD.locked_at)
         IS DISTINCT FROM (NEW.figures, NEW.remark, NEW.reason, NEW.code, NEW.locked_at)) THEN
    RAISE EXCEPTION 'wacat: a locked edition of an evaluation never changes' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION wacat.guard_edition() FROM PUBLIC;
CREATE TRIGGER guard_edition BEFORE INSERT OR UPDATE OR DELETE ON evaluation_edition
  FOR EACH ROW EXECUTE FUNCTION wacat.guard_edition();

-- What was printed and what its QR code says are written once.
CREATE FUNCTION wacat.guard_evaluation_paper() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'wacat: the paper of an evaluation never changes' USING ERRCODE = 'check_violation';
END $$;
REVOKE ALL ON FUNCTION wacat.guard_evaluation_paper() FROM PUBLIC;
CREATE TRIGGER guard_paper BEFORE UPDATE OR DELETE ON evaluation_paper
  FOR EACH ROW EXECUTE FUNCTION wacat.guard_evaluation_paper();
CREATE TRIGGER guard_paper BEFORE UPDATE OR DELETE ON evaluation_editionfile
  FOR EACH ROW EXECUTE FUNCTION wacat.guard_evaluation_paper();
