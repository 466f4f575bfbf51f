-- The signed context of a transaction and the functions that policies read.
CREATE SCHEMA IF NOT EXISTS wacat;
GRANT USAGE ON SCHEMA wacat TO wacat_app, wacat_job, wacat_audit, wacat_rollup;

-- The signing key never leaves the database and is granted to nobody.
CREATE TABLE wacat.secret (one boolean PRIMARY KEY DEFAULT true CHECK (one), key bytea NOT NULL);
INSERT INTO wacat.secret (key)
SELECT sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'));

-- Nested hash with the key on both levels: no length extension (pgcrypto is not always there).
CREATE FUNCTION wacat.sign(payload text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT encode(sha256(s.key || sha256(s.key || convert_to(payload, 'UTF8'))), 'hex')
  FROM wacat.secret s
$$;

-- One backend, one transaction: a context copied elsewhere or kept for later is worthless.
CREATE FUNCTION wacat.moment() RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT pg_backend_pid()::text || '/' || extract(epoch FROM transaction_timestamp())::text
$$;

-- payload: moment;account;appointment;office;scope;count scope
CREATE FUNCTION wacat.open_context(
  account bigint, appointment bigint, office text, scope int[], count_scope int[]
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE payload text := concat_ws(';', wacat.moment(), coalesce(account, 0), coalesce(appointment, 0),
                                  office, coalesce(scope, '{}')::text, coalesce(count_scope, '{}')::text);
BEGIN
  PERFORM set_config('wacat.context', payload || ';' || wacat.sign(payload), true);
END $$;

-- Parts: 1 moment, 2 account, 3 appointment, 4 office, 5 scope, 6 count scope. Raises without one:
-- "no rows" would make an empty export look like an answer.
CREATE FUNCTION wacat.context() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  raw text := current_setting('wacat.context', true);
  cut int;
  payload text;
BEGIN
  IF coalesce(raw, '') = '' THEN
    RAISE EXCEPTION 'wacat: no context in this transaction' USING ERRCODE = 'insufficient_privilege';
  END IF;
  cut := length(raw) - 64;
  payload := left(raw, cut - 1);
  IF right(raw, 64) IS DISTINCT FROM wacat.sign(payload)
     OR split_part(payload, ';', 1) IS DISTINCT FROM wacat.moment() THEN
    RAISE EXCEPTION 'wacat: context is forged or from another transaction'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN string_to_array(payload, ';');
END $$;

CREATE FUNCTION wacat.scope() RETURNS int[]
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT ((wacat.context())[5])::int[] $$;
CREATE FUNCTION wacat.count_scope() RETURNS int[]
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT ((wacat.context())[6])::int[] $$;
CREATE FUNCTION wacat.office() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT (wacat.context())[4] $$;
CREATE FUNCTION wacat.account() RETURNS bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT nullif((wacat.context())[2], '0')::bigint $$;

CREATE FUNCTION wacat.leave() RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$ SELECT set_config('wacat.context', '', true) $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA wacat FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wacat.moment(), wacat.context(), wacat.scope(), wacat.count_scope(),
  wacat.office(), wacat.account(), wacat.leave() TO wacat_app, wacat_job, wacat_audit, wacat_rollup;
