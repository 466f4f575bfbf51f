SELECT *
  FROM wacat.enter('...', 0, ..., true, '...');
SELECT "intake_batch"."id", "intake_batch"."city_id", "intake_batch"."name", "intake_batch"."source", "intake_batch"."sha256", "intake_batch"."size", "intake_batch"."layout", "intake_batch"."confidence", "intake_batch"."saved_id", "intake_batch"."given", "intake_batch"."headings", "intake_batch"."columns", "intake_batch"."heading_row", "intake_batch"."sheets", "intake_batch"."rules_hash", "intake_batch"."repeats_id", "intake_batch"."state", "intake_batch"."failure", "intake_batch"."uploaded_by_id", "intake_batch"."uploaded_at", "intake_batch"."checked_at", "intake_batch"."row_count", "intake_batch"."accepted_count", "intake_batch"."quarantined_count", "intake_batch"."duplicate_count", "intake_batch"."warning_count", "intake_batch"."not_service_count", "intake_batch"."changed_count", "intake_batch"."vanished_count", "intake_batch"."mended_count", "intake_batch"."aside_count", "intake_batch"."supplements_id", "intake_batch"."corrects_id", "intake_batch"."outcome", "intake_batch"."reasons", "intake_batch"."remarks", "intake_batch"."approved_by_id", "intake_batch"."approved_at", "intake_batch"."publish_at", "intake_batch"."hold_reason", "intake_batch"."published_at", "intake_batch"."record_count", "intake_batch"."notice_count", "intake_batch"."withdrawn_by_id", "intake_batch"."withdrawn_at", "intake_batch"."withdraw_reason", "intake_batch"."via_id", "accounts_account"."id", "accounts_account"."last_login", "accounts_account"."person_id", "accounts_account"."username", "accounts_account"."login_phone", "accounts_account"."state", "accounts_account"."must_change_password", "accounts_account"."created_at", "accounts_account"."basis", "accounts_account"."line_id", "accounts_account"."line_issuable", "accounts_person"."id", "accounts_person"."name", "accounts_person"."phone", "accounts_person"."email", T5."id", T5."last_login", T5."person_id", T5."username", T5."login_phone", T5."state", T5."must_change_password", T5."created_at", T5."basis", T5."line_id", T5."line_issuable", T6."id", T6."name", T6."phone", T6."email"
  FROM "intake_batch"
  INNER JOIN "accounts_account" ON ("intake_batch"."uploaded_by_id" = "accounts_account"."id")
  INNER JOIN "accounts_person" ON ("accounts_account"."person_id" = "accounts_person"."id")
  LEFT OUTER JOIN "accounts_account" T5 ON ("intake_batch"."approved_by_id" = T5."id")
  LEFT OUTER JOIN "accounts_person" T6 ON (T5."person_id" = T6."id")
  WHERE "intake_batch"."city_id" = 0
  ORDER BY "intake_batch"."id" DESC
  LIMIT 0;
SELECT COUNT("intake_batch"."id") AS "semua", COUNT("intake_batch"."id") FILTER (WHERE "intake_batch"."state" IN ('RECEIVED', 'RECOGNISED')) AS "berjalan", COUNT("intake_batch"."id") FILTER (WHERE "intake_batch"."state" = 'AWAITING_APPROVAL') AS "persetujuan", COUNT("intake_batch"."id") FILTER (WHERE "intake_batch"."state" = 'NEEDS_MAPPING') AS "petakan", COUNT("intake_batch"."id") FILTER (WHERE "intake_batch"."state" IN ('CHECKED', 'FAILED')) AS "perbaiki", COUNT("intake_batch"."id") FILTER (WHERE ("intake_batch"."quarantined_count" > 0 AND "intake_batch"."state" IN ('CHECKED', 'AWAITING_APPROVAL', 'PUBLISHED') AND "intake_batch"."supplements_id" IS NULL)) AS "karantina", COUNT("intake_batch"."id") FILTER (WHERE "intake_batch"."state" = 'PUBLISHED') AS "terbit", COUNT("intake_batch"."id") FILTER (WHERE "intake_batch"."state" = 'WITHDRAWN') AS "ditarik"
  FROM "intake_batch"
  WHERE "intake_batch"."city_id" = 0;
SELECT audit.write('...', '...', '...'::bigint[], '...');
SELECT SUM("intake_batch"."quarantined_count") AS "n"
  FROM "intake_batch"
  WHERE ("intake_batch"."quarantined_count" > 0 AND "intake_batch"."state" IN ('CHECKED', 'AWAITING_APPROVAL', 'PUBLISHED') AND "intake_batch"."supplements_id" IS NULL AND "intake_batch"."city_id" = 0);
SELECT "accounts_setting"."value" AS "value"
  FROM "accounts_setting"
  WHERE "accounts_setting"."name" = 'NONPERMANENT'
  ORDER BY "accounts_setting"."id" DESC
  LIMIT 0;
SELECT wacat.leave();
