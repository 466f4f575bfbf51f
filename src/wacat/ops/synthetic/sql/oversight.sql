-- Who was seen when: most this week, some not for months. Whoever was only invited was never seen.
UPDATE accounts_account a
SET last_login = %(at)s::timestamptz - CASE WHEN a.id %% 23 = 0 THEN (61 + a.id %% 90) * interval '1 day'
                                ELSE (a.id * 7 %% 300) * interval '1 hour' END
WHERE a.last_login IS NULL AND a.state = 'ACTIVE' AND NOT a.must_change_password
  AND EXISTS (SELECT 1 FROM accounts_appointment ap WHERE ap.person_id = a.person_id
              AND ap.valid @> %(at)s::timestamptz);

-- An account is as old as the office it was made for.
UPDATE accounts_account a SET created_at = held.at
FROM (SELECT person_id, min(lower(valid)) AS at FROM accounts_appointment GROUP BY person_id) held
WHERE held.person_id = a.person_id AND held.at < a.created_at;

-- The round of half a year ago: everybody finished but one.
INSERT INTO accounts_attestation
  (kelurahan_id, city_id, period_on, opened_at, due_on, finished_at, finished_by_id, lapsed_at, told_on)
SELECT k.id, k.city_id, %(before)s, %(before)s::date + interval '1 day', %(before)s::date + 15,
       CASE WHEN k.name <> %(lapsed)s THEN %(before)s::date + (3 + k.id %% 9) * interval '1 day' END,
       CASE WHEN k.name <> %(lapsed)s THEN a.id END,
       CASE WHEN k.name = %(lapsed)s THEN %(at)s::timestamptz - interval '30 days' END, %(before)s::date + 2
FROM areas_area k
JOIN accounts_appointment ap ON ap.area_id = k.id AND ap.office = 'LURAH' AND ap.valid @> %(at)s::timestamptz
JOIN accounts_account a ON a.person_id = ap.person_id
WHERE k.level = 'KELURAHAN' AND k.closed_on IS NULL;

-- The running round: Manggar half done, two late, the others finished.
INSERT INTO accounts_attestation
  (kelurahan_id, city_id, period_on, opened_at, due_on, finished_at, finished_by_id, told_on)
SELECT k.id, k.city_id, %(period)s, began.at, (began.at + interval '14 days')::date,
       CASE WHEN k.name <> ALL (%(late)s) AND k.name <> %(running)s
            THEN began.at + (1 + k.id %% 11) * interval '1 day' END,
       CASE WHEN k.name <> ALL (%(late)s) AND k.name <> %(running)s THEN a.id END,
       (%(at)s::timestamptz - interval '3 days')::date
FROM areas_area k
CROSS JOIN LATERAL (SELECT %(at)s::timestamptz - CASE WHEN k.name = %(running)s THEN interval '8 days'
                                          ELSE interval '26 days' END AS at) began
JOIN accounts_appointment ap ON ap.area_id = k.id AND ap.office = 'LURAH' AND ap.valid @> %(at)s::timestamptz
JOIN accounts_account a ON a.person_id = ap.person_id
WHERE k.level = 'KELURAHAN' AND k.closed_on IS NULL;

-- The answers: one row an RT, about whoever headed it at that moment.
INSERT INTO accounts_attestationline
  (attestation_id, kelurahan_id, city_id, area_id, appointment_id, verdict, note, at, by_id)
SELECT t.id, t.kelurahan_id, t.city_id, ar.id, ap.id, said.verdict,
       CASE said.verdict WHEN 'NUMBER' THEN '0812-9000-' || lpad((ar.id %% 10000)::text, 4, '0')
                         WHEN 'CHANGED' THEN 'Pemilihan RT bulan lalu' ELSE '' END,
       said.at, a.id
FROM accounts_attestation t
JOIN areas_area k ON k.id = t.kelurahan_id
JOIN areas_area ar ON ar.parent_id = k.id AND ar.level = 'RT' AND ar.closed_on IS NULL AND ar.frozen_on IS NULL
JOIN accounts_appointment head ON head.area_id = k.id AND head.office = 'LURAH' AND head.valid @> %(at)s::timestamptz
JOIN accounts_account a ON a.person_id = head.person_id
CROSS JOIN LATERAL (SELECT coalesce(t.finished_at, t.opened_at + interval '2 days')
                           - ar.number * interval '2 seconds' AS at) moment
LEFT JOIN accounts_appointment ap ON ap.area_id = ar.id AND ap.office = 'KETUA_RT' AND ap.valid @> moment.at
CROSS JOIN LATERAL (
  SELECT CASE WHEN ap.id IS NULL THEN 'VACANT' WHEN ar.id %% 61 = 0 THEN 'CHANGED'
              WHEN ar.id %% 97 = 0 THEN 'NUMBER' ELSE 'RIGHT' END AS verdict, moment.at) said
WHERE t.finished_at IS NOT NULL
   OR k.name = %(running)s AND t.lapsed_at IS NULL AND ar.number <= 19
   OR k.name = %(lapsed)s AND t.lapsed_at IS NULL AND ar.number %% 3 = 0;

-- Twice a technician broke the glass: once long reviewed, once waiting for the review.
INSERT INTO accounts_breakglass
  (account_id, area_id, reason, granted, ended_at, ended_by_id, seen_at, seen_by_id, verdict, verdict_note,
   reviewed_at, reviewed_by_id)
SELECT t.id, k.id, g.reason, tstzrange(g.at, g.at + interval '30 minutes'), g.at + interval '6 minutes', t.id,
       g.at + interval '9 minutes', a.id, g.verdict, g.remark,
       CASE WHEN g.verdict <> '' THEN g.at + interval '1 day' END, CASE WHEN g.verdict <> '' THEN a.id END
FROM accounts_account t, accounts_account a, areas_area k, (VALUES
  (%(at)s::timestamptz - interval '19 days',
   'Pemberitahuan RT 012 tidak tampil di HP, laporan lewat telepon', 'JUSTIFIED',
   'Gangguan teratasi dari catatan sistem; tidak ada data yang dibaca. Lain kali pilih satu RT saja.'),
  (%(at)s::timestamptz - interval '27 hours',
   'Daftar Lurah berhenti di halaman kedua, perlu dilihat urutannya', '', '')
) AS g (at, reason, verdict, remark)
WHERE t.username = 'teknis' AND a.username = 'administrator' AND k.level = 'KELURAHAN' AND k.name = %(running)s;

INSERT INTO accounts_setting (name, value, reason, made_by_id, made_at)
SELECT 'SILENT_DAYS', 60, 'Ketua RT yang dua bulan tidak masuk perlu ditelepon', a.id,
       %(at)s::timestamptz - interval '90 days'
FROM accounts_account a WHERE a.username = 'administrator'
