SELECT "areas_areacode"."id", "areas_areacode"."area_id", "areas_areacode"."system", "areas_areacode"."code", "areas_areacode"."valid"
  FROM "areas_areacode"
  WHERE "areas_areacode"."code" = '...'
  LIMIT 0;
SELECT "areas_area"."id", "areas_area"."level", "areas_area"."parent_id", "areas_area"."name", "areas_area"."number", "areas_area"."city_id", "areas_area"."kecamatan_id", "areas_area"."kelurahan_id", "areas_area"."opened_on", "areas_area"."frozen_on", "areas_area"."closed_on", "areas_area"."successor_id"
  FROM "areas_area"
  WHERE "areas_area"."id" = 0
  LIMIT 0;
SELECT *
  FROM wacat.enter('...', 0, ..., true, '...');
SELECT "areas_areacode"."id", "areas_areacode"."area_id", "areas_areacode"."system", "areas_areacode"."code", "areas_areacode"."valid", "areas_area"."id", "areas_area"."level", "areas_area"."parent_id", "areas_area"."name", "areas_area"."number", "areas_area"."city_id", "areas_area"."kecamatan_id", "areas_area"."kelurahan_id", "areas_area"."opened_on", "areas_area"."frozen_on", "areas_area"."closed_on", "areas_area"."successor_id", T3."id", T3."level", T3."parent_id", T3."name", T3."number", T3."city_id", T3."kecamatan_id", T3."kelurahan_id", T3."opened_on", T3."frozen_on", T3."closed_on", T3."successor_id", T4."id", T4."level", T4."parent_id", T4."name", T4."number", T4."city_id", T4."kecamatan_id", T4."kelurahan_id", T4."opened_on", T4."frozen_on", T4."closed_on", T4."successor_id", T5."id", T5."level", T5."parent_id", T5."name", T5."number", T5."city_id", T5."kecamatan_id", T5."kelurahan_id", T5."opened_on", T5."frozen_on", T5."closed_on", T5."successor_id", T6."id", T6."level", T6."parent_id", T6."name", T6."number", T6."city_id", T6."kecamatan_id", T6."kelurahan_id", T6."opened_on", T6."frozen_on", T6."closed_on", T6."successor_id"
  FROM "areas_areacode"
  INNER JOIN "areas_area" ON ("areas_areacode"."area_id" = "areas_area"."id")
  LEFT OUTER JOIN "areas_area" T3 ON ("areas_area"."parent_id" = T3."id")
  LEFT OUTER JOIN "areas_area" T4 ON ("areas_area"."city_id" = T4."id")
  LEFT OUTER JOIN "areas_area" T5 ON ("areas_area"."kecamatan_id" = T5."id")
  LEFT OUTER JOIN "areas_area" T6 ON ("areas_area"."kelurahan_id" = T6."id")
  WHERE "areas_areacode"."code" = '...';
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
SELECT sex, sum(count)::int, sum(wni)::int, sum(wna)::int
  FROM wacat.stock
  WHERE kelurahan_id = ANY ('...') AND list_id = 0
  GROUP BY 0;
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
SELECT 0 AS child, kind, sex, side, reach, false, false, false, sum(count)::int, sum(wni)::int, sum(wna)::int
  FROM (SELECT kecamatan_id, kind, sex, side, reach, detail, month, served_month, count, wni, wna
  FROM wacat.monthly
  WHERE kelurahan_id = ANY ('...') AND month = ANY ('...')) counted
  WHERE served_month >= '...' AND kind = ANY ('...') AND NOT detail
  GROUP BY 0, ... HAVING (sum(count), sum(wni), sum(wna)) <> (0, ...);
SELECT "areas_areacode"."id", "areas_areacode"."area_id", "areas_areacode"."system", "areas_areacode"."code", "areas_areacode"."valid"
  FROM "areas_areacode"
  WHERE ("areas_areacode"."area_id" IN (0) AND "areas_areacode"."system" = 'KEMENDAGRI')
  ORDER BY "areas_areacode"."valid" ASC;
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
SELECT *
  FROM reports_stocklist
  WHERE city_id = 0
  ORDER BY "on" < '...' DESC, CASE WHEN "on" < '...' THEN "on" END DESC, "on", id DESC
  LIMIT 0;
SELECT ARRAY(SELECT id
  FROM areas_area
  WHERE level = 'KELURAHAN' AND city_id = 0), ARRAY(SELECT first
  FROM reports_reportperiod
  WHERE city_id = 0 AND span = 'MONTH' AND state <> 'OPEN');
WITH found AS (SELECT rt_id, kelurahan_id, sum(count)::int AS count
  FROM wacat.stock
  WHERE kelurahan_id = ANY ('...') AND list_id = 0 AND (NULL::text IS NULL OR sex = NULL)
  GROUP BY 0, ...), named AS ( SELECT f.rt_id, a.name, a.number, k.name AS kelurahan, f.count
  FROM found f JOIN areas_area a ON a.id = f.rt_id JOIN areas_area k ON k.id = f.kelurahan_id ) SELECT rt_id, name, kelurahan, count
  FROM named
  WHERE 0 = 0 OR (kelurahan, number, rt_id) > (SELECT kelurahan, number, rt_id
  FROM named
  WHERE rt_id = 0)
  ORDER BY kelurahan, number, rt_id
  LIMIT 0;
SELECT count(DISTINCT rt_id)::int, coalesce(sum(count), 0)::int
  FROM wacat.stock
  WHERE kelurahan_id = ANY ('...') AND list_id = 0 AND (NULL::text IS NULL OR sex = NULL);
SELECT "accounts_setting"."value" AS "value"
  FROM "accounts_setting"
  WHERE "accounts_setting"."name" = 'NONPERMANENT'
  ORDER BY "accounts_setting"."id" DESC
  LIMIT 0;
SELECT wacat.leave();
