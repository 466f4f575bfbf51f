SELECT *
  FROM wacat.enter('...', 0, ..., true, '...');
SELECT "records_notice"."id", "records_notice"."record_id", "records_notice"."batch_id", "records_notice"."rt_id", "records_notice"."kelurahan_id", "records_notice"."kecamatan_id", "records_notice"."city_id", "records_notice"."direction", "records_notice"."kind", "records_notice"."urgency", "records_notice"."name", "records_notice"."nik_masked", "records_notice"."kk_masked", "records_notice"."sex", "records_notice"."birth_on", "records_notice"."address", "records_notice"."place_from", "records_notice"."place_to", "records_notice"."number", "records_notice"."served_on", "records_notice"."area_code", "records_notice"."state", "records_notice"."published_at", "records_notice"."read_at", "records_notice"."answer", "records_notice"."answered_at", "records_notice"."result", "records_notice"."changed_at", "records_notice"."withdraw_reason", "records_notice"."reminded_at", "records_notice"."escalated_at", "records_notice"."replaced_by_id", "areas_area"."id", "areas_area"."level", "areas_area"."parent_id", "areas_area"."name", "areas_area"."number", "areas_area"."city_id", "areas_area"."kecamatan_id", "areas_area"."kelurahan_id", "areas_area"."opened_on", "areas_area"."frozen_on", "areas_area"."closed_on", "areas_area"."successor_id"
  FROM "records_notice"
  INNER JOIN "areas_area" ON ("records_notice"."rt_id" = "areas_area"."id")
  WHERE ("records_notice"."rt_id" = 0 AND NOT ("records_notice"."state" = 'PREPARED') AND "records_notice"."id" = 0)
  LIMIT 0;
SELECT audit.write('...', '...', '...'::bigint[], '...');
SELECT "verification_answer"."id", "verification_answer"."rt_id", "verification_answer"."kelurahan_id", "verification_answer"."city_id", "verification_answer"."notice_id", "verification_answer"."kind", "verification_answer"."reason", "verification_answer"."remark", "verification_answer"."by_id", "verification_answer"."office", "verification_answer"."key", "verification_answer"."answered_at", "verification_answer"."device_at", "verification_answer"."undone_at"
  FROM "verification_answer"
  WHERE "verification_answer"."notice_id" = 0
  ORDER BY "verification_answer"."id" DESC;
SELECT "verification_correction"."id", "verification_correction"."rt_id", "verification_correction"."kelurahan_id", "verification_correction"."city_id", "verification_correction"."notice_id", "verification_correction"."answer_id", "verification_correction"."kind", "verification_correction"."state", "verification_correction"."remark", "verification_correction"."told_by", "verification_correction"."submitted_at", "verification_correction"."basis", "verification_correction"."days", "verification_correction"."due_at", "verification_correction"."paused_at", "verification_correction"."outcome", "verification_correction"."decided_at", "verification_correction"."closed_at", "verification_correction"."told_at", "verification_correction"."decision_reason", "verification_correction"."taken_by_id", "verification_correction"."taken_at", "verification_correction"."barred_id", "verification_correction"."duplicate_of_id", "verification_correction"."linked_state"
  FROM "verification_correction"
  WHERE "verification_correction"."answer_id" IN (0);
SELECT "verification_step"."id", "verification_step"."rt_id", "verification_step"."kelurahan_id", "verification_step"."city_id", "verification_step"."correction_id", "verification_step"."from_state", "verification_step"."to_state", "verification_step"."purpose", "verification_step"."by_id", "verification_step"."office", "verification_step"."at", "verification_step"."note"
  FROM "verification_step"
  WHERE "verification_step"."correction_id" IN (0)
  ORDER BY "verification_step"."id" ASC;
SELECT "verification_correctionitem"."id", "verification_correctionitem"."rt_id", "verification_correctionitem"."kelurahan_id", "verification_correctionitem"."city_id", "verification_correctionitem"."correction_id", "verification_correctionitem"."element", "verification_correctionitem"."old_value", "verification_correctionitem"."claimed_value", "verification_correctionitem"."outcome"
  FROM "verification_correctionitem"
  WHERE "verification_correctionitem"."correction_id" IN (0)
  ORDER BY "verification_correctionitem"."id" ASC;
SELECT "verification_evidence"."id", "verification_evidence"."rt_id", "verification_evidence"."kelurahan_id", "verification_evidence"."city_id", "verification_evidence"."correction_id", "verification_evidence"."media_type", "verification_evidence"."added_at"
  FROM "verification_evidence"
  WHERE "verification_evidence"."correction_id" IN (0)
  ORDER BY "verification_evidence"."id" ASC;
SELECT "verification_cosign"."id", "verification_cosign"."rt_id", "verification_cosign"."kelurahan_id", "verification_cosign"."city_id", "verification_cosign"."correction_id", "verification_cosign"."agrees", "verification_cosign"."remark", "verification_cosign"."by_id", "verification_cosign"."office", "verification_cosign"."at", "accounts_account"."id", "accounts_account"."password", "accounts_account"."last_login", "accounts_account"."person_id", "accounts_account"."username", "accounts_account"."login_phone", "accounts_account"."state", "accounts_account"."must_change_password", "accounts_account"."created_at", "accounts_account"."basis", "accounts_account"."line_id", "accounts_account"."line_issuable", "accounts_person"."id", "accounts_person"."name", "accounts_person"."phone", "accounts_person"."email"
  FROM "verification_cosign"
  INNER JOIN "accounts_account" ON ("verification_cosign"."by_id" = "accounts_account"."id")
  INNER JOIN "accounts_person" ON ("accounts_account"."person_id" = "accounts_person"."id")
  WHERE "verification_cosign"."correction_id" = 0
  ORDER BY "verification_cosign"."id" ASC
  LIMIT 0;
SELECT 0 AS "a"
  FROM "verification_objection"
  WHERE "verification_objection"."correction_id" = 0
  LIMIT 0;
SELECT wacat.leave();
