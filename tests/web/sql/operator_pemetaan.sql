SELECT *
  FROM wacat.enter('...', 0, ..., true, '...');
SELECT "intake_savedlayout"."id", "intake_savedlayout"."city_id", "intake_savedlayout"."name", "intake_savedlayout"."source", "intake_savedlayout"."fingerprint", "intake_savedlayout"."layout", "intake_savedlayout"."headings", "intake_savedlayout"."columns", "intake_savedlayout"."given", "intake_savedlayout"."version", "intake_savedlayout"."replaces_id", "intake_savedlayout"."made_by_id", "intake_savedlayout"."made_at", "intake_savedlayout"."ended_by_id", "intake_savedlayout"."ended_at", "intake_savedlayout"."end_reason", "accounts_account"."id", "accounts_account"."last_login", "accounts_account"."person_id", "accounts_account"."username", "accounts_account"."login_phone", "accounts_account"."state", "accounts_account"."must_change_password", "accounts_account"."created_at", "accounts_account"."basis", "accounts_account"."line_id", "accounts_account"."line_issuable", "accounts_person"."id", "accounts_person"."name", "accounts_person"."phone", "accounts_person"."email", T5."id", T5."last_login", T5."person_id", T5."username", T5."login_phone", T5."state", T5."must_change_password", T5."created_at", T5."basis", T5."line_id", T5."line_issuable", T6."id", T6."name", T6."phone", T6."email"
  FROM "intake_savedlayout"
  INNER JOIN "accounts_account" ON ("intake_savedlayout"."made_by_id" = "accounts_account"."id")
  INNER JOIN "accounts_person" ON ("accounts_account"."person_id" = "accounts_person"."id")
  LEFT OUTER JOIN "accounts_account" T5 ON ("intake_savedlayout"."ended_by_id" = T5."id")
  LEFT OUTER JOIN "accounts_person" T6 ON (T5."person_id" = T6."id")
  WHERE ("intake_savedlayout"."city_id" = 0 AND "intake_savedlayout"."ended_at" IS NULL)
  ORDER BY "intake_savedlayout"."id" DESC
  LIMIT 0;
SELECT audit.write('...', '...', '...'::bigint[], '...');
SELECT COUNT("intake_savedlayout"."id") FILTER (WHERE "intake_savedlayout"."ended_at" IS NULL) AS "used", COUNT("intake_savedlayout"."id") FILTER (WHERE NOT ("intake_savedlayout"."ended_at" IS NULL)) AS "ended"
  FROM "intake_savedlayout"
  WHERE "intake_savedlayout"."city_id" = 0;
SELECT "accounts_setting"."value" AS "value"
  FROM "accounts_setting"
  WHERE "accounts_setting"."name" = 'NONPERMANENT'
  ORDER BY "accounts_setting"."id" DESC
  LIMIT 0;
SELECT wacat.leave();
