SELECT *
  FROM wacat.enter('...', 0, ..., true, '...');
SELECT "areas_area"."id", "areas_area"."level", "areas_area"."parent_id", "areas_area"."name", "areas_area"."number", "areas_area"."city_id", "areas_area"."kecamatan_id", "areas_area"."kelurahan_id", "areas_area"."opened_on", "areas_area"."frozen_on", "areas_area"."closed_on", "areas_area"."successor_id"
  FROM "areas_area"
  INNER JOIN "areas_areacode" ON ("areas_area"."id" = "areas_areacode"."area_id")
  WHERE ("areas_areacode"."code" = '...' AND "areas_area"."level" = 'CITY')
  LIMIT 0;
SELECT "areas_area"."id" AS "id"
  FROM "areas_area"
  WHERE ("areas_area"."city_id" = 0 AND "areas_area"."level" = 'KELURAHAN')
  ORDER BY 0 ASC;
WITH s AS ( SELECT month, sum(count)::int AS services
  FROM reports_monthly
  WHERE kelurahan_id = ANY ('...') AND month = ANY ('...') AND side = 'P' AND NOT detail
  GROUP BY 0 ), r AS ( SELECT month, coalesce(sum(count) FILTER (WHERE outcome = 'TOLD'), 0)::int AS told, coalesce(sum(count) FILTER (WHERE outcome IN ('CONFIRMED', 'CORRECTED', 'NOT_MINE')), 0)::int AS answered, coalesce(sum(prompt) FILTER (WHERE outcome IN ('CONFIRMED', 'CORRECTED', 'NOT_MINE')), 0)::int AS prompt, coalesce(sum(seconds) FILTER (WHERE outcome IN ('CONFIRMED', 'CORRECTED', 'NOT_MINE')), 0)::bigint AS answer_seconds, coalesce(sum(count) FILTER (WHERE outcome = 'CLAIMED'), 0)::int AS claimed, coalesce(sum(count) FILTER (WHERE outcome = 'SETTLED'), 0)::int AS settled, coalesce(sum(prompt) FILTER (WHERE outcome = 'SETTLED'), 0)::int AS in_time, coalesce(sum(seconds) FILTER (WHERE outcome = 'SETTLED'), 0)::bigint AS settle_seconds
  FROM reports_response
  WHERE kelurahan_id = ANY ('...') AND month = ANY ('...')
  GROUP BY 0 ) SELECT '', '', m.month, coalesce(s.services, 0), coalesce(r.told, 0), coalesce(r.answered, 0), coalesce(r.prompt, 0), coalesce(r.answer_seconds, 0), coalesce(r.claimed, 0), coalesce(r.settled, 0), coalesce(r.in_time, 0), coalesce(r.settle_seconds, 0), 0, ''
  FROM unnest('...'::date[]) AS m(month) LEFT JOIN s USING (month) LEFT JOIN r USING (month)
  ORDER BY m.month;
SELECT "areas_area"."id" AS "id"
  FROM "areas_area"
  WHERE ("areas_area"."city_id" = 0 AND "areas_area"."level" = 'KELURAHAN');
WITH r AS ( SELECT month, rt_id, bool_or(outcome = 'TOLD') AS told, bool_or(outcome IN ('CONFIRMED', 'CORRECTED', 'NOT_MINE')) AS answered
  FROM reports_response
  WHERE kelurahan_id = ANY ('...') AND month = ANY ('...') AND count > 0
  GROUP BY 0, ... ) SELECT m.month, count(*) FILTER (WHERE r.told), count(*) FILTER (WHERE r.told AND r.answered)
  FROM unnest('...'::date[]) AS m(month) LEFT JOIN r USING (month)
  GROUP BY m.month
  ORDER BY m.month;
SELECT "areas_area"."id" AS "id"
  FROM "areas_area"
  WHERE ("areas_area"."city_id" = 0 AND "areas_area"."level" = 'KELURAHAN')
  ORDER BY 0 ASC;
WITH s AS ( SELECT kelurahan_id, sum(count) FILTER (WHERE side = 'P' OR reach > 0)::int AS services
  FROM reports_monthly
  WHERE kelurahan_id = ANY ('...') AND month = '...' AND NOT detail
  GROUP BY 0 ), r AS ( SELECT kelurahan_id, coalesce(sum(count) FILTER (WHERE outcome = 'TOLD'), 0)::int AS told, coalesce(sum(count) FILTER (WHERE outcome IN ('CONFIRMED', 'CORRECTED', 'NOT_MINE')), 0)::int AS answered, coalesce(sum(prompt) FILTER (WHERE outcome IN ('CONFIRMED', 'CORRECTED', 'NOT_MINE')), 0)::int AS prompt, coalesce(sum(seconds) FILTER (WHERE outcome IN ('CONFIRMED', 'CORRECTED', 'NOT_MINE')), 0)::bigint AS answer_seconds, coalesce(sum(count) FILTER (WHERE outcome = 'CLAIMED'), 0)::int AS claimed, coalesce(sum(count) FILTER (WHERE outcome = 'SETTLED'), 0)::int AS settled, coalesce(sum(prompt) FILTER (WHERE outcome = 'SETTLED'), 0)::int AS in_time, coalesce(sum(seconds) FILTER (WHERE outcome = 'SETTLED'), 0)::bigint AS settle_seconds
  FROM reports_response
  WHERE kelurahan_id = ANY ('...') AND month = '...'
  GROUP BY 0 ) SELECT v.name, coalesce(k.code, ''), '...'::date, coalesce(s.services, 0), coalesce(r.told, 0), coalesce(r.answered, 0), coalesce(r.prompt, 0), coalesce(r.answer_seconds, 0), coalesce(r.claimed, 0), coalesce(r.settled, 0), coalesce(r.in_time, 0), coalesce(r.settle_seconds, 0), a.id, d.name
  FROM areas_area a JOIN areas_area d ON d.id = a.kecamatan_id LEFT JOIN s ON s.kelurahan_id = a.id LEFT JOIN r ON r.kelurahan_id = a.id JOIN LATERAL (SELECT name, valid
  FROM areas_areaversion
  WHERE area_id = a.id
  ORDER BY valid @> '...'::date DESC, valid
  LIMIT 0) v ON true LEFT JOIN LATERAL (SELECT code
  FROM areas_areacode
  WHERE area_id = a.id AND system = 'KEMENDAGRI'
  ORDER BY valid @> '...'::date DESC, valid DESC
  LIMIT 0) k ON true
  WHERE a.id = ANY ('...') AND (v.valid @> '...'::date OR s.kelurahan_id IS NOT NULL)
  ORDER BY k.code, a.id;
SELECT "areas_area"."id" AS "id"
  FROM "areas_area"
  WHERE ("areas_area"."city_id" = 0 AND "areas_area"."level" = 'KELURAHAN')
  ORDER BY 0 ASC;
SELECT 0 AS line, coalesce(sum(count) FILTER (WHERE element = ''), 0)::int, coalesce(sum(share / 0) FILTER (WHERE element = ''), 0)::int, coalesce(sum(judged) FILTER (WHERE element = ''), 0)::int, coalesce(sum(proven) FILTER (WHERE element = ''), 0)::int
  FROM evaluation_consistency
  WHERE kelurahan_id = ANY ('...') AND month = ANY ('...') AND element IN ('', '')
  GROUP BY 0;
SELECT "reports_reportperiod"."id", "reports_reportperiod"."city_id", "reports_reportperiod"."key", "reports_reportperiod"."span", "reports_reportperiod"."first", "reports_reportperiod"."state", "reports_reportperiod"."revision", "reports_reportperiod"."stock_id", "reports_reportperiod"."sha256", "reports_reportperiod"."moved_at", "reports_stocklist"."id", "reports_stocklist"."city_id", "reports_stocklist"."on", "reports_stocklist"."name", "reports_stocklist"."sha256", "reports_stocklist"."people", "reports_stocklist"."loaded_at", "reports_stocklist"."loaded_by_id"
  FROM "reports_reportperiod"
  LEFT OUTER JOIN "reports_stocklist" ON ("reports_reportperiod"."stock_id" = "reports_stocklist"."id")
  WHERE ("reports_reportperiod"."city_id" = 0 AND "reports_reportperiod"."key" = '...' AND NOT ("reports_reportperiod"."state" = 'OPEN'))
  ORDER BY "reports_reportperiod"."id" ASC
  LIMIT 0;
WITH RECURSIVE up AS ( SELECT 0::int AS id, 0 AS height UNION ALL SELECT v.parent_id, height + 0
  FROM up JOIN LATERAL ( SELECT parent_id
  FROM areas_areaversion
  WHERE area_id = up.id
  ORDER BY valid @> '...'::date DESC, valid
  LIMIT 0) v ON v.parent_id IS NOT NULL ) SELECT a.level, v.name
  FROM up JOIN areas_area a ON a.id = up.id JOIN LATERAL ( SELECT name
  FROM areas_areaversion
  WHERE area_id = up.id
  ORDER BY valid @> '...'::date DESC, valid
  LIMIT 0) v ON true
  ORDER BY height;
SELECT ARRAY(SELECT id
  FROM areas_area
  WHERE level = 'KELURAHAN' AND city_id = 0), ARRAY(SELECT first
  FROM reports_reportperiod
  WHERE city_id = 0 AND span = 'MONTH' AND state <> 'OPEN');
SELECT *
  FROM reports_stocklist
  WHERE city_id = 0
  ORDER BY "on" < '...' DESC, CASE WHEN "on" < '...' THEN "on" END DESC, "on", id DESC
  LIMIT 0;
SELECT kecamatan_id AS child, kind, sex, side, reach, detail, served_month < '...' AS late, served_month < '...' AND month >= '...' AS covered, sum(count)::int, sum(wni)::int, sum(wna)::int
  FROM (SELECT kecamatan_id, kind, sex, side, reach, detail, month, served_month, count, wni, wna
  FROM wacat.monthly
  WHERE kelurahan_id = ANY ('...') AND month = ANY ('...')) counted
  GROUP BY 0, ... HAVING (sum(count), sum(wni), sum(wna)) <> (0, ...);
SELECT kecamatan_id AS child, outcome, served_month < '...' AS late, sum(count)::int, sum(seconds)::bigint, sum(prompt)::int
  FROM (SELECT kecamatan_id, outcome, served_month, count, seconds, prompt
  FROM reports_response
  WHERE kelurahan_id = ANY ('...') AND month = ANY ('...')) counted
  GROUP BY 0, ...;
SELECT "areas_areacode"."id", "areas_areacode"."area_id", "areas_areacode"."system", "areas_areacode"."code", "areas_areacode"."valid"
  FROM "areas_areacode"
  WHERE ("areas_areacode"."area_id" IN (0) AND "areas_areacode"."system" = 'KEMENDAGRI')
  ORDER BY "areas_areacode"."valid" ASC;
SELECT "areas_area"."id", "areas_area"."level", "areas_area"."parent_id", "areas_area"."name", "areas_area"."number", "areas_area"."city_id", "areas_area"."kecamatan_id", "areas_area"."kelurahan_id", "areas_area"."opened_on", "areas_area"."frozen_on", "areas_area"."closed_on", "areas_area"."successor_id"
  FROM "areas_area"
  WHERE "areas_area"."id" = 0
  LIMIT 0;
SELECT a.id, coalesce(k.code, ''), v.name, v.valid @> '...'::date
  FROM (SELECT DISTINCT ON (area_id) area_id, name, valid
  FROM areas_areaversion
  WHERE parent_id = 0
  ORDER BY area_id, valid @> '...'::date DESC, valid DESC) v JOIN areas_area a ON a.id = v.area_id LEFT JOIN LATERAL ( SELECT code
  FROM areas_areacode c
  WHERE c.area_id = a.id AND c.system = CASE WHEN a.level = 'RT' THEN 'WACAT' ELSE 'KEMENDAGRI' END
  ORDER BY c.valid @> '...'::date DESC, upper(c.valid) DESC NULLS FIRST
  LIMIT 0) k ON true
  ORDER BY a.number, k.code, a.id;
SELECT office, how, count(DISTINCT event)::int
  FROM ( SELECT ap.id AS event, ap.office, a.id AS rt_id, a.kelurahan_id, ap.person_id, upper(ap.valid) AS at, CASE ap.end_reason WHEN '' THEN '...' WHEN 'TERM' THEN '...' WHEN 'HANDED_OVER' THEN '...' WHEN 'REVOKED' THEN '...' ELSE '...' END AS how
  FROM accounts_appointment ap JOIN areas_area a ON a.id = ap.area_id
  WHERE ap.office IN ('KETUA_RT', 'LURAH') AND upper(ap.valid) >= '...' AND upper(ap.valid) < '...' AND (ap.end_reason <> '' OR upper(ap.valid) <= statement_timestamp()) UNION ALL SELECT -s.id, ap.office, a.id, a.kelurahan_id, ap.person_id, s.at, '...'
  FROM accounts_accountstep s JOIN accounts_account c ON c.id = s.account_id JOIN accounts_appointment ap ON ap.person_id = c.person_id AND ap.valid @> s.at AND ap.office IN ('KETUA_RT', 'LURAH') JOIN areas_area a ON a.id = ap.area_id
  WHERE s.to_state = 'LOCKED' AND s.at >= '...' AND s.at < '...' ) e
  WHERE kelurahan_id = ANY ('...')
  GROUP BY 0, ...;
SELECT "territory_outlineset"."features" AS "outlines__features"
  FROM "territory_outlinechoice"
  LEFT OUTER JOIN "territory_outlineset" ON ("territory_outlinechoice"."outlines_id" = "territory_outlineset"."id")
  ORDER BY "territory_outlinechoice"."id" DESC
  LIMIT 0;
SELECT "announcements_version"."id", "announcements_version"."announcement_id", "announcements_version"."title", "announcements_version"."urgent", "announcements_version"."must_read", EXISTS(SELECT 0 AS "a"
  FROM "announcements_receipt" U0
  WHERE (U0."account_id" = 0 AND U0."version_id" = ("announcements_version"."id"))
  LIMIT 0) AS "seen", EXISTS(SELECT 0 AS "a"
  FROM "announcements_receipt" U0
  WHERE (U0."account_id" = 0 AND U0."version_id" = ("announcements_version"."id") AND U0."confirmed_at" IS NOT NULL)
  LIMIT 0) AS "confirmed", "announcements_announcement"."id", "announcements_announcement"."kind", "announcements_announcement"."month", "announcements_announcement"."made_by_id", "announcements_announcement"."made_at"
  FROM "announcements_version"
  INNER JOIN "announcements_announcement" ON ("announcements_version"."announcement_id" = "announcements_announcement"."id")
  WHERE (("announcements_version"."until_at" IS NULL OR "announcements_version"."until_at" > '...') AND ("announcements_version"."area_ids" = '...' OR "announcements_version"."area_ids" && (ARRAY[0])::integer[]) AND "announcements_version"."from_at" <= '...' AND "announcements_version"."offices" @> (ARRAY['KEPALA'])::varchar(0)[] AND "announcements_version"."state" = 'APPROVED' AND (NOT EXISTS(SELECT 0 AS "a"
  FROM "announcements_receipt" U0
  WHERE (U0."account_id" = 0 AND U0."version_id" = ("announcements_version"."id"))
  LIMIT 0) OR (NOT EXISTS(SELECT 0 AS "a"
  FROM "announcements_receipt" U0
  WHERE (U0."account_id" = 0 AND U0."version_id" = ("announcements_version"."id") AND U0."confirmed_at" IS NOT NULL)
  LIMIT 0) AND "announcements_version"."must_read")))
  ORDER BY "announcements_version"."urgent" DESC, "announcements_version"."from_at" DESC, "announcements_version"."id" DESC;
SELECT wacat.leave();
