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
SELECT "intake_batchrow"."batch_id", "intake_batchrow"."row_number", "intake_batchrow"."state", "intake_batchrow"."source", "intake_batchrow"."kind", "intake_batchrow"."number", "intake_batchrow"."nik", "intake_batchrow"."kk", "intake_batchrow"."name", "intake_batchrow"."sex", "intake_batchrow"."citizenship", "intake_batchrow"."birth_on", "intake_batchrow"."served_on", "intake_batchrow"."address", "intake_batchrow"."place_from", "intake_batchrow"."place_to", "intake_batchrow"."rt_id", "intake_batchrow"."kelurahan_id", "intake_batchrow"."kecamatan_id", "intake_batchrow"."city_id", "intake_batchrow"."origin_rt_id", "intake_batchrow"."origin_kelurahan_id", "intake_batchrow"."origin_kecamatan_id", "intake_batchrow"."reach", "intake_batchrow"."fact_key", "intake_batchrow"."near_keys", "intake_batchrow"."issues", "intake_batchrow"."raw", "intake_batchrow"."replaces", "intake_batchrow"."changed", "intake_batchrow"."cells", "intake_batchrow"."released", "intake_batchrow"."settled_in", "intake_batchrow"."touched", (SELECT U2."by_id" AS "mending__by_id"
  FROM "intake_mendedrow" U0
  INNER JOIN "intake_mending" U2 ON (U0."mending_id" = U2."id")
  WHERE (U0."batch_id" = ("intake_batchrow"."batch_id") AND U2."undone_at" IS NULL AND U0."row_number" = ("intake_batchrow"."row_number"))
  ORDER BY U0."id" DESC
  LIMIT 0) AS "last_by_id"
  FROM "intake_batchrow"
  WHERE ("intake_batchrow"."fact_key" IS NULL AND "intake_batchrow"."state" = 'QUARANTINED' AND "intake_batchrow"."batch_id" = 0 AND "intake_batchrow"."row_number" > 0)
  ORDER BY "intake_batchrow"."row_number" ASC
  LIMIT 0;
SELECT "areas_area"."kelurahan_id" AS "kelurahan_id", "areas_area"."number" AS "number"
  FROM "areas_area"
  WHERE ("areas_area"."closed_on" IS NULL AND "areas_area"."kelurahan_id" IN (0) AND "areas_area"."level" = 'RT' AND "areas_area"."number" IS NOT NULL)
  ORDER BY 0 ASC;
SELECT COUNT("intake_batchrow"."row_number") FILTER (WHERE "intake_batchrow"."fact_key" IS NOT NULL) AS "n"
  FROM "intake_batchrow"
  WHERE ("intake_batchrow"."state" = 'QUARANTINED' AND "intake_batchrow"."batch_id" = 0);
SELECT audit.write('...', '...', '...'::bigint[], '...');
SELECT COUNT(*)
  FROM (SELECT "intake_batchrow"."batch_id", "intake_batchrow"."row_number" AS "col1"
  FROM "intake_batchrow"
  WHERE ("intake_batchrow"."fact_key" IS NULL AND "intake_batchrow"."state" = 'QUARANTINED' AND "intake_batchrow"."batch_id" = 0)
  ORDER BY "intake_batchrow"."row_number" ASC
  LIMIT 0) subquery;
SELECT "intake_mending"."id" AS "id"
  FROM "intake_mending"
  WHERE "intake_mending"."batch_id" = 0
  ORDER BY 0 DESC
  LIMIT 0;
SELECT "areas_area"."id" AS "pk", "areas_area"."name" AS "name"
  FROM "areas_area"
  WHERE ("areas_area"."city_id" = 0 AND "areas_area"."closed_on" IS NULL AND "areas_area"."level" = 'KELURAHAN')
  ORDER BY 0 ASC;
SELECT "intake_mending"."id", "intake_mending"."batch_id", "intake_mending"."city_id", "intake_mending"."act", "intake_mending"."reason", "intake_mending"."by_id", "intake_mending"."at", "intake_mending"."row_count", "intake_mending"."well_count", "intake_mending"."undone_by_id", "intake_mending"."undone_at", "accounts_account"."id", "accounts_account"."last_login", "accounts_account"."person_id", "accounts_account"."username", "accounts_account"."login_phone", "accounts_account"."state", "accounts_account"."must_change_password", "accounts_account"."created_at", "accounts_account"."basis", "accounts_account"."line_id", "accounts_account"."line_issuable", "accounts_person"."id", "accounts_person"."name", "accounts_person"."phone", "accounts_person"."email", T5."id", T5."last_login", T5."person_id", T5."username", T5."login_phone", T5."state", T5."must_change_password", T5."created_at", T5."basis", T5."line_id", T5."line_issuable", T6."id", T6."name", T6."phone", T6."email"
  FROM "intake_mending"
  INNER JOIN "accounts_account" ON ("intake_mending"."by_id" = "accounts_account"."id")
  INNER JOIN "accounts_person" ON ("accounts_account"."person_id" = "accounts_person"."id")
  LEFT OUTER JOIN "accounts_account" T5 ON ("intake_mending"."undone_by_id" = T5."id")
  LEFT OUTER JOIN "accounts_person" T6 ON (T5."person_id" = T6."id")
  WHERE ("intake_mending"."batch_id" = 0 AND "intake_mending"."undone_at" IS NULL)
  ORDER BY "intake_mending"."id" DESC
  LIMIT 0;
SELECT "accounts_setting"."value" AS "value"
  FROM "accounts_setting"
  WHERE "accounts_setting"."name" = 'NONPERMANENT'
  ORDER BY "accounts_setting"."id" DESC
  LIMIT 0;
SELECT "intake_batch"."id", "intake_batch"."name", "intake_batch"."state", "intake_batch"."row_count"
  FROM "intake_batch"
  WHERE "intake_batch"."supplements_id" = 0
  ORDER BY "intake_batch"."id" ASC;
SELECT wacat.leave();
