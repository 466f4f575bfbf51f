-- Who stands at the door: the only ways to open a context.

-- Which area ids an office reaches: resident rows, and counts.
CREATE FUNCTION wacat.reach_of(office text, area int, OUT scope int[], OUT count_scope int[])
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN office IN ('KETUA_RT', 'LURAH', 'OPERATOR', 'ADMINISTRATOR', 'KASI', 'SYSTEM')
              THEN ARRAY[area] ELSE '{}'::int[] END,
         CASE WHEN office = 'TEKNIS' THEN '{}'::int[] ELSE ARRAY[area] END
$$;

-- A signed-in device enters: hashed session -> active account -> running appointment, read anew each
-- time, so that the end of an office bites on the next request. No row: nobody, and no context.
CREATE FUNCTION wacat.enter(token text)
RETURNS TABLE (account_id bigint, person_id bigint, name text, username text, must_change_password boolean,
               pledged_at timestamptz, appointment_id bigint, office text, area_id int, area_name text,
               rt_id int, kelurahan_id int, kelurahan_name text, kecamatan_id int, city_id int,
               appointments int)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('wacat.context', '', true);
  SELECT a.id, p.id, p.name, a.username, a.must_change_password,
         (SELECT max(g.accepted_at) FROM public.accounts_pledge g WHERE g.account_id = a.id),
         ap.id, ap.office, ar.id, ar.name,
         CASE WHEN ar.level = 'RT' THEN ar.id END, ar.kelurahan_id, kel.name, ar.kecamatan_id, ar.city_id,
         ap.running
  INTO account_id, person_id, name, username, must_change_password, pledged_at, appointment_id, office,
       area_id, area_name, rt_id, kelurahan_id, kelurahan_name, kecamatan_id, city_id, appointments
  FROM public.accounts_session s
  JOIN public.accounts_account a ON a.id = s.account_id AND a.state = 'ACTIVE'
  JOIN public.accounts_person p ON p.id = a.person_id
  LEFT JOIN LATERAL (
    SELECT x.id, x.office, x.area_id, count(*) OVER ()::int AS running
    FROM public.accounts_appointment x
    WHERE x.person_id = p.id AND x.valid @> statement_timestamp()
    ORDER BY (x.id = s.appointment_id) DESC NULLS LAST, x.id LIMIT 1
  ) ap ON true
  LEFT JOIN public.areas_area ar ON ar.id = ap.area_id
  LEFT JOIN public.areas_area kel ON kel.id = ar.kelurahan_id
  WHERE s.session_key = encode(sha256(convert_to(token, 'UTF8')), 'hex')
    AND s.expire_date > statement_timestamp();
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM wacat.open_context(account_id, appointment_id, coalesce(office, 'NONE'),
                             (SELECT r.scope FROM wacat.reach_of(office, area_id) r WHERE area_id IS NOT NULL),
                             (SELECT r.count_scope FROM wacat.reach_of(office, area_id) r WHERE area_id IS NOT NULL));
  RETURN NEXT;
END $$;

-- A worker or a command at the shell enters for an account: the whole city, under that account's name.
CREATE FUNCTION wacat.enter_system(for_account bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE cities int[] := (SELECT array_agg(id) FROM public.areas_area WHERE level = 'CITY');
BEGIN
  PERFORM wacat.open_context(for_account, NULL, 'SYSTEM', cities, cities);
END $$;

REVOKE ALL ON FUNCTION wacat.reach_of(text, int), wacat.enter(text), wacat.enter_system(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wacat.enter(text) TO wacat_app;
GRANT EXECUTE ON FUNCTION wacat.enter_system(bigint) TO wacat_job;
