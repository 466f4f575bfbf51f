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
SELECT "reports_periodstep"."at" AS "at"
  FROM "reports_periodstep"
  WHERE ("reports_periodstep"."period_id" IN (SELECT U0."id"
  FROM "reports_reportperiod" U0
  WHERE (U0."city_id" = 0 AND U0."key" = '...' AND U0."span" = 'MONTH' AND NOT (U0."state" = 'OPEN'))) AND "reports_periodstep"."to_state" = 'LOCKED')
  ORDER BY "reports_periodstep"."id" DESC
  LIMIT 0;
SELECT COUNT(*) AS "__count"
  FROM "records_notice"
  WHERE ("records_notice"."city_id" = 0 AND NOT ("records_notice"."state" = 'PREPARED') AND "records_notice"."served_on" BETWEEN '...' AND '...' AND NOT ("records_notice"."state" = 'WITHDRAWN') AND NOT ("records_notice"."answer" = ''));
SELECT "records_notice"."id", "records_notice"."record_id", "records_notice"."batch_id", "records_notice"."rt_id", "records_notice"."kelurahan_id", "records_notice"."kecamatan_id", "records_notice"."city_id", "records_notice"."direction", "records_notice"."kind", "records_notice"."urgency", "records_notice"."name", "records_notice"."nik_masked", "records_notice"."kk_masked", "records_notice"."sex", "records_notice"."birth_on", "records_notice"."address", "records_notice"."place_from", "records_notice"."place_to", "records_notice"."number", "records_notice"."served_on", "records_notice"."area_code", "records_notice"."state", "records_notice"."published_at", "records_notice"."read_at", "records_notice"."answer", "records_notice"."answered_at", "records_notice"."result", "records_notice"."changed_at", "records_notice"."withdraw_reason", "records_notice"."reminded_at", "records_notice"."escalated_at", "records_notice"."replaced_by_id", ("records_notice"."answered_at" - "records_notice"."published_at") AS "took", T3."id", T3."level", T3."parent_id", T3."name", T3."number", T3."city_id", T3."kecamatan_id", T3."kelurahan_id", T3."opened_on", T3."frozen_on", T3."closed_on", T3."successor_id"
  FROM "records_notice"
  INNER JOIN "areas_area" T3 ON ("records_notice"."rt_id" = T3."id")
  WHERE ("records_notice"."city_id" = 0 AND NOT ("records_notice"."state" = 'PREPARED') AND "records_notice"."served_on" BETWEEN '...' AND '...' AND NOT ("records_notice"."state" = 'WITHDRAWN') AND NOT ("records_notice"."answer" = '') AND (("records_notice"."answered_at" - "records_notice"."published_at") < '...' OR ("records_notice"."id" < 0 AND ("records_notice"."answered_at" - "records_notice"."published_at") = '...')))
  ORDER BY 0 DESC, "records_notice"."id" DESC
  LIMIT 0;
SELECT audit.write('...', '...', '...', '...');
SELECT "reports_periodstep"."at" AS "at"
  FROM "reports_periodstep"
  WHERE ("reports_periodstep"."period_id" IN (SELECT U0."id"
  FROM "reports_reportperiod" U0
  WHERE (U0."city_id" = 0 AND U0."key" = '...' AND U0."span" = 'MONTH' AND NOT (U0."state" = 'OPEN'))) AND "reports_periodstep"."to_state" = 'LOCKED')
  ORDER BY "reports_periodstep"."id" DESC
  LIMIT 0;
SELECT "accounts_setting"."value" AS "value"
  FROM "accounts_setting"
  WHERE "accounts_setting"."name" = 'NONPERMANENT'
  ORDER BY "accounts_setting"."id" DESC
  LIMIT 0;
SELECT wacat.leave();
