SELECT *
  FROM wacat.enter('...', 0, ..., true, '...');
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
SELECT "accounts_attestation"."id", "accounts_attestation"."kelurahan_id", "accounts_attestation"."city_id", "accounts_attestation"."period_on", "accounts_attestation"."opened_at", "accounts_attestation"."due_on", "accounts_attestation"."finished_at", "accounts_attestation"."finished_by_id", "accounts_attestation"."lapsed_at", "accounts_attestation"."told_on"
  FROM "accounts_attestation"
  WHERE ("accounts_attestation"."kelurahan_id" = 0 AND NOT ("accounts_attestation"."id" = 0))
  ORDER BY "accounts_attestation"."period_on" DESC
  LIMIT 0;
SELECT wacat.leave();
