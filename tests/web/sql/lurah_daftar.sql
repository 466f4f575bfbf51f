SELECT *
  FROM wacat.enter('...', 0, ..., true, '...');
SELECT "accounts_appointment"."id", "accounts_appointment"."person_id", "accounts_appointment"."office", "accounts_appointment"."area_id", "accounts_appointment"."kind", "accounts_appointment"."decree_number", "accounts_appointment"."decree_on", "accounts_appointment"."decree_scan", "accounts_appointment"."valid", "accounts_appointment"."end_reason", "accounts_appointment"."ended_at", "accounts_appointment"."ended_by_id", "accounts_appointment"."reminded_at", "accounts_appointment"."ended_note", "accounts_person"."id", "accounts_person"."name", "accounts_person"."phone", "accounts_person"."email"
  FROM "accounts_appointment"
  INNER JOIN "areas_area" ON ("accounts_appointment"."area_id" = "areas_area"."id")
  INNER JOIN "accounts_person" ON ("accounts_appointment"."person_id" = "accounts_person"."id")
  WHERE ("accounts_appointment"."office" = 'KETUA_RT' AND "accounts_appointment"."valid" @> '...'::timestamp with time zone AND "areas_area"."parent_id" = 0);
SELECT "areas_area"."id" AS "id", "areas_area"."name" AS "name", "areas_area"."number" AS "number"
  FROM "areas_area"
  WHERE ("areas_area"."closed_on" IS NULL AND "areas_area"."level" = 'RT' AND "areas_area"."parent_id" = 0)
  ORDER BY 0 ASC;
SELECT rt_id, count(*) FILTER (WHERE state IN ('SENT', 'READ', 'ESCALATED')), count(*) FILTER (WHERE state IN ('SENT', 'READ', 'ESCALATED') AND coalesce(escalated_at, reminded_at) IS NOT NULL), count(*) FILTER (WHERE state = 'ESCALATED'), min(published_at) FILTER (WHERE state IN ('SENT', 'READ', 'ESCALATED')), max(answered_at)
  FROM records_notice
  WHERE rt_id = ANY ('...') AND (state IN ('SENT', 'READ', 'ESCALATED') OR changed_at >= '...')
  GROUP BY rt_id;
SELECT ap.area_id, greatest(ac.last_login, max(se.seen_at)) AS at
  FROM accounts_appointment ap JOIN areas_area ar ON ar.id = ap.area_id AND ar.parent_id = 0 JOIN accounts_account ac ON ac.person_id = ap.person_id LEFT JOIN accounts_session se ON se.account_id = ac.id
  WHERE ap.office = 'KETUA_RT' AND ap.valid @> now()
  GROUP BY ap.area_id, ac.last_login HAVING greatest(ac.last_login, max(se.seen_at)) IS NOT NULL;
SELECT audit.write('...', '...', '...', '...');
SELECT COUNT(*) AS "__count"
  FROM "verification_correction"
  INNER JOIN "verification_answer" ON ("verification_correction"."answer_id" = "verification_answer"."id")
  LEFT OUTER JOIN "verification_cosign" ON ("verification_correction"."id" = "verification_cosign"."correction_id")
  WHERE ("verification_answer"."office" = 'KETUA_RT' AND "verification_correction"."kelurahan_id" = 0 AND "verification_correction"."kind" = 'NOT_MINE' AND "verification_correction"."state" IN ('SUBMITTED', 'RECEIVED', 'IN_REVIEW', 'NEEDS_INFO') AND "verification_cosign"."id" IS NULL);
SELECT COUNT(*) AS "__count"
  FROM "verification_inquiry"
  WHERE ("verification_inquiry"."kelurahan_id" = 0 AND "verification_inquiry"."answer" = '');
SELECT COUNT(*) AS "__count"
  FROM "notify_message"
  WHERE ("notify_message"."kelurahan_id" = 0 AND "notify_message"."channel" = 'LINK' AND "notify_message"."state" = 'QUEUED' AND NOT ("notify_message"."topic" IN ('INVITATION', 'RESET_CODE')) AND NOT ("notify_message"."rt_id" IS NULL));
SELECT "announcements_version"."id", "announcements_version"."announcement_id", "announcements_version"."title", "announcements_version"."urgent", "announcements_version"."must_read", EXISTS(SELECT 0 AS "a"
  FROM "announcements_receipt" U0
  WHERE (U0."account_id" = 0 AND U0."version_id" = ("announcements_version"."id"))
  LIMIT 0) AS "seen", EXISTS(SELECT 0 AS "a"
  FROM "announcements_receipt" U0
  WHERE (U0."account_id" = 0 AND U0."version_id" = ("announcements_version"."id") AND U0."confirmed_at" IS NOT NULL)
  LIMIT 0) AS "confirmed", "announcements_announcement"."id", "announcements_announcement"."kind", "announcements_announcement"."month", "announcements_announcement"."made_by_id", "announcements_announcement"."made_at"
  FROM "announcements_version"
  INNER JOIN "announcements_announcement" ON ("announcements_version"."announcement_id" = "announcements_announcement"."id")
  WHERE (("announcements_version"."until_at" IS NULL OR "announcements_version"."until_at" > '...') AND ("announcements_version"."area_ids" = '...' OR "announcements_version"."area_ids" && (ARRAY[0, ...])::integer[]) AND "announcements_version"."from_at" <= '...' AND "announcements_version"."offices" @> (ARRAY['LURAH'])::varchar(0)[] AND "announcements_version"."state" = 'APPROVED' AND (NOT EXISTS(SELECT 0 AS "a"
  FROM "announcements_receipt" U0
  WHERE (U0."account_id" = 0 AND U0."version_id" = ("announcements_version"."id"))
  LIMIT 0) OR (NOT EXISTS(SELECT 0 AS "a"
  FROM "announcements_receipt" U0
  WHERE (U0."account_id" = 0 AND U0."version_id" = ("announcements_version"."id") AND U0."confirmed_at" IS NOT NULL)
  LIMIT 0) AND "announcements_version"."must_read")))
  ORDER BY "announcements_version"."urgent" DESC, "announcements_version"."from_at" DESC, "announcements_version"."id" DESC;
SELECT "accounts_attestation"."id", "accounts_attestation"."kelurahan_id", "accounts_attestation"."city_id", "accounts_attestation"."period_on", "accounts_attestation"."opened_at", "accounts_attestation"."due_on", "accounts_attestation"."finished_at", "accounts_attestation"."finished_by_id", "accounts_attestation"."lapsed_at", "accounts_attestation"."told_on"
  FROM "accounts_attestation"
  WHERE ("accounts_attestation"."kelurahan_id" = 0 AND "accounts_attestation"."lapsed_at" IS NULL)
  ORDER BY "accounts_attestation"."period_on" DESC
  LIMIT 0;
SELECT "accounts_setting"."value" AS "value"
  FROM "accounts_setting"
  WHERE "accounts_setting"."name" = 'NONPERMANENT'
  ORDER BY "accounts_setting"."id" DESC
  LIMIT 0;
SELECT wacat.leave();
