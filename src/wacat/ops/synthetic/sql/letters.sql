-- The ledger of half a year: what each publication, settlement and invitation sent, in every state.
CREATE FUNCTION pg_temp.lot(what text) RETURNS float8 LANGUAGE sql IMMUTABLE AS
$$ SELECT ('x' || substr(md5(what), 1, 6))::bit(24)::int / 16777216.0 $$;

-- whom a file told: A at once, the rest in the digest of the next morning
CREATE TEMPORARY TABLE told ON COMMIT DROP AS
SELECT n.rt_id, n.kelurahan_id, n.city_id, CASE n.urgency WHEN 'A' THEN 'A' ELSE 'B' END AS urgency,
       CASE n.urgency WHEN 'A' THEN n.batch_id END AS batch, d.day,
       count(*)::int AS count, array_agg(DISTINCT n.batch_id) AS batch_ids, min(n.published_at) AS made_at,
       CASE n.urgency WHEN 'A' THEN min(n.published_at) + interval '9 seconds'
                      ELSE (d.day + time '07:00')::timestamptz END AS leaves_at
FROM records_notice n
CROSS JOIN LATERAL (SELECT CASE n.urgency WHEN 'A' THEN NULL
                           ELSE (n.published_at + interval '17 hours')::date END AS day) d
GROUP BY n.rt_id, n.kelurahan_id, n.city_id, n.urgency, 4, 5, d.day;
-- who held the office then; one line for all vacant RTs of a kelurahan
CREATE TEMPORARY TABLE holder ON COMMIT DROP AS
SELECT ap.office, ap.area_id, ap.valid, a.id AS account_id
FROM accounts_appointment ap JOIN accounts_account a ON a.person_id = ap.person_id
WHERE ap.office IN ('KETUA_RT', 'LURAH');
ANALYZE holder, told;
CREATE TEMPORARY TABLE line ON COMMIT DROP AS
SELECT t.urgency, t.batch, t.day, t.leaves_at, t.kelurahan_id, t.city_id, coalesce(k.office, l.office) AS office,
       coalesce(k.area_id, l.area_id) AS area_id, max(coalesce(k.account_id, l.account_id)) AS account_id,
       sum(t.count)::int AS count, min(t.made_at) AS made_at,
       string_to_array(string_agg(DISTINCT array_to_string(t.batch_ids, ','), ','), ',')::bigint[] AS batch_ids
FROM told t
LEFT JOIN holder k ON k.office = 'KETUA_RT' AND k.area_id = t.rt_id AND k.valid @> t.made_at
LEFT JOIN holder l ON k.account_id IS NULL AND l.office = 'LURAH' AND l.area_id = t.kelurahan_id AND l.valid @> t.made_at
WHERE coalesce(k.account_id, l.account_id) IS NOT NULL
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
INSERT INTO notify_message (key, account_id, office, rt_id, kelurahan_id, city_id, topic, urgency, channel,
  state, attempts, next_try_at, provider_id, error, path, ids, count, batch_ids, digest_on, made_at, sent_at,
  delivered_at, read_at, opened_by_id)
SELECT t.urgency || ':' || coalesce(t.batch::text, t.day::text) || ':' || t.office || ':' || t.area_id,
       t.account_id, t.office, CASE t.office WHEN 'KETUA_RT' THEN t.area_id END, t.kelurahan_id, t.city_id,
       'NOTICES', t.urgency, c.channel, s.state,
       CASE s.state WHEN 'QUEUED' THEN 0 WHEN 'FAILED' THEN 3 WHEN 'DEAD' THEN CASE WHEN s.lot < 0.01 THEN 10 ELSE 1 END ELSE 1 END,
       CASE s.state WHEN 'FAILED' THEN %(now)s + interval '5 hours'
                    WHEN 'QUEUED' THEN CASE WHEN c.channel <> 'LINK' THEN t.leaves_at END END,
       CASE WHEN s.state NOT IN ('SENT', 'DELIVERED', 'READ') THEN ''
            WHEN c.channel = 'EMAIL' THEN '<wacat-' || md5(t.account_id::text || t.made_at) || '@contoh.id>'
            WHEN c.channel = 'WHATSAPP' THEN 'wamid.' || md5(t.account_id::text || t.made_at) ELSE '' END,
       CASE s.state WHEN 'FAILED' THEN 'LIMITED' WHEN 'DEAD' THEN CASE WHEN s.lot < 0.01 THEN 'UNREACHABLE' ELSE 'REFUSED' END ELSE '' END,
       CASE t.office WHEN 'LURAH' THEN '/lurah/' ELSE '/rt/' END, '{}', t.count, t.batch_ids, t.day, t.made_at,
       CASE WHEN s.state IN ('SENT', 'DELIVERED', 'READ') THEN t.leaves_at + s.lot * interval '20 seconds' END,
       CASE WHEN s.state IN ('DELIVERED', 'READ') THEN t.leaves_at + interval '25 seconds' END,
       CASE s.state WHEN 'READ' THEN t.leaves_at + s.lot * interval '9 hours' + interval '1 minute' END,
       CASE WHEN c.channel = 'LINK' AND s.state = 'SENT' THEN %(operator)s::bigint END
FROM line t
CROSS JOIN LATERAL (SELECT CASE WHEN t.leaves_at > %(now)s THEN 'EMAIL'
                                -- a few in every kelurahan have nothing but a telephone
                                WHEN t.office = 'KETUA_RT' AND t.area_id %% 13 = 5 THEN 'LINK'
                                WHEN pg_temp.lot('c' || t.account_id) < 0.80 THEN 'EMAIL'
                                WHEN pg_temp.lot('c' || t.account_id) < 0.92 THEN 'WHATSAPP' ELSE 'LINK' END AS channel,
                           pg_temp.lot('s' || t.account_id || t.leaves_at) AS lot
                    OFFSET 0) c -- drawn once, not wherever it is named
CROSS JOIN LATERAL (
  SELECT c.lot, CASE
    WHEN t.leaves_at > %(now)s THEN 'QUEUED'
    WHEN c.channel = 'LINK' AND t.leaves_at > %(now)s - interval '9 days' AND c.lot < 0.6 THEN 'QUEUED'
    WHEN c.lot < 0.02 THEN 'DEAD'
    WHEN t.leaves_at > %(now)s - interval '5 days' AND c.channel = 'EMAIL' AND c.lot < 0.03 THEN 'FAILED'
    WHEN c.channel = 'WHATSAPP' AND (c.lot < 0.4 OR t.leaves_at > %(now)s - interval '10 hours') THEN 'DELIVERED'
    WHEN c.channel = 'WHATSAPP' THEN 'READ' ELSE 'SENT' END AS state
) s
ORDER BY t.made_at;

-- who answered was told the result
INSERT INTO notify_message (key, account_id, office, rt_id, kelurahan_id, city_id, topic, urgency, channel,
  state, attempts, provider_id, error, path, ids, count, batch_ids, made_at, sent_at)
SELECT 'SETTLED:' || k.id || ':2', a.by_id, a.office, CASE a.office WHEN 'KETUA_RT' THEN k.rt_id END,
       k.kelurahan_id, k.city_id, 'SETTLED', 'A', 'EMAIL', 'SENT', 1,
       '<wacat-' || md5('k' || k.id) || '@contoh.id>', '',
       '/' || CASE a.office WHEN 'LURAH' THEN 'lurah' ELSE 'rt' END || '/pemberitahuan/' || k.notice_id || '/',
       jsonb_build_object('notice_id', k.notice_id), 0, '{}', k.decided_at, k.decided_at + interval '8 seconds'
FROM verification_correction k JOIN verification_answer a ON a.id = k.answer_id
WHERE k.decided_at IS NOT NULL ORDER BY k.decided_at;

-- invitations of those who have not come in yet; an address that was mistyped, a WhatsApp that waits
INSERT INTO notify_message (key, account_id, office, rt_id, kelurahan_id, city_id, topic, urgency, channel,
  state, attempts, provider_id, error, path, ids, count, batch_ids, made_at, sent_at)
SELECT 'INVITATION:' || a.id, a.id, ap.office, CASE ap.office WHEN 'KETUA_RT' THEN ar.id END, ar.kelurahan_id,
       ar.city_id, 'INVITATION', 'A', CASE WHEN s.lot < 0.2 THEN 'LINK' ELSE 'EMAIL' END,
       CASE WHEN s.lot < 0.2 THEN 'QUEUED' WHEN s.lot < 0.3 THEN 'DEAD' ELSE 'SENT' END,
       CASE WHEN s.lot < 0.2 THEN 0 ELSE 1 END, '', CASE WHEN s.lot BETWEEN 0.2 AND 0.3 THEN 'REFUSED' ELSE '' END,
       '/', '{}', 0, '{}', m.at, CASE WHEN s.lot >= 0.3 THEN m.at + interval '7 seconds' END
FROM accounts_account a JOIN accounts_appointment ap ON ap.person_id = a.person_id AND ap.valid @> %(now)s::timestamptz
JOIN areas_area ar ON ar.id = ap.area_id
CROSS JOIN LATERAL (SELECT pg_temp.lot('i' || a.id) AS lot) s
CROSS JOIN LATERAL (SELECT %(now)s::timestamptz - interval '12 days' * pg_temp.lot('j' || a.id) AS at) m
WHERE a.state = 'INVITED' ORDER BY m.at;

-- how the channels were
INSERT INTO notify_channelhealth (channel, failures, last_success_at, last_failure_at, last_error)
VALUES ('EMAIL', 0, %(now)s - interval '3 minutes', %(now)s - interval '41 minutes', 'REFUSED');
INSERT INTO notify_pulse (channel, slot_at, sent, failed)
SELECT 'EMAIL', date_bin('5 minutes', %(now)s - n * interval '5 minutes', '2020-01-01'), 3 + n %% 4, (n = 8)::int
FROM generate_series(1, 11) n;
