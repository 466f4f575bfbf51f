-- A source hands files in: its token, an owner who is an operator now, and a scope that holds nothing
-- but the source itself. Areas are positive numbers; -7 is source 7, and only files and receipts know it.
CREATE FUNCTION wacat.enter_source(token text)
RETURNS TABLE (source_id int, token_id bigint, account_id bigint, code text, name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('wacat.context', '', true);
  SELECT s.id, t.id, s.owner_id, s.code, s.name INTO source_id, token_id, account_id, code, name
  FROM public.intake_sourcetoken t
  JOIN public.intake_source s ON s.id = t.source_id AND s.ended_at IS NULL
  JOIN public.accounts_account a ON a.id = s.owner_id AND a.state = 'ACTIVE'
  WHERE t.token_hash = encode(sha256(convert_to(token, 'UTF8')), 'hex')
    AND t.ended_at IS NULL AND t.expires_at > statement_timestamp()
    AND EXISTS (SELECT 1 FROM public.accounts_appointment x
                WHERE x.person_id = a.person_id AND x.office = 'OPERATOR'
                  AND x.valid @> statement_timestamp());
  IF NOT FOUND THEN
    RETURN;
  END IF;
  UPDATE public.intake_sourcetoken t SET used_count = t.used_count + 1, used_at = statement_timestamp()
  WHERE t.id = token_id;
  PERFORM wacat.open_context(account_id, NULL, 'SOURCE', ARRAY[-source_id], '{}');
  RETURN NEXT;
END $$;
REVOKE ALL ON FUNCTION wacat.enter_source(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wacat.enter_source(text) TO wacat_app;
