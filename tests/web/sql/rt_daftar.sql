SELECT *
  FROM wacat.enter('...', 0, ..., true, '...');
SELECT count(*) FILTER (WHERE state IN ('SENT', 'READ', 'ESCALATED')), count(*) FILTER (WHERE state = 'ANSWERED' AND answer = 'CONFIRMED'), count(*) FILTER (WHERE state = 'ANSWERED' AND answer IN ('CORRECTED', 'NOT_MINE')), count(*) FILTER (WHERE result = 'NEEDS_INFO'), count(*) FILTER (WHERE state = 'WITHDRAWN'), concat_ws('...', count(*), sum(extract(epoch
  FROM changed_at)))
  FROM records_notice
  WHERE rt_id = 0 AND (state IN ('SENT', 'READ', 'ESCALATED') OR result = 'NEEDS_INFO' OR changed_at >= '...');
SELECT "announcements_version"."id", "announcements_version"."announcement_id", "announcements_version"."title", "announcements_version"."urgent", "announcements_version"."must_read", EXISTS(SELECT 0 AS "a"
  FROM "announcements_receipt" U0
  WHERE (U0."account_id" = 0 AND U0."version_id" = ("announcements_version"."id"))
  LIMIT 0) AS "seen", EXISTS(SELECT 0 AS "a"
  FROM "announcements_receipt" U0
  WHERE (U0."account_id" = 0 AND U0."version_id" = ("announcements_version"."id") AND U0."confirmed_at" IS NOT NULL)
  LIMIT 0) AS "confirmed", "announcements_announcement"."id", "announcements_announcement"."kind", "announcements_announcement"."month", "announcements_announcement"."made_by_id", "announcements_announcement"."made_at"
  FROM "announcements_version"
  INNER JOIN "announcements_announcement" ON ("announcements_version"."announcement_id" = "announcements_announcement"."id")
  WHERE (("announcements_version"."until_at" IS NULL OR "announcements_version"."until_at" > '...') AND ("announcements_version"."area_ids" = '...' OR "announcements_version"."area_ids" && (ARRAY[0, ...])::integer[]) AND "announcements_version"."from_at" <= '...' AND "announcements_version"."offices" @> (ARRAY['KETUA_RT'])::varchar(0)[] AND "announcements_version"."state" = 'APPROVED' AND (NOT EXISTS(SELECT 0 AS "a"
  FROM "announcements_receipt" U0
  WHERE (U0."account_id" = 0 AND U0."version_id" = ("announcements_version"."id"))
  LIMIT 0) OR (NOT EXISTS(SELECT 0 AS "a"
  FROM "announcements_receipt" U0
  WHERE (U0."account_id" = 0 AND U0."version_id" = ("announcements_version"."id") AND U0."confirmed_at" IS NOT NULL)
  LIMIT 0) AND "announcements_version"."must_read")))
  ORDER BY "announcements_version"."urgent" DESC, "announcements_version"."from_at" DESC, "announcements_version"."id" DESC;
SELECT COUNT(*) AS "__count"
  FROM "verification_inquiry"
  WHERE ("verification_inquiry"."answer" = '' AND "verification_inquiry"."rt_id" = 0);
SELECT id, kind, direction, name, nik_masked, address, place_from, place_to, served_on, state, answer, result
  FROM records_notice
  WHERE rt_id = 0 AND state IN ('SENT', 'READ', 'ESCALATED') AND id < 0 AND ('...' = '...' OR name ILIKE '...')
  ORDER BY id DESC
  LIMIT 0;
SELECT audit.write('...', '...', '...'::bigint[], '...');
SELECT wacat.leave();
