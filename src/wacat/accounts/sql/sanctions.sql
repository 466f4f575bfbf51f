-- A sanctioned holder can no longer log in; his link lets him see and answer his own case alone.
CREATE FUNCTION wacat.enter_sanction(token text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE found bigint; holder bigint;
BEGIN
  PERFORM wacat.open_context(NULL, NULL, 'KEPALA', '{}', '{}');
  SELECT s.id, s.account_id INTO found, holder FROM public.accounts_sanction s
  WHERE token <> '' AND s.token_hash = encode(sha256(convert_to(token, 'UTF8')), 'hex');
  PERFORM set_config('wacat.context', '', true);
  IF found IS NOT NULL THEN
    PERFORM wacat.open_context(holder, NULL, 'HOLDER', '{}', '{}');
  END IF;
  RETURN found;
END $$;
REVOKE ALL ON FUNCTION wacat.enter_sanction(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wacat.enter_sanction(text) TO wacat_app;
