SELECT *
  FROM wacat.enter('...', 0, ..., true, '...');
SELECT "areas_area"."id", "areas_area"."level", "areas_area"."parent_id", "areas_area"."name", "areas_area"."number", "areas_area"."city_id", "areas_area"."kecamatan_id", "areas_area"."kelurahan_id", "areas_area"."opened_on", "areas_area"."frozen_on", "areas_area"."closed_on", "areas_area"."successor_id"
  FROM "areas_area"
  WHERE ("areas_area"."kelurahan_id" = 0 AND "areas_area"."level" = 'RT' AND "areas_area"."id" = 0)
  LIMIT 0;
SELECT "accounts_appointment"."id", "accounts_appointment"."person_id", "accounts_appointment"."office", "accounts_appointment"."area_id", "accounts_appointment"."kind", "accounts_appointment"."decree_number", "accounts_appointment"."decree_on", "accounts_appointment"."decree_scan", "accounts_appointment"."valid", "accounts_appointment"."end_reason", "accounts_appointment"."ended_at", "accounts_appointment"."ended_by_id", "accounts_appointment"."reminded_at", "accounts_appointment"."ended_note", "accounts_person"."id", "accounts_person"."name", "accounts_person"."phone", "accounts_person"."email"
  FROM "accounts_appointment"
  INNER JOIN "areas_area" ON ("accounts_appointment"."area_id" = "areas_area"."id")
  INNER JOIN "accounts_person" ON ("accounts_appointment"."person_id" = "accounts_person"."id")
  WHERE ("accounts_appointment"."office" = 'KETUA_RT' AND "accounts_appointment"."valid" @> '...'::timestamp with time zone AND "areas_area"."parent_id" = 0 AND "accounts_appointment"."area_id" = 0)
  ORDER BY "accounts_appointment"."id" ASC
  LIMIT 0;
SELECT 0 AS "a"
  FROM "accounts_appointment"
  INNER JOIN "accounts_person" ON ("accounts_appointment"."person_id" = "accounts_person"."id")
  LEFT OUTER JOIN "accounts_account" ON ("accounts_person"."id" = "accounts_account"."person_id")
  WHERE ("accounts_appointment"."office" = 'KETUA_RT' AND "accounts_appointment"."valid" @> '...'::timestamp with time zone AND NOT ("accounts_account"."state" IN ('LOCKED', 'SUSPENDED', 'REVOKED', 'ENDED') AND "accounts_account"."state" IS NOT NULL) AND "accounts_appointment"."area_id" = 0)
  LIMIT 0;
SELECT count(*) FILTER (WHERE state IN ('SENT', 'READ', 'ESCALATED')), count(*) FILTER (WHERE state = 'ANSWERED' AND answer = 'CONFIRMED'), count(*) FILTER (WHERE state = 'ANSWERED' AND answer IN ('CORRECTED', 'NOT_MINE')), count(*) FILTER (WHERE result = 'NEEDS_INFO'), count(*) FILTER (WHERE state = 'WITHDRAWN'), concat_ws('...', count(*), sum(extract(epoch
  FROM changed_at)))
  FROM records_notice
  WHERE rt_id = 0 AND (state IN ('SENT', 'READ', 'ESCALATED') OR result = 'NEEDS_INFO' OR changed_at >= '...');
SELECT COUNT(*) AS "__count"
  FROM "verification_inquiry"
  WHERE ("verification_inquiry"."answer" = '' AND "verification_inquiry"."rt_id" = 0);
SELECT id, kind, direction, name, nik_masked, address, place_from, place_to, served_on, state, answer, result
  FROM records_notice
  WHERE rt_id = 0 AND state IN ('SENT', 'READ', 'ESCALATED') AND id < 0 AND ('...' = '...' OR name ILIKE '...')
  ORDER BY id DESC
  LIMIT 0;
SELECT audit.write('...', '...', '...'::bigint[], '...');
SELECT wacat.leave();
