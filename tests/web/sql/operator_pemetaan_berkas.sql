SELECT *
  FROM wacat.enter('...', 0, ..., true, '...');
SELECT "intake_batch"."id", "intake_batch"."city_id", "intake_batch"."name", "intake_batch"."source", "intake_batch"."sha256", "intake_batch"."size", "intake_batch"."layout", "intake_batch"."confidence", "intake_batch"."saved_id", "intake_batch"."given", "intake_batch"."headings", "intake_batch"."columns", "intake_batch"."heading_row", "intake_batch"."sheets", "intake_batch"."rules_hash", "intake_batch"."repeats_id", "intake_batch"."state", "intake_batch"."failure", "intake_batch"."uploaded_by_id", "intake_batch"."uploaded_at", "intake_batch"."checked_at", "intake_batch"."row_count", "intake_batch"."accepted_count", "intake_batch"."quarantined_count", "intake_batch"."duplicate_count", "intake_batch"."warning_count", "intake_batch"."not_service_count", "intake_batch"."changed_count", "intake_batch"."vanished_count", "intake_batch"."mended_count", "intake_batch"."aside_count", "intake_batch"."supplements_id", "intake_batch"."corrects_id", "intake_batch"."outcome", "intake_batch"."reasons", "intake_batch"."remarks", "intake_batch"."approved_by_id", "intake_batch"."approved_at", "intake_batch"."publish_at", "intake_batch"."hold_reason", "intake_batch"."published_at", "intake_batch"."record_count", "intake_batch"."notice_count", "intake_batch"."withdrawn_by_id", "intake_batch"."withdrawn_at", "intake_batch"."withdraw_reason", "intake_batch"."via_id", "intake_savedlayout"."id", "intake_savedlayout"."city_id", "intake_savedlayout"."name", "intake_savedlayout"."source", "intake_savedlayout"."fingerprint", "intake_savedlayout"."layout", "intake_savedlayout"."headings", "intake_savedlayout"."columns", "intake_savedlayout"."given", "intake_savedlayout"."version", "intake_savedlayout"."replaces_id", "intake_savedlayout"."made_by_id", "intake_savedlayout"."made_at", "intake_savedlayout"."ended_by_id", "intake_savedlayout"."ended_at", "intake_savedlayout"."end_reason", "accounts_account"."id", "accounts_account"."last_login", "accounts_account"."person_id", "accounts_account"."username", "accounts_account"."login_phone", "accounts_account"."state", "accounts_account"."must_change_password", "accounts_account"."created_at", "accounts_account"."basis", "accounts_account"."line_id", "accounts_account"."line_issuable", "accounts_person"."id", "accounts_person"."name", "accounts_person"."phone", "accounts_person"."email", T6."id", T6."last_login", T6."person_id", T6."username", T6."login_phone", T6."state", T6."must_change_password", T6."created_at", T6."basis", T6."line_id", T6."line_issuable", T7."id", T7."name", T7."phone", T7."email", T8."id", T8."last_login", T8."person_id", T8."username", T8."login_phone", T8."state", T8."must_change_password", T8."created_at", T8."basis", T8."line_id", T8."line_issuable", T9."id", T9."name", T9."phone", T9."email"
  FROM "intake_batch"
  LEFT OUTER JOIN "intake_savedlayout" ON ("intake_batch"."saved_id" = "intake_savedlayout"."id")
  INNER JOIN "accounts_account" ON ("intake_batch"."uploaded_by_id" = "accounts_account"."id")
  INNER JOIN "accounts_person" ON ("accounts_account"."person_id" = "accounts_person"."id")
  LEFT OUTER JOIN "accounts_account" T6 ON ("intake_batch"."approved_by_id" = T6."id")
  LEFT OUTER JOIN "accounts_person" T7 ON (T6."person_id" = T7."id")
  LEFT OUTER JOIN "accounts_account" T8 ON ("intake_batch"."withdrawn_by_id" = T8."id")
  LEFT OUTER JOIN "accounts_person" T9 ON (T8."person_id" = T9."id")
  WHERE ("intake_batch"."city_id" = 0 AND "intake_batch"."id" = 0)
  LIMIT 0;
SELECT "intake_sample"."id", "intake_sample"."batch_id", "intake_sample"."city_id", "intake_sample"."sheet", "intake_sample"."rows"
  FROM "intake_sample"
  INNER JOIN "intake_batch" ON ("intake_sample"."batch_id" = "intake_batch"."id")
  WHERE ("intake_batch"."state" = 'NEEDS_MAPPING' AND "intake_sample"."batch_id" = 0)
  ORDER BY "intake_sample"."id" ASC
  LIMIT 0;
SELECT "areas_area"."name" AS "name"
  FROM "areas_area"
  WHERE ("areas_area"."city_id" = 0 AND "areas_area"."closed_on" IS NULL AND "areas_area"."level" = 'KELURAHAN');
SELECT audit.write('...', '...', '...'::bigint[], '...');
SELECT DISTINCT "intake_savedlayout"."source" AS "source"
  FROM "intake_savedlayout"
  WHERE "intake_savedlayout"."city_id" = 0
  ORDER BY 0 ASC
  LIMIT 0;
SELECT "accounts_setting"."value" AS "value"
  FROM "accounts_setting"
  WHERE "accounts_setting"."name" = 'NONPERMANENT'
  ORDER BY "accounts_setting"."id" DESC
  LIMIT 0;
SELECT wacat.leave();
