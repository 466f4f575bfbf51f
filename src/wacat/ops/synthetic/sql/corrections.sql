-- Corrections, their items and every step, from their course; then the notices say the same.
INSERT INTO verification_correction (
  notice_id, answer_id, rt_id, kelurahan_id, city_id, kind, state, remark, told_by, submitted_at, basis, days, due_at,
  paused_at, outcome, decided_at, closed_at, told_at, decision_reason, taken_by_id, taken_at, linked_state)
SELECT notice_id, id, rt_id, kelurahan_id, city_id, kind,
       CASE state WHEN 'DUPLICATE' THEN 'IN_REVIEW' ELSE state END, remark,
       CASE kind WHEN 'CORRECTED' THEN pg_temp.pick(%(tellers)s, id, 22) ELSE '' END, submitted_at, 'HOURS', 3,
       submitted_at + interval '72 hours' + coalesce(told_at - asked_at, '0'),
       CASE state WHEN 'NEEDS_INFO' THEN asked_at END, CASE WHEN decided_at IS NULL THEN '' ELSE verdict END, decided_at,
       CASE finish WHEN 'REJECTED' THEN decided_at WHEN 'DUPLICATE' THEN decided_at WHEN 'DONE_IN_SIAK' THEN done_at WHEN 'CANCELLED' THEN cancelled_at END, read_at,
       CASE WHEN decided_at IS NULL THEN '' ELSE decision END,
       CASE WHEN taken_at IS NOT NULL THEN operator END, taken_at, ''
FROM course ORDER BY submitted_at, id;

-- what was said twice names the first
UPDATE verification_correction c SET state = 'DUPLICATE', duplicate_of_id = first.id, linked_state = first.state
FROM course o, LATERAL (SELECT f.id, f.state FROM verification_correction f
                        WHERE f.rt_id = o.rt_id AND f.outcome = 'ACCEPTED' AND f.kind = 'CORRECTED'
                        ORDER BY f.id DESC LIMIT 1) first
WHERE c.answer_id = o.id AND o.state = 'DUPLICATE';

-- the Lurah's word stands beside a denial that was accepted; another RT is asked about one that was not
INSERT INTO verification_cosign (correction_id, rt_id, kelurahan_id, city_id, agrees, remark, by_id, office, at)
SELECT c.id, c.rt_id, c.kelurahan_id, c.city_id, true, '', a.id, 'LURAH', c.submitted_at + interval '35 minutes'
FROM verification_correction c
JOIN verification_answer said ON said.id = c.answer_id AND said.office = 'KETUA_RT'
JOIN accounts_appointment held ON held.area_id = c.kelurahan_id AND held.office = 'LURAH' AND held.valid @> now()
JOIN accounts_account a ON a.person_id = held.person_id
WHERE c.kind = 'NOT_MINE' AND c.outcome = 'ACCEPTED';
INSERT INTO verification_inquiry (
  correction_id, rt_id, kelurahan_id, city_id, name, nik_masked, address, question, asked_by_id, asked_at, answer, remark, office)
SELECT c.id, next.id, next.kelurahan_id, c.city_id, n.name, n.nik_masked, n.address,
       'Menurut tetangganya, keluarga ini pindah ke RT Anda.', c.taken_by_id, c.decided_at, '', '', ''
FROM verification_correction c
JOIN records_notice n ON n.id = c.notice_id
JOIN areas_area mine ON mine.id = c.rt_id
JOIN areas_area next ON next.kelurahan_id = c.kelurahan_id AND next.level = 'RT' AND next.number = mine.number + 1
WHERE c.state = 'FORWARDED';

INSERT INTO verification_correctionitem (
  correction_id, rt_id, kelurahan_id, city_id, element, old_value, claimed_value, outcome)
SELECT c.id, c.rt_id, c.kelurahan_id, c.city_id, i.element, i.old_value, i.claimed_value,
       CASE WHEN c.decided_at IS NULL OR o.verdict IN ('DUPLICATE', 'FORWARDED') THEN '' WHEN o.verdict = 'REJECTED' OR o.verdict = 'PARTLY_ACCEPTED' AND i.place = 2
            THEN 'REJECTED' ELSE 'ACCEPTED' END
FROM verification_correction c
JOIN course o ON o.id = c.answer_id
JOIN records_notice n ON n.id = c.notice_id
CROSS JOIN LATERAL (
  SELECT e.element, e.old_value, e.claimed_value,
         row_number() OVER (ORDER BY -ln(pg_temp.draw(c.id, 50 + e.number)) / e.weight) AS place
  FROM (VALUES
    (1, 'address', 45, n.address, regexp_replace(n.address, '[0-9]+', (1 + mod(n.id, 90))::text || 'A')),
    (2, 'name', 30, n.name, CASE WHEN n.name ~ 'i' THEN regexp_replace(n.name, 'i', 'y') ELSE n.name || 'h' END),
    (3, 'birth_on', 15, n.birth_on::text, (n.birth_on - 1 - mod(n.id, 3)::int)::text),
    (4, 'place_from', 8, n.place_from, regexp_replace(n.place_from, '^', 'Kec. Samarinda Ulu, ')),
    (5, 'sex', 3, n.sex, CASE n.sex WHEN 'L' THEN 'P' ELSE 'L' END)
  ) AS e (number, element, weight, old_value, claimed_value)
  WHERE e.old_value <> ''
) i
WHERE c.kind = 'CORRECTED'
  AND i.place <= 1 + (o.verdict = 'PARTLY_ACCEPTED' OR pg_temp.draw(c.id, 60) < 0.25)::int
ORDER BY c.id, i.place;

INSERT INTO verification_step (
  correction_id, rt_id, kelurahan_id, city_id, from_state, to_state, purpose, by_id, office, at, note)
SELECT c.id, c.rt_id, c.kelurahan_id, c.city_id, s.from_state, s.to_state,
       CASE s.to_state WHEN 'NEEDS_INFO' THEN 'INFO' ELSE '' END, s.by_id, s.office, s.at, s.note
FROM verification_correction c
JOIN course o ON o.id = c.answer_id
CROSS JOIN LATERAL (VALUES
  (1, '', 'SUBMITTED', o.submitted_at, o.by_id, o.office, o.remark),
  (2, 'SUBMITTED', 'RECEIVED', o.seen_at, o.operator, 'OPERATOR', ''),
  (3, 'RECEIVED', 'IN_REVIEW', o.taken_at, o.operator, 'OPERATOR', ''),
  (4, 'IN_REVIEW', 'NEEDS_INFO', o.asked_at, o.operator, 'OPERATOR', pg_temp.pick(%(questions)s, o.id, 61)),
  (5, 'NEEDS_INFO', 'IN_REVIEW', o.told_at, o.by_id, o.office, pg_temp.pick(%(replies)s, o.id, 62)),
  (6, 'IN_REVIEW', o.verdict, o.decided_at, o.operator, 'OPERATOR', o.decision),
  (7, o.verdict, 'DONE_IN_SIAK', o.done_at, o.operator, 'OPERATOR', 'Sudah diperbaiki di SIAK.'),
  (8, o.finish, 'CLOSED', o.read_at, o.by_id, o.office, ''),
  (9, 'SUBMITTED', 'CANCELLED', o.cancelled_at, o.by_id, o.office, '')
) AS s (number, from_state, to_state, at, by_id, office, note)
WHERE s.at IS NOT NULL
ORDER BY c.id, s.number;

INSERT INTO verification_clockround (
  correction_id, rt_id, kelurahan_id, city_id, number, started_at, due_at, paused_at, ended_at, outcome, warned_at, late_at)
SELECT c.id, c.rt_id, c.kelurahan_id, c.city_id, 1, c.submitted_at, c.due_at, c.paused_at,
       coalesce(c.decided_at, c.closed_at), coalesce(nullif(c.outcome, ''), CASE WHEN c.closed_at IS NOT NULL THEN c.state END, ''),
       CASE WHEN t.told_at < t.until_at THEN t.told_at END, CASE WHEN c.due_at < t.until_at THEN c.due_at END
FROM verification_correction c
-- what began to press within the last day, and is open, is told of by the job itself
CROSS JOIN LATERAL (
  SELECT c.due_at - interval '24 hours' AS told_at,
         coalesce(c.decided_at, c.closed_at, %(now)s - interval '24 hours') AS until_at
) t
ORDER BY c.id;

-- unanswered: read or not at first, on the Lurah's list after a week, closed after two
UPDATE records_notice n SET
  state = CASE WHEN p.at IS NOT NULL THEN 'ANSWERED'
               WHEN n.published_at < %(now)s - interval '20 days' THEN 'CLOSED_UNANSWERED'
               WHEN n.published_at < %(now)s - interval '9 days' THEN 'ESCALATED'
               WHEN pg_temp.draw(n.id, 8) < 0.35 THEN 'READ' ELSE 'SENT' END,
  reminded_at = CASE WHEN coalesce(p.at, %(now)s) > n.published_at + interval '5 days'
                     THEN n.published_at + interval '5 days' END,
  escalated_at = CASE WHEN coalesce(p.at, %(now)s) > n.published_at + interval '9 days'
                      THEN n.published_at + interval '9 days' END,
  answer = CASE WHEN p.at IS NULL THEN '' WHEN p.wanted = 'CANCELLED' THEN 'CONFIRMED' ELSE p.kind END,
  answered_at = p.at + CASE WHEN p.wanted = 'CANCELLED' THEN interval '7 minutes' ELSE '0' END,
  read_at = CASE WHEN p.at IS NOT NULL THEN p.at - interval '3 minutes'
                 WHEN pg_temp.draw(n.id, 8) < 0.35 THEN n.published_at + (%(now)s - n.published_at) * 0.3 END,
  result = CASE WHEN p.wanted = 'CANCELLED' THEN '' ELSE coalesce(o.finish, '') END,
  changed_at = greatest(n.published_at, p.at, o.taken_at, o.asked_at, o.told_at, o.decided_at, o.done_at)
FROM plan p LEFT JOIN course o USING (notice_id)
WHERE n.id = p.notice_id;
