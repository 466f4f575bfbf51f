-- The planned answers, and for those that disagree the course of their correction.
INSERT INTO verification_answer (
  notice_id, rt_id, kelurahan_id, city_id, kind, reason, remark, by_id, office, key, answered_at, device_at, undone_at)
SELECT p.notice_id, p.rt_id, p.kelurahan_id, p.city_id, p.kind,
       CASE p.kind WHEN 'NOT_MINE' THEN pg_temp.pick(%(reasons)s, p.notice_id, 20) ELSE '' END,
       CASE p.kind WHEN 'NOT_MINE' THEN pg_temp.pick(%(denials)s, p.notice_id, 21)
                   WHEN 'CORRECTED' THEN pg_temp.pick(%(remarks)s, p.notice_id, 21) ELSE '' END,
       p.account_id, p.office, md5('tiruan ' || p.notice_id)::uuid, p.at, p.at - interval '4 seconds',
       CASE p.wanted WHEN 'CANCELLED' THEN p.at + interval '6 minutes' END
FROM plan p WHERE p.at IS NOT NULL ORDER BY p.at, p.notice_id;

-- who took the answer back gave another one
INSERT INTO verification_answer (
  notice_id, rt_id, kelurahan_id, city_id, kind, reason, remark, by_id, office, key, answered_at)
SELECT notice_id, rt_id, kelurahan_id, city_id, 'CONFIRMED', '', '', account_id, office,
       md5('tiruan lagi ' || notice_id)::uuid, at + interval '7 minutes'
FROM plan WHERE wanted = 'CANCELLED' ORDER BY at;

CREATE TEMPORARY TABLE course ON COMMIT DROP AS
SELECT a.*, p.wanted, %(operators)s::bigint[] AS operators, a.answered_at AS submitted_at,
       pg_temp.desk(a.answered_at + pg_temp.draw(a.id, 30) * interval '9 hours'
                    + CASE WHEN pg_temp.draw(a.id, 31) < 0.03 THEN interval '60 hours' ELSE '0' END) AS taken_at,
       NULL::timestamptz AS asked_at, NULL::timestamptz AS told_at, NULL::timestamptz AS decided_at,
       NULL::timestamptz AS done_at, a.undone_at AS cancelled_at,
       CASE WHEN pg_temp.draw(a.id, 32) < 0.62 THEN 'ACCEPTED'
            WHEN pg_temp.draw(a.id, 32) < 0.72 AND a.kind = 'CORRECTED' THEN 'PARTLY_ACCEPTED'
            ELSE 'REJECTED' END AS verdict
FROM verification_answer a JOIN plan p USING (notice_id)
WHERE a.kind IN ('CORRECTED', 'NOT_MINE');
UPDATE course SET asked_at = pg_temp.desk(taken_at + pg_temp.draw(id, 33) * interval '1 hour')
WHERE pg_temp.draw(id, 34) < 0.12;
UPDATE course SET told_at = pg_temp.awake(asked_at + interval '1 hour' + pg_temp.wait(id, 35, 1.2))
WHERE asked_at IS NOT NULL;
UPDATE course SET decided_at = pg_temp.desk(coalesce(told_at, taken_at) + interval '6 minutes'
  + CASE WHEN pg_temp.draw(id, 36) < 0.6 THEN pg_temp.draw(id, 37) * interval '50 minutes'
         ELSE pg_temp.draw(id, 37) * interval '14 hours' END);
-- cases of the story end where they should
UPDATE course SET
  verdict = CASE WHEN wanted IN ('PARTLY_ACCEPTED', 'REJECTED', 'DUPLICATE', 'FORWARDED') THEN wanted ELSE 'ACCEPTED' END,
  taken_at = CASE WHEN wanted NOT IN ('SUBMITTED', 'RECEIVED', 'CANCELLED') THEN submitted_at + interval '70 minutes' END,
  asked_at = CASE WHEN wanted = 'NEEDS_INFO' THEN submitted_at + interval '85 minutes' END,
  told_at = NULL,
  decided_at = CASE WHEN wanted NOT IN ('SUBMITTED', 'RECEIVED', 'CANCELLED', 'IN_REVIEW', 'NEEDS_INFO')
                    THEN submitted_at + interval '105 minutes' END,
  operators = CASE WHEN wanted IN ('IN_REVIEW', 'NEEDS_INFO') THEN operators[2:2] ELSE operators[1:1] END
WHERE wanted IS NOT NULL;
UPDATE course SET done_at = CASE WHEN wanted IS NULL
                                 THEN pg_temp.desk(decided_at + pg_temp.draw(id, 38) * interval '30 hours')
                                 WHEN wanted IN ('DONE_IN_SIAK', 'CLOSED') THEN decided_at + interval '4 hours' END
WHERE verdict NOT IN ('REJECTED', 'DUPLICATE') AND decided_at IS NOT NULL;
-- what lies ahead has not happened; who cancelled was not taken
UPDATE course SET
  taken_at = CASE WHEN taken_at < %(now)s AND cancelled_at IS NULL THEN taken_at END,
  asked_at = CASE WHEN asked_at < %(now)s AND cancelled_at IS NULL THEN asked_at END,
  told_at = CASE WHEN told_at < %(now)s AND cancelled_at IS NULL THEN told_at END,
  decided_at = CASE WHEN decided_at < %(now)s AND cancelled_at IS NULL THEN decided_at END,
  done_at = CASE WHEN done_at < %(now)s AND cancelled_at IS NULL THEN done_at END;
ALTER TABLE course ADD state text, ADD finish text, ADD operator bigint, ADD decision text,
  ADD seen_at timestamptz, ADD read_at timestamptz;
UPDATE course SET
  operator = operators[1 + floor(pg_temp.draw(id, 39) * cardinality(operators))::int],
  finish = CASE WHEN cancelled_at IS NOT NULL THEN 'CANCELLED' WHEN done_at IS NOT NULL THEN 'DONE_IN_SIAK'
               WHEN decided_at IS NOT NULL THEN verdict
               WHEN asked_at IS NOT NULL AND told_at IS NULL THEN 'NEEDS_INFO'
               WHEN taken_at IS NOT NULL THEN 'IN_REVIEW' ELSE 'SUBMITTED' END,
  decision = CASE verdict WHEN 'DUPLICATE' THEN 'Hal ini sudah disampaikan lebih dahulu.'
                          WHEN 'FORWARDED' THEN 'Ditanyakan kepada RT 024 Manggar.'
                          WHEN 'REJECTED' THEN pg_temp.pick(%(rejections)s, id, 40)
                          WHEN 'PARTLY_ACCEPTED' THEN pg_temp.pick(%(partly)s, id, 40)
                          ELSE pg_temp.pick(%(acceptances)s, id, 40) END;
-- an operator opens a case before he takes it; the author reads how it ended
UPDATE course SET
  seen_at = CASE WHEN wanted = 'RECEIVED' THEN submitted_at + interval '40 minutes'
                 ELSE taken_at - interval '2 minutes' END,
  read_at = CASE finish WHEN 'REJECTED' THEN pg_temp.awake(decided_at + pg_temp.wait(id, 63, 6))
                        WHEN 'DONE_IN_SIAK' THEN pg_temp.awake(done_at + pg_temp.wait(id, 63, 6)) END
WHERE cancelled_at IS NULL;
UPDATE course SET finish = 'RECEIVED' WHERE finish = 'SUBMITTED' AND seen_at IS NOT NULL;
UPDATE course SET read_at = NULL WHERE read_at >= %(now)s OR wanted IS NOT NULL AND wanted <> 'CLOSED';
UPDATE course SET state = CASE WHEN read_at IS NOT NULL THEN 'CLOSED' ELSE finish END;
