SELECT *
  FROM wacat.enter('...', 0, ..., true, '...');
SELECT "helpdesk_category"."id" AS "pk", "helpdesk_category"."label" AS "label"
  FROM "helpdesk_category"
  WHERE "helpdesk_category"."active"
  ORDER BY "helpdesk_category"."position" ASC, 0 ASC;
SELECT "helpdesk_ticket"."due_at" AS "due_at"
  FROM "helpdesk_ticket"
  WHERE "helpdesk_ticket"."id" = 0
  ORDER BY "helpdesk_ticket"."id" ASC
  LIMIT 0;
SELECT "helpdesk_ticket"."id", "helpdesk_ticket"."key", "helpdesk_ticket"."category_id", "helpdesk_ticket"."state", "helpdesk_ticket"."channel", "helpdesk_ticket"."author_id", "helpdesk_ticket"."entered_by_id", "helpdesk_ticket"."office", "helpdesk_ticket"."area_id", "helpdesk_ticket"."kelurahan_id", "helpdesk_ticket"."city_id", "helpdesk_ticket"."of_office", "helpdesk_ticket"."technical", "helpdesk_ticket"."shared", "helpdesk_ticket"."context", "helpdesk_ticket"."opened_at", "helpdesk_ticket"."due_at", "helpdesk_ticket"."replied_at", "helpdesk_ticket"."solved_at", "helpdesk_ticket"."closed_at", "helpdesk_ticket"."taken_by_id", "helpdesk_ticket"."taken_at", "helpdesk_ticket"."warned_at", "helpdesk_ticket"."late_at", "helpdesk_ticket"."face", (SELECT LEFT(U0."text", 0) AS "part"
  FROM "helpdesk_ticketmessage" U0
  WHERE U0."ticket_id" = ("helpdesk_ticket"."id")
  ORDER BY U0."id" ASC
  LIMIT 0) AS "beginning", "helpdesk_category"."id", "helpdesk_category"."code", "helpdesk_category"."label", "helpdesk_category"."hours", "helpdesk_category"."of_office", "helpdesk_category"."technical", "helpdesk_category"."position", "helpdesk_category"."active", "accounts_account"."id", "accounts_account"."password", "accounts_account"."last_login", "accounts_account"."person_id", "accounts_account"."username", "accounts_account"."login_phone", "accounts_account"."state", "accounts_account"."must_change_password", "accounts_account"."created_at", "accounts_account"."basis", "accounts_account"."line_id", "accounts_account"."line_issuable", "accounts_person"."id", "accounts_person"."name", "accounts_person"."phone", "accounts_person"."email", T6."id", T6."level", T6."parent_id", T6."name", T6."number", T6."city_id", T6."kecamatan_id", T6."kelurahan_id", T6."opened_on", T6."frozen_on", T6."closed_on", T6."successor_id", T7."id", T7."level", T7."parent_id", T7."name", T7."number", T7."city_id", T7."kecamatan_id", T7."kelurahan_id", T7."opened_on", T7."frozen_on", T7."closed_on", T7."successor_id", T8."id", T8."password", T8."last_login", T8."person_id", T8."username", T8."login_phone", T8."state", T8."must_change_password", T8."created_at", T8."basis", T8."line_id", T8."line_issuable", T9."id", T9."name", T9."phone", T9."email"
  FROM "helpdesk_ticket"
  INNER JOIN "helpdesk_category" ON ("helpdesk_ticket"."category_id" = "helpdesk_category"."id")
  INNER JOIN "accounts_account" ON ("helpdesk_ticket"."author_id" = "accounts_account"."id")
  INNER JOIN "accounts_person" ON ("accounts_account"."person_id" = "accounts_person"."id")
  INNER JOIN "areas_area" T6 ON ("helpdesk_ticket"."area_id" = T6."id")
  LEFT OUTER JOIN "areas_area" T7 ON (T6."kelurahan_id" = T7."id")
  LEFT OUTER JOIN "accounts_account" T8 ON ("helpdesk_ticket"."taken_by_id" = T8."id")
  LEFT OUTER JOIN "accounts_person" T9 ON (T8."person_id" = T9."id")
  WHERE ("helpdesk_ticket"."city_id" = 0 AND "helpdesk_ticket"."state" IN ('OPEN', 'IN_PROGRESS', 'WAITING'))
  ORDER BY "helpdesk_ticket"."due_at" ASC, "helpdesk_ticket"."id" ASC
  LIMIT 0;
SELECT audit.write('...', '...', '...'::bigint[], '...');
SELECT COUNT("helpdesk_ticket"."id") FILTER (WHERE "helpdesk_ticket"."state" IN ('OPEN', 'IN_PROGRESS', 'WAITING')) AS "terbuka", COUNT("helpdesk_ticket"."id") FILTER (WHERE ("helpdesk_ticket"."state" IN ('OPEN', 'IN_PROGRESS', 'WAITING') AND "helpdesk_ticket"."taken_by_id" = 0)) AS "saya", COUNT("helpdesk_ticket"."id") FILTER (WHERE "helpdesk_ticket"."state" = 'OPEN') AS "bebas", COUNT("helpdesk_ticket"."id") FILTER (WHERE ("helpdesk_ticket"."state" IN ('OPEN', 'IN_PROGRESS') AND "helpdesk_ticket"."due_at" <= '...')) AS "mendesak", COUNT("helpdesk_ticket"."id") FILTER (WHERE "helpdesk_ticket"."state" = 'WAITING') AS "menunggu", COUNT("helpdesk_ticket"."id") FILTER (WHERE "helpdesk_ticket"."state" IN ('SOLVED', 'CLOSED')) AS "selesai"
  FROM "helpdesk_ticket"
  WHERE "helpdesk_ticket"."city_id" = 0;
SELECT "helpdesk_ticket"."category_id" AS "category_id", COUNT("helpdesk_ticket"."id") AS "pk__count"
  FROM "helpdesk_ticket"
  WHERE ("helpdesk_ticket"."city_id" = 0 AND "helpdesk_ticket"."state" IN ('OPEN', 'IN_PROGRESS', 'WAITING'))
  GROUP BY 0
  ORDER BY 0 ASC;
SELECT "helpdesk_ticket"."channel" AS "channel", COUNT("helpdesk_ticket"."id") AS "pk__count"
  FROM "helpdesk_ticket"
  WHERE ("helpdesk_ticket"."city_id" = 0 AND "helpdesk_ticket"."state" IN ('OPEN', 'IN_PROGRESS', 'WAITING'))
  GROUP BY 0
  ORDER BY 0 ASC;
SELECT "helpdesk_category"."id" AS "pk", "helpdesk_category"."label" AS "label"
  FROM "helpdesk_category"
  WHERE "helpdesk_category"."active"
  ORDER BY "helpdesk_category"."position" ASC, 0 ASC;
SELECT "accounts_setting"."value" AS "value"
  FROM "accounts_setting"
  WHERE "accounts_setting"."name" = 'NONPERMANENT'
  ORDER BY "accounts_setting"."id" DESC
  LIMIT 0;
SELECT wacat.leave();
