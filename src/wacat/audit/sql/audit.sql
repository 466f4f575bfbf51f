-- What happened and who read what. Owned by wacat_audit; nobody may change or remove a line.
CREATE SCHEMA IF NOT EXISTS audit AUTHORIZATION wacat_audit;
SET LOCAL ROLE wacat_audit;

CREATE TABLE audit.event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  account_id bigint,
  appointment_id bigint,
  office text NOT NULL DEFAULT '',
  act text NOT NULL,
  object text NOT NULL,
  object_ids bigint[] NOT NULL DEFAULT '{}',
  detail jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX event_at ON audit.event (at DESC);
CREATE INDEX event_object ON audit.event USING gin (object_ids);
CREATE INDEX event_account ON audit.event (account_id, id DESC);

CREATE FUNCTION audit.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit: a line is never changed or removed' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON audit.event FOR EACH ROW EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit.event FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
ALTER TABLE audit.event ENABLE ALWAYS TRIGGER never_changed, ENABLE ALWAYS TRIGGER never_emptied;

-- One line, in the transaction of what it tells. Who acts comes from the signed context, not from the caller.
CREATE FUNCTION audit.write(act text, object text, ids bigint[], detail jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE who text[] := ARRAY['', '0', '0', ''];
BEGIN
  IF coalesce(current_setting('wacat.context', true), '') <> '' THEN
    who := wacat.context();
  END IF;
  INSERT INTO audit.event (account_id, appointment_id, office, act, object, object_ids, detail)
  VALUES (nullif(who[2], '0')::bigint, nullif(who[3], '0')::bigint, who[4], act, object,
          coalesce(ids, '{}'), coalesce(detail, '{}'));
END $$;

-- Row changes. Up to 50 rows of a statement are told one by one with their differences, more as one line
-- with count and first and last id (a published batch: each record names its batch itself).
CREATE FUNCTION audit.changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  secret text[] := coalesce(string_to_array(TG_ARGV[0], ','), '{}');
  told bigint; low bigint; high bigint; line record;
BEGIN
  IF TG_OP = 'DELETE' THEN
    SELECT count(*), min(id), max(id) INTO told, low, high FROM old_rows;
  ELSE
    SELECT count(*), min(id), max(id) INTO told, low, high FROM new_rows;
  END IF;
  IF told = 0 THEN RETURN NULL; END IF;
  IF told > 50 OR TG_OP = 'INSERT' AND TG_ARGV[1] = 'bulk' THEN
    PERFORM audit.write(lower(TG_OP), TG_TABLE_NAME, ARRAY[low, high], jsonb_build_object('count', told));
  ELSIF TG_OP = 'UPDATE' THEN
    FOR line IN
      SELECT n.id, (SELECT jsonb_object_agg(k.key, CASE WHEN k.key = ANY (secret) THEN '"…"'::jsonb
                                            ELSE jsonb_build_array(to_jsonb(o) -> k.key, k.value) END)
                    FROM jsonb_each(to_jsonb(n)) k
                    WHERE k.value IS DISTINCT FROM to_jsonb(o) -> k.key) AS difference
      FROM new_rows n JOIN old_rows o USING (id)
    LOOP
      IF line.difference IS NOT NULL THEN
        PERFORM audit.write('update', TG_TABLE_NAME, ARRAY[line.id], line.difference);
      END IF;
    END LOOP;
  ELSIF TG_OP = 'INSERT' THEN
    FOR line IN SELECT n.id, to_jsonb(n) - secret AS whole FROM new_rows n LOOP
      PERFORM audit.write('insert', TG_TABLE_NAME, ARRAY[line.id], line.whole);
    END LOOP;
  ELSE
    FOR line IN SELECT o.id, to_jsonb(o) - secret AS whole FROM old_rows o LOOP
      PERFORM audit.write('delete', TG_TABLE_NAME, ARRAY[line.id], line.whole);
    END LOOP;
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA audit FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.write(text, text, bigint[], jsonb) TO wacat_app, wacat_job;
GRANT EXECUTE ON FUNCTION audit.changed() TO wacat_owner;
GRANT USAGE ON SCHEMA audit TO wacat_app, wacat_job, wacat_owner;
GRANT SELECT ON audit.event TO wacat_app;

-- Lines name residents: only the administrator and the Kasi read them.
ALTER TABLE audit.event ENABLE ROW LEVEL SECURITY;
CREATE POLICY reachable ON audit.event FOR SELECT USING (true);
CREATE POLICY floor ON audit.event AS RESTRICTIVE FOR SELECT TO wacat_app, wacat_job, wacat_owner, wacat_migrate
  USING ((SELECT wacat.office()) IN ('ADMINISTRATOR', 'KASI'));
SET LOCAL ROLE wacat_owner;
