-- A technician's context reaches residents only while a break-glass runs, and then it may only read.

-- The area that a technician has open now. Read where the context is made, so that other visitors pay nothing.
CREATE FUNCTION wacat.break_glass_of(account bigint) RETURNS int[]
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(b.area_id), '{}') FROM public.accounts_breakglass b
  WHERE b.account_id = account AND b.granted @> statement_timestamp() AND b.ended_at IS NULL
$$;
REVOKE ALL ON FUNCTION wacat.break_glass_of(bigint) FROM PUBLIC;

CREATE OR REPLACE FUNCTION wacat.open_context(
  account bigint, appointment bigint, office text, scope int[], count_scope int[]
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE payload text;
BEGIN
  IF office = 'TEKNIS' THEN
    scope := wacat.break_glass_of(account);
  END IF;
  payload := concat_ws(';', wacat.moment(), coalesce(account, 0), coalesce(appointment, 0),
                       office, coalesce(scope, '{}')::text, coalesce(count_scope, '{}')::text);
  PERFORM set_config('wacat.context', payload || ';' || wacat.sign(payload), true);
END $$;

-- What was written about a break-glass stays: each part is filled once, no row goes.
CREATE FUNCTION wacat.break_glass_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE'
     OR (OLD.account_id, OLD.area_id, OLD.reason, OLD.granted)
        IS DISTINCT FROM (NEW.account_id, NEW.area_id, NEW.reason, NEW.granted)
     OR (OLD.ended_at IS NOT NULL AND (OLD.ended_at, OLD.ended_by_id) IS DISTINCT FROM (NEW.ended_at, NEW.ended_by_id))
     OR (OLD.seen_at IS NOT NULL AND (OLD.seen_at, OLD.seen_by_id) IS DISTINCT FROM (NEW.seen_at, NEW.seen_by_id))
     OR (OLD.reviewed_at IS NOT NULL AND (OLD.reviewed_at, OLD.reviewed_by_id, OLD.verdict, OLD.verdict_note)
         IS DISTINCT FROM (NEW.reviewed_at, NEW.reviewed_by_id, NEW.verdict, NEW.verdict_note))
  THEN
    RAISE EXCEPTION 'wacat: what was written about a break-glass stays' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION wacat.break_glass_stays() FROM PUBLIC;
CREATE TRIGGER break_glass_stays BEFORE UPDATE OR DELETE ON accounts_breakglass
FOR EACH ROW EXECUTE FUNCTION wacat.break_glass_stays();

-- Not forced: `open_context` runs as the owner and reads it before there is a context.
ALTER TABLE accounts_breakglass ENABLE ROW LEVEL SECURITY;
CREATE POLICY reachable ON accounts_breakglass USING (true) WITH CHECK (true);
CREATE POLICY seen ON accounts_breakglass AS RESTRICTIVE FOR SELECT USING (
  account_id = (SELECT wacat.account())
  OR (SELECT wacat.office()) IN ('ADMINISTRATOR', 'KASI', 'KEPALA', 'SEKRETARIS', 'SYSTEM'));
CREATE POLICY opened_for_oneself ON accounts_breakglass AS RESTRICTIVE FOR INSERT WITH CHECK (
  account_id = (SELECT wacat.account()) AND (SELECT wacat.office()) = 'TEKNIS');
CREATE POLICY changed_by_few ON accounts_breakglass AS RESTRICTIVE FOR UPDATE USING (
  account_id = (SELECT wacat.account()) OR (SELECT wacat.office()) = 'ADMINISTRATOR');

-- Tables that were closed before `rowscope.close` knew of technicians.
DO $$
DECLARE closed text;
BEGIN
  FOR closed IN SELECT p.polrelid::regclass::text FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
                WHERE p.polname = 'floor' AND p.polcmd = '*' AND c.relnamespace = 'public'::regnamespace
                  AND NOT EXISTS (SELECT 1 FROM pg_policy q WHERE q.polrelid = p.polrelid AND q.polname = 'no_insert')
  LOOP
    EXECUTE format($p$CREATE POLICY no_insert ON %s AS RESTRICTIVE FOR INSERT
                      WITH CHECK ((SELECT wacat.office()) <> 'TEKNIS')$p$, closed);
    EXECUTE format($p$CREATE POLICY no_update ON %s AS RESTRICTIVE FOR UPDATE
                      USING ((SELECT wacat.office()) <> 'TEKNIS')$p$, closed);
    EXECUTE format($p$CREATE POLICY no_delete ON %s AS RESTRICTIVE FOR DELETE
                      USING ((SELECT wacat.office()) <> 'TEKNIS')$p$, closed);
  END LOOP;
END $$;
