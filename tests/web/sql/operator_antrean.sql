SELECT *
  FROM wacat.enter('...', 0, ..., true, '...');
SELECT wacat.find_cases('...', '', '', NULL::int, NULL::int[], false::boolean, NULL::bigint, NULL::bigint, 0);
SELECT "verification_correction"."id" AS "pk"
  FROM "verification_correction"
  WHERE ("verification_correction"."city_id" = 0 AND "verification_correction"."closed_at" IS NULL AND "verification_correction"."id" IN (0, ...) AND "verification_correction"."closed_at" IS NULL AND "verification_correction"."decided_at" IS NULL)
  ORDER BY "verification_correction"."due_at" ASC, "verification_correction"."id" ASC
  LIMIT 0;
SELECT "verification_correction"."id", "verification_correction"."rt_id", "verification_correction"."kelurahan_id", "verification_correction"."city_id", "verification_correction"."notice_id", "verification_correction"."answer_id", "verification_correction"."kind", "verification_correction"."state", "verification_correction"."remark", "verification_correction"."submitted_at", "verification_correction"."due_at", "verification_correction"."decided_at", "verification_correction"."closed_at", "verification_correction"."decision_reason", "verification_correction"."taken_by_id", "verification_correction"."taken_at", "areas_area"."id", "areas_area"."name", T3."id", T3."name", "records_notice"."id", "records_notice"."record_id", "records_servicerecord"."id", "records_servicerecord"."kind", "records_servicerecord"."name", "verification_answer"."id", "verification_answer"."kind", "verification_answer"."reason", "accounts_account"."id", "accounts_account"."person_id", "accounts_person"."id", "accounts_person"."name"
  FROM "verification_correction"
  INNER JOIN "areas_area" ON ("verification_correction"."rt_id" = "areas_area"."id")
  INNER JOIN "areas_area" T3 ON ("verification_correction"."kelurahan_id" = T3."id")
  INNER JOIN "records_notice" ON ("verification_correction"."notice_id" = "records_notice"."id")
  INNER JOIN "records_servicerecord" ON ("records_notice"."record_id" = "records_servicerecord"."id")
  INNER JOIN "verification_answer" ON ("verification_correction"."answer_id" = "verification_answer"."id")
  LEFT OUTER JOIN "accounts_account" ON ("verification_correction"."taken_by_id" = "accounts_account"."id")
  LEFT OUTER JOIN "accounts_person" ON ("accounts_account"."person_id" = "accounts_person"."id")
  WHERE "verification_correction"."id" IN (0, ...);
SELECT "verification_correctionitem"."id", "verification_correctionitem"."rt_id", "verification_correctionitem"."kelurahan_id", "verification_correctionitem"."city_id", "verification_correctionitem"."correction_id", "verification_correctionitem"."element", "verification_correctionitem"."old_value", "verification_correctionitem"."claimed_value", "verification_correctionitem"."outcome"
  FROM "verification_correctionitem"
  WHERE "verification_correctionitem"."correction_id" IN (0, ...)
  ORDER BY "verification_correctionitem"."id" ASC;
SELECT audit.write('...', '...', '...'::bigint[], '...');
SELECT COUNT("__col1") FILTER (WHERE ("__col2" IS NULL AND "__col3" IS NULL)), COUNT("__col1") FILTER (WHERE ("__col2" IS NULL AND "__col3" IS NULL AND "__col4" IS NULL AND NOT ("__col5" = 0 AND "__col6" IS NOT NULL))), COUNT("__col1") FILTER (WHERE ("__col2" IS NULL AND "__col4" = 0)), COUNT("__col1") FILTER (WHERE ("__col2" IS NULL AND "__col3" IS NULL AND NOT ("__col7" = 'NEEDS_INFO') AND "__col8" <= '...')), COUNT("__col1") FILTER (WHERE ("__col2" IS NULL AND "__col3" IS NULL AND "__col7" = 'NEEDS_INFO')), COUNT("__col1") FILTER (WHERE ("__col2" IS NULL AND "__col3" IS NOT NULL))
  FROM (SELECT "verification_correction"."id" AS "__col1", "verification_correction"."closed_at" AS "__col2", "verification_correction"."decided_at" AS "__col3", "verification_correction"."taken_by_id" AS "__col4", "verification_correction"."barred_id" AS "__col5", "verification_correction"."barred_id" AS "__col6", "verification_correction"."state" AS "__col7", "verification_correction"."due_at" AS "__col8"
  FROM "verification_correction"
  WHERE ("verification_correction"."city_id" = 0 AND "verification_correction"."closed_at" IS NULL AND "verification_correction"."id" IN (0, ...))
  ORDER BY "verification_correction"."due_at" ASC, "verification_correction"."id" ASC
  LIMIT 0) subquery;
SELECT "announcements_version"."id", "announcements_version"."announcement_id", "announcements_version"."title", "announcements_version"."urgent", "announcements_version"."must_read", EXISTS(SELECT 0 AS "a"
  FROM "announcements_receipt" U0
  WHERE (U0."account_id" = 0 AND U0."version_id" = ("announcements_version"."id"))
  LIMIT 0) AS "seen", EXISTS(SELECT 0 AS "a"
  FROM "announcements_receipt" U0
  WHERE (U0."account_id" = 0 AND U0."version_id" = ("announcements_version"."id") AND U0."confirmed_at" IS NOT NULL)
  LIMIT 0) AS "confirmed", "announcements_announcement"."id", "announcements_announcement"."kind", "announcements_announcement"."month", "announcements_announcement"."made_by_id", "announcements_announcement"."made_at"
  FROM "announcements_version"
  INNER JOIN "announcements_announcement" ON ("announcements_version"."announcement_id" = "announcements_announcement"."id")
  WHERE (("announcements_version"."until_at" IS NULL OR "announcements_version"."until_at" > '...') AND ("announcements_version"."area_ids" = '...' OR "announcements_version"."area_ids" && (ARRAY[0])::integer[]) AND "announcements_version"."from_at" <= '...' AND "announcements_version"."offices" @> (ARRAY['OPERATOR'])::varchar(0)[] AND "announcements_version"."state" = 'APPROVED' AND (NOT EXISTS(SELECT 0 AS "a"
  FROM "announcements_receipt" U0
  WHERE (U0."account_id" = 0 AND U0."version_id" = ("announcements_version"."id"))
  LIMIT 0) OR (NOT EXISTS(SELECT 0 AS "a"
  FROM "announcements_receipt" U0
  WHERE (U0."account_id" = 0 AND U0."version_id" = ("announcements_version"."id") AND U0."confirmed_at" IS NOT NULL)
  LIMIT 0) AND "announcements_version"."must_read")))
  ORDER BY "announcements_version"."urgent" DESC, "announcements_version"."from_at" DESC, "announcements_version"."id" DESC;
SELECT SUM("intake_batch"."quarantined_count") AS "n"
  FROM "intake_batch"
  WHERE ("intake_batch"."quarantined_count" > 0 AND "intake_batch"."state" IN ('CHECKED', 'AWAITING_APPROVAL', 'PUBLISHED') AND "intake_batch"."supplements_id" IS NULL AND "intake_batch"."city_id" = 0);
SELECT "areas_area"."id" AS "id", "areas_area"."name" AS "name"
  FROM "areas_area"
  WHERE ("areas_area"."city_id" = 0 AND "areas_area"."closed_on" IS NULL AND "areas_area"."level" = 'KELURAHAN')
  ORDER BY 0 ASC;
SELECT "desk_savedview"."id", "desk_savedview"."account_id", "desk_savedview"."name", "desk_savedview"."query", "desk_savedview"."made_at"
  FROM "desk_savedview"
  WHERE "desk_savedview"."account_id" = 0
  ORDER BY "desk_savedview"."name" ASC;
SELECT "accounts_setting"."value" AS "value"
  FROM "accounts_setting"
  WHERE "accounts_setting"."name" = 'NONPERMANENT'
  ORDER BY "accounts_setting"."id" DESC
  LIMIT 0;
SELECT wacat.leave();
