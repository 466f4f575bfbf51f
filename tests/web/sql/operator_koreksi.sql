SELECT *
  FROM wacat.enter('...', 0, ..., true, '...');
SELECT "verification_correction"."id", "verification_correction"."rt_id", "verification_correction"."kelurahan_id", "verification_correction"."city_id", "verification_correction"."notice_id", "verification_correction"."answer_id", "verification_correction"."kind", "verification_correction"."state", "verification_correction"."remark", "verification_correction"."told_by", "verification_correction"."submitted_at", "verification_correction"."basis", "verification_correction"."days", "verification_correction"."due_at", "verification_correction"."paused_at", "verification_correction"."outcome", "verification_correction"."decided_at", "verification_correction"."closed_at", "verification_correction"."decision_reason", "verification_correction"."taken_by_id", "verification_correction"."taken_at", "verification_correction"."barred_id", "verification_correction"."duplicate_of_id", "verification_correction"."linked_state", T3."id", T3."name", T4."id", T4."name", "records_notice"."id", "records_notice"."record_id", "records_notice"."batch_id", "records_notice"."rt_id", "records_notice"."kelurahan_id", "records_notice"."direction", "records_notice"."kind", "records_notice"."urgency", "records_notice"."state", "records_notice"."read_at", "records_notice"."withdraw_reason", "records_servicerecord"."id", "records_servicerecord"."batch_id", "records_servicerecord"."row_number", "records_servicerecord"."kind", "records_servicerecord"."number", "records_servicerecord"."nik", "records_servicerecord"."kk", "records_servicerecord"."name", "records_servicerecord"."sex", "records_servicerecord"."birth_on", "records_servicerecord"."served_on", "records_servicerecord"."address", "records_servicerecord"."place_from", "records_servicerecord"."place_to", "verification_answer"."id", "verification_answer"."kind", "verification_answer"."reason", "verification_answer"."by_id", "accounts_account"."id", "accounts_account"."person_id", "accounts_person"."id", "accounts_person"."name", T10."id", T10."person_id", T11."id", T11."name"
  FROM "verification_correction"
  INNER JOIN "areas_area" T3 ON ("verification_correction"."rt_id" = T3."id")
  INNER JOIN "areas_area" T4 ON ("verification_correction"."kelurahan_id" = T4."id")
  INNER JOIN "records_notice" ON ("verification_correction"."notice_id" = "records_notice"."id")
  INNER JOIN "records_servicerecord" ON ("records_notice"."record_id" = "records_servicerecord"."id")
  INNER JOIN "verification_answer" ON ("verification_correction"."answer_id" = "verification_answer"."id")
  INNER JOIN "accounts_account" ON ("verification_answer"."by_id" = "accounts_account"."id")
  INNER JOIN "accounts_person" ON ("accounts_account"."person_id" = "accounts_person"."id")
  LEFT OUTER JOIN "accounts_account" T10 ON ("verification_correction"."taken_by_id" = T10."id")
  LEFT OUTER JOIN "accounts_person" T11 ON (T10."person_id" = T11."id")
  WHERE ("verification_correction"."city_id" = 0 AND "verification_correction"."id" = 0)
  LIMIT 0;
SELECT "verification_correctionitem"."id", "verification_correctionitem"."rt_id", "verification_correctionitem"."kelurahan_id", "verification_correctionitem"."city_id", "verification_correctionitem"."correction_id", "verification_correctionitem"."element", "verification_correctionitem"."old_value", "verification_correctionitem"."claimed_value", "verification_correctionitem"."outcome"
  FROM "verification_correctionitem"
  WHERE "verification_correctionitem"."correction_id" IN (0)
  ORDER BY "verification_correctionitem"."id" ASC;
SELECT "verification_step"."id", "verification_step"."correction_id", "verification_step"."from_state", "verification_step"."to_state", "verification_step"."purpose", "verification_step"."by_id", "verification_step"."at", "verification_step"."note", "accounts_account"."id", "accounts_account"."person_id", "accounts_person"."id", "accounts_person"."name"
  FROM "verification_step"
  INNER JOIN "accounts_account" ON ("verification_step"."by_id" = "accounts_account"."id")
  INNER JOIN "accounts_person" ON ("accounts_account"."person_id" = "accounts_person"."id")
  WHERE "verification_step"."correction_id" IN (0)
  ORDER BY "verification_step"."id" ASC;
SELECT "verification_evidence"."id", "verification_evidence"."rt_id", "verification_evidence"."kelurahan_id", "verification_evidence"."city_id", "verification_evidence"."correction_id", "verification_evidence"."media_type", "verification_evidence"."added_at"
  FROM "verification_evidence"
  WHERE "verification_evidence"."correction_id" IN (0)
  ORDER BY "verification_evidence"."id" ASC;
SELECT pg_advisory_xact_lock_shared(hashtext('...'));
SELECT "records_notice"."id" AS "pk"
  FROM "records_notice"
  WHERE "records_notice"."id" IN (SELECT U0."notice_id" AS "notice_id"
  FROM "verification_correction" U0
  WHERE U0."id" = 0
  LIMIT 0)
  ORDER BY 0 ASC
  LIMIT 0 FOR UPDATE;
SELECT "verification_correction"."id", "verification_correction"."rt_id", "verification_correction"."kelurahan_id", "verification_correction"."city_id", "verification_correction"."notice_id", "verification_correction"."answer_id", "verification_correction"."kind", "verification_correction"."state", "verification_correction"."remark", "verification_correction"."told_by", "verification_correction"."submitted_at", "verification_correction"."basis", "verification_correction"."days", "verification_correction"."due_at", "verification_correction"."paused_at", "verification_correction"."outcome", "verification_correction"."decided_at", "verification_correction"."closed_at", "verification_correction"."told_at", "verification_correction"."decision_reason", "verification_correction"."taken_by_id", "verification_correction"."taken_at", "verification_correction"."barred_id", "verification_correction"."duplicate_of_id", "verification_correction"."linked_state"
  FROM "verification_correction"
  WHERE "verification_correction"."id" = 0
  LIMIT 0 FOR UPDATE;
INSERT INTO "verification_step" ("rt_id", "kelurahan_id", "city_id", "correction_id", "from_state", "to_state", "purpose", "by_id", "office", "at", "note") VALUES (0, ..., 'SUBMITTED', 'RECEIVED', '', 0, 'OPERATOR', '...', '') RETURNING "verification_step"."id";
UPDATE "verification_correction"
  SET "state" = 'RECEIVED', "paused_at" = NULL
  WHERE "verification_correction"."id" = 0;
UPDATE "verification_clockround"
  SET "due_at" = '...', "paused_at" = NULL
  WHERE ("verification_clockround"."correction_id" = 0 AND "verification_clockround"."ended_at" IS NULL);
UPDATE "records_notice"
  SET "result" = 'RECEIVED', "changed_at" = '...'
  WHERE "records_notice"."id" = 0;
SELECT audit.write('...', '...', '...'::bigint[], '...');
SELECT "verification_correction"."id", "verification_correction"."rt_id", "verification_correction"."kelurahan_id", "verification_correction"."city_id", "verification_correction"."notice_id", "verification_correction"."answer_id", "verification_correction"."kind", "verification_correction"."state", "verification_correction"."remark", "verification_correction"."told_by", "verification_correction"."submitted_at", "verification_correction"."basis", "verification_correction"."days", "verification_correction"."due_at", "verification_correction"."paused_at", "verification_correction"."outcome", "verification_correction"."decided_at", "verification_correction"."closed_at", "verification_correction"."decision_reason", "verification_correction"."taken_by_id", "verification_correction"."taken_at", "verification_correction"."barred_id", "verification_correction"."duplicate_of_id", "verification_correction"."linked_state", T3."id", T3."name", T4."id", T4."name", "records_notice"."id", "records_notice"."record_id", "records_notice"."batch_id", "records_notice"."rt_id", "records_notice"."kelurahan_id", "records_notice"."direction", "records_notice"."kind", "records_notice"."urgency", "records_notice"."state", "records_notice"."read_at", "records_notice"."withdraw_reason", "records_servicerecord"."id", "records_servicerecord"."batch_id", "records_servicerecord"."row_number", "records_servicerecord"."kind", "records_servicerecord"."number", "records_servicerecord"."nik", "records_servicerecord"."kk", "records_servicerecord"."name", "records_servicerecord"."sex", "records_servicerecord"."birth_on", "records_servicerecord"."served_on", "records_servicerecord"."address", "records_servicerecord"."place_from", "records_servicerecord"."place_to", "verification_answer"."id", "verification_answer"."kind", "verification_answer"."reason", "verification_answer"."by_id", "accounts_account"."id", "accounts_account"."person_id", "accounts_person"."id", "accounts_person"."name", T10."id", T10."person_id", T11."id", T11."name"
  FROM "verification_correction"
  INNER JOIN "areas_area" T3 ON ("verification_correction"."rt_id" = T3."id")
  INNER JOIN "areas_area" T4 ON ("verification_correction"."kelurahan_id" = T4."id")
  INNER JOIN "records_notice" ON ("verification_correction"."notice_id" = "records_notice"."id")
  INNER JOIN "records_servicerecord" ON ("records_notice"."record_id" = "records_servicerecord"."id")
  INNER JOIN "verification_answer" ON ("verification_correction"."answer_id" = "verification_answer"."id")
  INNER JOIN "accounts_account" ON ("verification_answer"."by_id" = "accounts_account"."id")
  INNER JOIN "accounts_person" ON ("accounts_account"."person_id" = "accounts_person"."id")
  LEFT OUTER JOIN "accounts_account" T10 ON ("verification_correction"."taken_by_id" = T10."id")
  LEFT OUTER JOIN "accounts_person" T11 ON (T10."person_id" = T11."id")
  WHERE ("verification_correction"."city_id" = 0 AND "verification_correction"."id" = 0)
  LIMIT 0;
SELECT "verification_correctionitem"."id", "verification_correctionitem"."rt_id", "verification_correctionitem"."kelurahan_id", "verification_correctionitem"."city_id", "verification_correctionitem"."correction_id", "verification_correctionitem"."element", "verification_correctionitem"."old_value", "verification_correctionitem"."claimed_value", "verification_correctionitem"."outcome"
  FROM "verification_correctionitem"
  WHERE "verification_correctionitem"."correction_id" IN (0)
  ORDER BY "verification_correctionitem"."id" ASC;
SELECT "verification_step"."id", "verification_step"."correction_id", "verification_step"."from_state", "verification_step"."to_state", "verification_step"."purpose", "verification_step"."by_id", "verification_step"."at", "verification_step"."note", "accounts_account"."id", "accounts_account"."person_id", "accounts_person"."id", "accounts_person"."name"
  FROM "verification_step"
  INNER JOIN "accounts_account" ON ("verification_step"."by_id" = "accounts_account"."id")
  INNER JOIN "accounts_person" ON ("accounts_account"."person_id" = "accounts_person"."id")
  WHERE "verification_step"."correction_id" IN (0)
  ORDER BY "verification_step"."id" ASC;
SELECT "verification_evidence"."id", "verification_evidence"."rt_id", "verification_evidence"."kelurahan_id", "verification_evidence"."city_id", "verification_evidence"."correction_id", "verification_evidence"."media_type", "verification_evidence"."added_at"
  FROM "verification_evidence"
  WHERE "verification_evidence"."correction_id" IN (0)
  ORDER BY "verification_evidence"."id" ASC;
SELECT "records_notice"."id", "records_notice"."record_id", "records_notice"."rt_id", "records_notice"."kelurahan_id", "records_notice"."served_on", "records_notice"."state", "records_notice"."answer", "records_notice"."result", "records_servicerecord"."id", "records_servicerecord"."kind", "records_servicerecord"."name", T4."id", T4."name", T5."id", T5."name"
  FROM "records_notice"
  INNER JOIN "records_servicerecord" ON ("records_notice"."record_id" = "records_servicerecord"."id")
  INNER JOIN "areas_area" T4 ON ("records_notice"."rt_id" = T4."id")
  INNER JOIN "areas_area" T5 ON ("records_notice"."kelurahan_id" = T5."id")
  WHERE ("records_servicerecord"."nik" = '...' AND "records_notice"."city_id" = 0 AND NOT ("records_notice"."id" = 0))
  ORDER BY "records_notice"."id" DESC
  LIMIT 0;
SELECT audit.write('...', '...', '...'::bigint[], '...');
SELECT "verification_correction"."id"
  FROM "verification_correction"
  WHERE ("verification_correction"."closed_at" IS NULL AND "verification_correction"."decided_at" IS NULL AND "verification_correction"."taken_by_id" IS NULL AND NOT ("verification_correction"."barred_id" = 0 AND "verification_correction"."barred_id" IS NOT NULL) AND "verification_correction"."city_id" = 0 AND NOT ("verification_correction"."id" = 0))
  ORDER BY "verification_correction"."due_at" ASC, "verification_correction"."id" ASC
  LIMIT 0;
SELECT "notify_message"."id", "notify_message"."office", "notify_message"."channel", "notify_message"."state", "notify_message"."sent_at"
  FROM "notify_message"
  WHERE (("notify_message"."rt_id" = 0 OR ("notify_message"."kelurahan_id" = 0 AND "notify_message"."rt_id" IS NULL)) AND "notify_message"."batch_ids" @> (ARRAY[0])::bigint[] AND "notify_message"."topic" = 'NOTICES' AND "notify_message"."urgency" = 'B')
  ORDER BY "notify_message"."id" ASC
  LIMIT 0;
SELECT "verification_correction"."id", "verification_correction"."rt_id", "verification_correction"."kelurahan_id", "verification_correction"."kind", "verification_correction"."state", "verification_correction"."submitted_at", T6."id", T6."name", T7."id", T7."name"
  FROM "verification_correction"
  INNER JOIN "records_notice" ON ("verification_correction"."notice_id" = "records_notice"."id")
  INNER JOIN "records_servicerecord" ON ("records_notice"."record_id" = "records_servicerecord"."id")
  INNER JOIN "areas_area" T6 ON ("verification_correction"."rt_id" = T6."id")
  INNER JOIN "areas_area" T7 ON ("verification_correction"."kelurahan_id" = T7."id")
  WHERE (("records_notice"."record_id" = 0 OR "records_servicerecord"."nik" = '...') AND "verification_correction"."city_id" = 0 AND "verification_correction"."duplicate_of_id" IS NULL AND NOT ("verification_correction"."id" = 0) AND NOT ("verification_correction"."state" = 'CANCELLED'))
  ORDER BY "verification_correction"."id" DESC
  LIMIT 0;
SELECT "verification_inquiry"."id", "verification_inquiry"."rt_id", "verification_inquiry"."kelurahan_id", "verification_inquiry"."city_id", "verification_inquiry"."correction_id", "verification_inquiry"."name", "verification_inquiry"."nik_masked", "verification_inquiry"."address", "verification_inquiry"."question", "verification_inquiry"."asked_by_id", "verification_inquiry"."asked_at", "verification_inquiry"."answer", "verification_inquiry"."remark", "verification_inquiry"."by_id", "verification_inquiry"."office", "verification_inquiry"."answered_at", "areas_area"."id", "areas_area"."level", "areas_area"."parent_id", "areas_area"."name", "areas_area"."number", "areas_area"."city_id", "areas_area"."kecamatan_id", "areas_area"."kelurahan_id", "areas_area"."opened_on", "areas_area"."frozen_on", "areas_area"."closed_on", "areas_area"."successor_id", T4."id", T4."level", T4."parent_id", T4."name", T4."number", T4."city_id", T4."kecamatan_id", T4."kelurahan_id", T4."opened_on", T4."frozen_on", T4."closed_on", T4."successor_id"
  FROM "verification_inquiry"
  INNER JOIN "areas_area" ON ("verification_inquiry"."rt_id" = "areas_area"."id")
  INNER JOIN "areas_area" T4 ON ("verification_inquiry"."kelurahan_id" = T4."id")
  WHERE "verification_inquiry"."correction_id" = 0
  ORDER BY "verification_inquiry"."id" ASC;
SELECT "verification_cosign"."id", "verification_cosign"."rt_id", "verification_cosign"."kelurahan_id", "verification_cosign"."city_id", "verification_cosign"."correction_id", "verification_cosign"."agrees", "verification_cosign"."remark", "verification_cosign"."by_id", "verification_cosign"."office", "verification_cosign"."at", "accounts_account"."id", "accounts_account"."password", "accounts_account"."last_login", "accounts_account"."person_id", "accounts_account"."username", "accounts_account"."login_phone", "accounts_account"."state", "accounts_account"."must_change_password", "accounts_account"."created_at", "accounts_account"."basis", "accounts_account"."line_id", "accounts_account"."line_issuable", "accounts_person"."id", "accounts_person"."name", "accounts_person"."phone", "accounts_person"."email"
  FROM "verification_cosign"
  INNER JOIN "accounts_account" ON ("verification_cosign"."by_id" = "accounts_account"."id")
  INNER JOIN "accounts_person" ON ("accounts_account"."person_id" = "accounts_person"."id")
  WHERE "verification_cosign"."correction_id" = 0
  ORDER BY "verification_cosign"."id" ASC
  LIMIT 0;
SELECT "verification_objection"."id", "verification_objection"."rt_id", "verification_objection"."kelurahan_id", "verification_objection"."city_id", "verification_objection"."correction_id", "verification_objection"."reason", "verification_objection"."by_id", "verification_objection"."office", "verification_objection"."at", "verification_objection"."first_state", "verification_objection"."first_outcome", "verification_objection"."first_reason", "verification_objection"."first_decided_at", "verification_objection"."first_by_id", "accounts_account"."id", "accounts_account"."password", "accounts_account"."last_login", "accounts_account"."person_id", "accounts_account"."username", "accounts_account"."login_phone", "accounts_account"."state", "accounts_account"."must_change_password", "accounts_account"."created_at", "accounts_account"."basis", "accounts_account"."line_id", "accounts_account"."line_issuable", "accounts_person"."id", "accounts_person"."name", "accounts_person"."phone", "accounts_person"."email"
  FROM "verification_objection"
  LEFT OUTER JOIN "accounts_account" ON ("verification_objection"."first_by_id" = "accounts_account"."id")
  LEFT OUTER JOIN "accounts_person" ON ("accounts_account"."person_id" = "accounts_person"."id")
  WHERE "verification_objection"."correction_id" = 0
  ORDER BY "verification_objection"."id" ASC
  LIMIT 0;
SELECT "accounts_setting"."value" AS "value"
  FROM "accounts_setting"
  WHERE "accounts_setting"."name" = 'NONPERMANENT'
  ORDER BY "accounts_setting"."id" DESC
  LIMIT 0;
SELECT wacat.leave();
