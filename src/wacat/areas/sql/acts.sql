-- Who may change the territory: the administrator, and jobs and commands in the name of an account.
-- Column privileges know no offices; this trigger does. The owner (migrations, test data) is free.
CREATE FUNCTION wacat.guard_territory() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_user IN ('wacat_app', 'wacat_job') AND wacat.office() NOT IN ('ADMINISTRATOR', 'SYSTEM') THEN
    RAISE EXCEPTION 'wacat: % may not change the territory', wacat.office()
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION wacat.guard_territory() FROM PUBLIC;

CREATE TRIGGER guarded AFTER INSERT OR UPDATE ON areas_area
  FOR EACH STATEMENT EXECUTE FUNCTION wacat.guard_territory();
CREATE TRIGGER guarded AFTER INSERT OR UPDATE ON areas_areacode
  FOR EACH STATEMENT EXECUTE FUNCTION wacat.guard_territory();
CREATE TRIGGER guarded AFTER INSERT OR UPDATE ON areas_areaversion
  FOR EACH STATEMENT EXECUTE FUNCTION wacat.guard_territory();
CREATE TRIGGER guarded AFTER INSERT ON areas_territoryact
  FOR EACH STATEMENT EXECUTE FUNCTION wacat.guard_territory();

-- The ledger is never changed or removed, not even by the owner.
CREATE FUNCTION wacat.keep_ledger() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'wacat: a line of the ledger is never changed' USING ERRCODE = 'insufficient_privilege';
END $$;
REVOKE ALL ON FUNCTION wacat.keep_ledger() FROM PUBLIC;
CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON areas_territoryact
  FOR EACH STATEMENT EXECUTE FUNCTION wacat.keep_ledger();
