SELECT *
  FROM wacat.enter('...', 0, ..., true, '...');
SELECT "accounts_proposal"."state" AS "state", COUNT(DISTINCT "accounts_proposal"."id") AS "n"
  FROM "accounts_proposal"
  LEFT OUTER JOIN "accounts_proposalline" ON ("accounts_proposal"."id" = "accounts_proposalline"."proposal_id")
  WHERE ("accounts_proposal"."kelurahan_id" = 0 AND "accounts_proposal"."kind" = 'KETUA_RT')
  GROUP BY 0;
SELECT "accounts_proposal"."id", "accounts_proposal"."kind", "accounts_proposal"."via", "accounts_proposal"."state", "accounts_proposal"."kecamatan_id", "accounts_proposal"."kelurahan_id", "accounts_proposal"."letter_number", "accounts_proposal"."letter_on", "accounts_proposal"."letter_scan", "accounts_proposal"."link_id", "accounts_proposal"."origin_id", "accounts_proposal"."began_by_id", "accounts_proposal"."began_at", "accounts_proposal"."submitted_at", "accounts_proposal"."prepared_by_id", "accounts_proposal"."decided_by_id", "accounts_proposal"."decided_at", "accounts_proposal"."reason", COUNT("accounts_proposalline"."id") FILTER (WHERE (NOT ("accounts_proposalline"."state" = 'REMOVED' AND "accounts_proposalline"."state" IS NOT NULL) AND "accounts_proposalline"."id" IS NOT NULL)) AS "line_count", COUNT("accounts_proposalline"."id") FILTER (WHERE "accounts_proposalline"."state" = 'SENT') AS "sent_count", COUNT("accounts_proposalline"."id") FILTER (WHERE "accounts_proposalline"."state" = 'RETURNED') AS "returned_count", COUNT("accounts_proposalline"."id") FILTER (WHERE "accounts_proposalline"."state" = 'APPROVED') AS "approved_count", COUNT("accounts_proposalline"."id") FILTER (WHERE ("accounts_proposalline"."state" = 'DRAFT' AND NOT ("accounts_proposalline"."faults" = '...' AND "accounts_proposalline"."faults" IS NOT NULL))) AS "faulty_count", T4."id", T4."level", T4."parent_id", T4."name", T4."number", T4."city_id", T4."kecamatan_id", T4."kelurahan_id", T4."opened_on", T4."frozen_on", T4."closed_on", T4."successor_id", "areas_area"."id", "areas_area"."level", "areas_area"."parent_id", "areas_area"."name", "areas_area"."number", "areas_area"."city_id", "areas_area"."kecamatan_id", "areas_area"."kelurahan_id", "areas_area"."opened_on", "areas_area"."frozen_on", "areas_area"."closed_on", "areas_area"."successor_id"
  FROM "accounts_proposal"
  INNER JOIN "areas_area" ON ("accounts_proposal"."kelurahan_id" = "areas_area"."id")
  LEFT OUTER JOIN "accounts_proposalline" ON ("accounts_proposal"."id" = "accounts_proposalline"."proposal_id")
  INNER JOIN "areas_area" T4 ON ("accounts_proposal"."kecamatan_id" = T4."id")
  WHERE ("accounts_proposal"."kelurahan_id" = 0 AND "accounts_proposal"."kind" = 'KETUA_RT' AND "accounts_proposal"."state" IN ('DRAFT', 'SUBMITTED', 'IN_REVIEW', 'APPROVED', 'PARTLY_APPROVED', 'RETURNED', 'REJECTED'))
  GROUP BY "accounts_proposal"."id", T4."id", "areas_area"."id"
  ORDER BY "accounts_proposal"."id" DESC
  LIMIT 0;
SELECT wacat.leave();
