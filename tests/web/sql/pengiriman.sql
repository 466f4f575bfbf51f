SELECT *
  FROM wacat.enter('...', 0, ..., true, '...');
SELECT "notify_message"."id", "notify_message"."key", "notify_message"."account_id", "notify_message"."office", "notify_message"."rt_id", "notify_message"."kelurahan_id", "notify_message"."city_id", "notify_message"."topic", "notify_message"."urgency", "notify_message"."channel", "notify_message"."state", "notify_message"."attempts", "notify_message"."next_try_at", "notify_message"."provider_id", "notify_message"."error", "notify_message"."path", "notify_message"."ids", "notify_message"."count", "notify_message"."batch_ids", "notify_message"."digest_on", "notify_message"."made_at", "notify_message"."sent_at", "notify_message"."delivered_at", "notify_message"."read_at", "notify_message"."opened_by_id", "accounts_account"."id", "accounts_account"."person_id", "accounts_person"."id", "accounts_person"."name", "areas_area"."id", "areas_area"."name", T5."id", T5."name", T6."id", T6."name"
  FROM "notify_message"
  INNER JOIN "accounts_account" ON ("notify_message"."account_id" = "accounts_account"."id")
  INNER JOIN "accounts_person" ON ("accounts_account"."person_id" = "accounts_person"."id")
  LEFT OUTER JOIN "areas_area" ON ("notify_message"."rt_id" = "areas_area"."id")
  LEFT OUTER JOIN "areas_area" T5 ON ("notify_message"."kelurahan_id" = T5."id")
  INNER JOIN "areas_area" T6 ON ("notify_message"."city_id" = T6."id")
  WHERE ("notify_message"."made_at" >= '...' AND "notify_message"."id" < 0)
  ORDER BY "notify_message"."id" DESC
  LIMIT 0;
SELECT "notify_message"."state" AS "state", COUNT("notify_message"."id") AS "id__count"
  FROM "notify_message"
  WHERE "notify_message"."made_at" >= '...'
  GROUP BY 0;
SELECT "notify_message"."channel" AS "channel", COUNT("notify_message"."id") AS "id__count"
  FROM "notify_message"
  WHERE "notify_message"."made_at" >= '...'
  GROUP BY 0;
SELECT "notify_message"."topic" AS "topic", COUNT("notify_message"."id") AS "id__count"
  FROM "notify_message"
  WHERE "notify_message"."made_at" >= '...'
  GROUP BY 0;
SELECT wacat.leave();
