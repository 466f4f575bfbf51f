SELECT *
  FROM wacat.enter('...', 0, ..., true, '...');
SELECT "areas_area"."id", "areas_area"."level", "areas_area"."parent_id", "areas_area"."name", "areas_area"."number", "areas_area"."city_id", "areas_area"."kecamatan_id", "areas_area"."kelurahan_id", "areas_area"."opened_on", "areas_area"."frozen_on", "areas_area"."closed_on", "areas_area"."successor_id"
  FROM "areas_area"
  WHERE ("areas_area"."closed_on" IS NULL AND "areas_area"."frozen_on" IS NULL AND "areas_area"."level" = 'RT' AND "areas_area"."parent_id" = 0 AND "areas_area"."id" = 0)
  LIMIT 0;
SELECT "accounts_attestation"."id", "accounts_attestation"."kelurahan_id", "accounts_attestation"."city_id", "accounts_attestation"."period_on", "accounts_attestation"."opened_at", "accounts_attestation"."due_on", "accounts_attestation"."finished_at", "accounts_attestation"."finished_by_id", "accounts_attestation"."lapsed_at", "accounts_attestation"."told_on"
  FROM "accounts_attestation"
  WHERE ("accounts_attestation"."kelurahan_id" = 0 AND "accounts_attestation"."lapsed_at" IS NULL)
  ORDER BY "accounts_attestation"."period_on" DESC
  LIMIT 0;
SELECT "accounts_attestation"."id", "accounts_attestation"."kelurahan_id", "accounts_attestation"."city_id", "accounts_attestation"."period_on", "accounts_attestation"."opened_at", "accounts_attestation"."due_on", "accounts_attestation"."finished_at", "accounts_attestation"."finished_by_id", "accounts_attestation"."lapsed_at", "accounts_attestation"."told_on"
  FROM "accounts_attestation"
  WHERE "accounts_attestation"."id" = 0
  LIMIT 0 FOR UPDATE OF "accounts_attestation";
SELECT "areas_area"."id", "areas_area"."level", "areas_area"."parent_id", "areas_area"."name", "areas_area"."number", "areas_area"."city_id", "areas_area"."kecamatan_id", "areas_area"."kelurahan_id", "areas_area"."opened_on", "areas_area"."frozen_on", "areas_area"."closed_on", "areas_area"."successor_id"
  FROM "areas_area"
  WHERE ("areas_area"."closed_on" IS NULL AND "areas_area"."frozen_on" IS NULL AND "areas_area"."level" = 'RT' AND "areas_area"."parent_id" = 0 AND "areas_area"."id" = 0)
  LIMIT 0;
SELECT "accounts_attestationline"."id", "accounts_attestationline"."attestation_id", "accounts_attestationline"."kelurahan_id", "accounts_attestationline"."city_id", "accounts_attestationline"."area_id", "accounts_attestationline"."appointment_id", "accounts_attestationline"."verdict", "accounts_attestationline"."note", "accounts_attestationline"."at", "accounts_attestationline"."by_id"
  FROM "accounts_attestationline"
  WHERE ("accounts_attestationline"."area_id" = 0 AND "accounts_attestationline"."attestation_id" = 0)
  LIMIT 0 FOR UPDATE;
INSERT INTO "accounts_attestationline" ("attestation_id", "kelurahan_id", "city_id", "area_id", "appointment_id", "verdict", "note", "at", "by_id") VALUES (0, ..., 'RIGHT', '', '...', 0) RETURNING "accounts_attestationline"."id";
SELECT count(*)
  FROM areas_area ar LEFT JOIN accounts_attestationline li ON li.attestation_id = 0 AND li.area_id = ar.id
  WHERE ar.parent_id = 0 AND ar.level = 'RT' AND ar.closed_on IS NULL AND ar.frozen_on IS NULL AND coalesce(li.verdict, '') = '';
SELECT "accounts_attestation"."id", "accounts_attestation"."kelurahan_id", "accounts_attestation"."city_id", "accounts_attestation"."period_on", "accounts_attestation"."opened_at", "accounts_attestation"."due_on", "accounts_attestation"."finished_at", "accounts_attestation"."finished_by_id", "accounts_attestation"."lapsed_at", "accounts_attestation"."told_on"
  FROM "accounts_attestation"
  WHERE ("accounts_attestation"."kelurahan_id" = 0 AND "accounts_attestation"."lapsed_at" IS NULL)
  ORDER BY "accounts_attestation"."period_on" DESC
  LIMIT 0;
SELECT ar.id, ar.name, ar.number, ap.id, p.name, p.phone, lower(ap.valid), a.state, greatest(a.last_login, (SELECT max(s.seen_at)
  FROM accounts_session s
  WHERE s.account_id = a.id)), coalesce(li.verdict, ''), coalesce(li.note, ''), li.at, li.appointment_id
  FROM areas_area ar LEFT JOIN accounts_appointment ap ON ap.area_id = ar.id AND ap.office = 'KETUA_RT' AND ap.valid @> statement_timestamp() LEFT JOIN accounts_person p ON p.id = ap.person_id LEFT JOIN accounts_account a ON a.person_id = p.id LEFT JOIN accounts_attestationline li ON li.area_id = ar.id AND li.attestation_id = 0
  WHERE ar.parent_id = 0 AND ar.level = 'RT' AND ar.closed_on IS NULL AND ar.frozen_on IS NULL AND (0 = 0 OR ar.id = 0)
  ORDER BY ar.number, ar.id;
SELECT wacat.leave();
