SELECT *
  FROM wacat.enter('...', 0, ..., true, '...');
SELECT "records_notice"."id" AS "id", "records_notice"."kind" AS "kind", "records_notice"."direction" AS "direction", "records_notice"."name" AS "name", "records_notice"."nik_masked" AS "nik_masked", "records_notice"."served_on" AS "served_on", "records_notice"."state" AS "state", "records_notice"."answer" AS "answer", "records_notice"."answered_at" AS "answered_at", "records_notice"."result" AS "result", "records_notice"."withdraw_reason" AS "withdraw_reason", (SELECT U0."decision_reason" AS "decision_reason"
  FROM "verification_correction" U0
  WHERE (U0."notice_id" = ("records_notice"."id") AND NOT (U0."state" = 'CANCELLED'))
  ORDER BY U0."id" DESC
  LIMIT 0) AS "correction_reason", "areas_area"."name" AS "rt__name"
  FROM "records_notice"
  INNER JOIN "areas_area" ON ("records_notice"."rt_id" = "areas_area"."id")
  WHERE ("records_notice"."rt_id" = 0 AND NOT ("records_notice"."state" = 'PREPARED') AND NOT ("records_notice"."state" IN ('SENT', 'READ', 'ESCALATED')))
  ORDER BY 0 DESC
  LIMIT 0;
SELECT audit.write('...', '...', '...', '...');
SELECT wacat.leave();
