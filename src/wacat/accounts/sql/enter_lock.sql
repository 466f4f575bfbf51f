-- The door with a lock: nobody gets a context from a device that lay idle too long.
-- A phone (Ketua RT, Lurah) is locked and waits for its PIN; the session of anybody else is over.
CREATE FUNCTION wacat.enter(token text, lock_after int DEFAULT 900, end_after int DEFAULT 1800,
                            active boolean DEFAULT true, pledge text DEFAULT NULL)
RETURNS TABLE (account_id bigint, person_id bigint, name text, username text, must_change_password boolean,
               pledged_at timestamptz, appointment_id bigint, office text, area_id int, area_name text,
               rt_id int, kelurahan_id int, kelurahan_name text, kecamatan_id int, city_id int,
               appointments int, second_factor boolean, device_id bigint, pin boolean, locked boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  hashed text := encode(sha256(convert_to(token, 'UTF8')), 'hex');
  seen timestamptz;
  idle_seconds int;
BEGIN
  PERFORM set_config('wacat.context', '', true);
  SELECT a.id, p.id, p.name, a.username, a.must_change_password,
         (SELECT max(g.accepted_at) FROM public.accounts_pledge g
          WHERE g.account_id = a.id AND g.text_version = coalesce(pledge, g.text_version)),
         ap.id, ap.office, ar.id, ar.name,
         CASE WHEN ar.level = 'RT' THEN ar.id END, ar.kelurahan_id, kel.name, ar.kecamatan_id, ar.city_id,
         ap.running,
         EXISTS (SELECT 1 FROM public.mfa_authenticator m WHERE m.user_id = a.id AND m.type IN ('totp', 'webauthn')),
         d.id, coalesce(d.pin_hash <> '', false), s.locked_at IS NOT NULL, s.seen_at
  INTO account_id, person_id, name, username, must_change_password, pledged_at, appointment_id, office,
       area_id, area_name, rt_id, kelurahan_id, kelurahan_name, kecamatan_id, city_id, appointments,
       second_factor, device_id, pin, locked, seen
  FROM public.accounts_session s
  JOIN public.accounts_account a ON a.id = s.account_id AND a.state = 'ACTIVE'
  JOIN public.accounts_person p ON p.id = a.person_id
  LEFT JOIN public.accounts_device d ON d.id = s.device_id
  LEFT JOIN LATERAL (
    SELECT x.id, x.office, x.area_id, count(*) OVER ()::int AS running
    FROM public.accounts_appointment x
    WHERE x.person_id = p.id AND x.valid @> statement_timestamp()
    ORDER BY (x.id = s.appointment_id) DESC NULLS LAST, x.id LIMIT 1
  ) ap ON true
  LEFT JOIN public.areas_area ar ON ar.id = ap.area_id
  LEFT JOIN public.areas_area kel ON kel.id = ar.kelurahan_id
  WHERE s.session_key = hashed AND s.expire_date > statement_timestamp();
  IF NOT FOUND THEN
    RETURN;
  END IF;
  idle_seconds := extract(epoch FROM statement_timestamp() - seen);
  IF office IN ('KETUA_RT', 'LURAH') THEN
    locked := locked OR idle_seconds > lock_after;
  ELSIF locked OR idle_seconds > end_after THEN
    RETURN;
  END IF;
  IF locked THEN
    RETURN NEXT;
    RETURN;
  END IF;
  -- at most every five minutes, and never waiting for another request of the same device
  IF active AND idle_seconds >= 300 THEN
    PERFORM 1 FROM public.accounts_session s WHERE s.session_key = hashed FOR UPDATE SKIP LOCKED;
    IF FOUND THEN
      UPDATE public.accounts_session s SET seen_at = statement_timestamp() WHERE s.session_key = hashed;
    END IF;
  END IF;
  PERFORM wacat.open_context(account_id, appointment_id, coalesce(office, 'NONE'),
                             (SELECT r.scope FROM wacat.reach_of(office, area_id) r WHERE area_id IS NOT NULL),
                             (SELECT r.count_scope FROM wacat.reach_of(office, area_id) r WHERE area_id IS NOT NULL));
  RETURN NEXT;
END $$;
REVOKE ALL ON FUNCTION wacat.enter(text, int, int, boolean, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wacat.enter(text, int, int, boolean, text) TO wacat_app;
