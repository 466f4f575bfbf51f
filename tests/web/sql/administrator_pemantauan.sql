SELECT *
  FROM wacat.enter('...', 0, ..., true, '...');
SELECT "accounts_setting"."value" AS "value"
  FROM "accounts_setting"
  WHERE "accounts_setting"."name" = 'SILENT_DAYS'
  ORDER BY "accounts_setting"."id" DESC
  LIMIT 0;
WITH o AS MATERIALIZED ( SELECT ar.id, ar.level, ar.name, kel.name AS kelurahan, kec.name AS kecamatan, p.name AS holder, a.username, ap.kind, lower(ap.valid) AS since, seen.at AS seen_at, a.created_at AS invited_at, ar.frozen_on, gone.at AS vacant_since, coalesce(gone.reason, '') AS end_reason, late.due_on, ar.kelurahan_id, ar.kecamatan_id, coalesce(ar.number, 0) AS number, array_remove(ARRAY[ CASE WHEN ap.id IS NULL AND ar.frozen_on IS NULL THEN '...' END, CASE WHEN ar.frozen_on IS NOT NULL THEN '...' END, CASE WHEN a.state = 'REVOKED' OR gone.reason = 'REVOKED' THEN '...' END, CASE WHEN a.state = 'SUSPENDED' THEN '...' END, CASE WHEN a.state = 'LOCKED' THEN '...' END, CASE WHEN ap.id IS NOT NULL AND (seen.at IS NULL OR a.state = 'INVITED') THEN '...' END, CASE WHEN seen.at < '...' THEN '...' END, CASE WHEN ap.id IS NOT NULL AND coalesce(p.phone, '') = '' THEN '...' END, CASE WHEN late.due_on IS NOT NULL THEN '...' END], NULL) AS flags
  FROM areas_area ar JOIN areas_area kel ON kel.id = ar.kelurahan_id JOIN areas_area kec ON kec.id = ar.kecamatan_id LEFT JOIN accounts_appointment ap ON ap.area_id = ar.id AND ap.valid @> statement_timestamp() AND ap.office = CASE ar.level WHEN 'RT' THEN 'KETUA_RT' ELSE 'LURAH' END LEFT JOIN accounts_person p ON p.id = ap.person_id LEFT JOIN accounts_account a ON a.person_id = p.id LEFT JOIN (SELECT account_id, max(seen_at) AS at
  FROM accounts_session
  GROUP BY account_id) door ON door.account_id = a.id LEFT JOIN LATERAL (SELECT greatest(a.last_login, door.at) AS at) seen ON true LEFT JOIN LATERAL ( SELECT upper(x.valid) AS at, x.end_reason AS reason
  FROM accounts_appointment x
  WHERE ap.id IS NULL AND x.area_id = ar.id AND upper(x.valid) <= statement_timestamp() AND x.office = CASE ar.level WHEN 'RT' THEN 'KETUA_RT' ELSE 'LURAH' END
  ORDER BY upper(x.valid) DESC
  LIMIT 0) gone ON true LEFT JOIN accounts_attestation late ON late.kelurahan_id = ar.id AND late.due_on < '...' AND late.finished_at IS NULL AND late.lapsed_at IS NULL
  WHERE ar.level IN ('RT', 'KELURAHAN') AND ar.closed_on IS NULL ) SELECT *
  FROM o
  WHERE (0 = 0 OR kecamatan_id = 0) AND (0 = 0 OR kelurahan_id = 0) AND ('' = '' OR level = '') AND ('' = '' OR concat_ws('...', name, kelurahan, holder, username) ILIKE '...') AND ('' = '' OR '' = ANY (flags) OR '' = '...' AND flags = '...') AND (0 = 0 OR (kecamatan_id, kelurahan_id, number, id) > (SELECT kecamatan_id, kelurahan_id, number, id
  FROM o
  WHERE id = 0))
  ORDER BY kecamatan_id, kelurahan_id, number, id
  LIMIT 0;
WITH o AS MATERIALIZED ( SELECT ar.id, ar.level, ar.name, kel.name AS kelurahan, kec.name AS kecamatan, p.name AS holder, a.username, ap.kind, lower(ap.valid) AS since, seen.at AS seen_at, a.created_at AS invited_at, ar.frozen_on, gone.at AS vacant_since, coalesce(gone.reason, '') AS end_reason, late.due_on, ar.kelurahan_id, ar.kecamatan_id, coalesce(ar.number, 0) AS number, array_remove(ARRAY[ CASE WHEN ap.id IS NULL AND ar.frozen_on IS NULL THEN '...' END, CASE WHEN ar.frozen_on IS NOT NULL THEN '...' END, CASE WHEN a.state = 'REVOKED' OR gone.reason = 'REVOKED' THEN '...' END, CASE WHEN a.state = 'SUSPENDED' THEN '...' END, CASE WHEN a.state = 'LOCKED' THEN '...' END, CASE WHEN ap.id IS NOT NULL AND (seen.at IS NULL OR a.state = 'INVITED') THEN '...' END, CASE WHEN seen.at < '...' THEN '...' END, CASE WHEN ap.id IS NOT NULL AND coalesce(p.phone, '') = '' THEN '...' END, CASE WHEN late.due_on IS NOT NULL THEN '...' END], NULL) AS flags
  FROM areas_area ar JOIN areas_area kel ON kel.id = ar.kelurahan_id JOIN areas_area kec ON kec.id = ar.kecamatan_id LEFT JOIN accounts_appointment ap ON ap.area_id = ar.id AND ap.valid @> statement_timestamp() AND ap.office = CASE ar.level WHEN 'RT' THEN 'KETUA_RT' ELSE 'LURAH' END LEFT JOIN accounts_person p ON p.id = ap.person_id LEFT JOIN accounts_account a ON a.person_id = p.id LEFT JOIN (SELECT account_id, max(seen_at) AS at
  FROM accounts_session
  GROUP BY account_id) door ON door.account_id = a.id LEFT JOIN LATERAL (SELECT greatest(a.last_login, door.at) AS at) seen ON true LEFT JOIN LATERAL ( SELECT upper(x.valid) AS at, x.end_reason AS reason
  FROM accounts_appointment x
  WHERE ap.id IS NULL AND x.area_id = ar.id AND upper(x.valid) <= statement_timestamp() AND x.office = CASE ar.level WHEN 'RT' THEN 'KETUA_RT' ELSE 'LURAH' END
  ORDER BY upper(x.valid) DESC
  LIMIT 0) gone ON true LEFT JOIN accounts_attestation late ON late.kelurahan_id = ar.id AND late.due_on < '...' AND late.finished_at IS NULL AND late.lapsed_at IS NULL
  WHERE ar.level IN ('RT', 'KELURAHAN') AND ar.closed_on IS NULL ) SELECT level, flag, count(*) FILTER (WHERE (0 = 0 OR kecamatan_id = 0) AND (0 = 0 OR kelurahan_id = 0) AND ('' = '' OR level = '') AND ('' = '' OR concat_ws('...', name, kelurahan, holder, username) ILIKE '...') ), count(*)
  FROM o, unnest( CASE WHEN flags = '...' THEN ARRAY['...'] ELSE flags END || CASE WHEN flags && '...' THEN ARRAY['...'] ELSE ARRAY['...', '...'] END) AS flag
  GROUP BY level, flag;
SELECT "areas_area"."id" AS "pk", "areas_area"."name" AS "name"
  FROM "areas_area"
  WHERE ("areas_area"."closed_on" IS NULL AND "areas_area"."level" = 'KECAMATAN')
  ORDER BY 0 ASC;
SELECT "areas_area"."id" AS "pk", "areas_area"."name" AS "name"
  FROM "areas_area"
  WHERE ("areas_area"."closed_on" IS NULL AND "areas_area"."level" = 'KELURAHAN')
  ORDER BY 0 ASC;
SELECT "accounts_breakglass"."id", "accounts_breakglass"."account_id", "accounts_breakglass"."area_id", "accounts_breakglass"."reason", "accounts_breakglass"."granted", "accounts_breakglass"."ended_at", "accounts_breakglass"."ended_by_id", "accounts_breakglass"."seen_at", "accounts_breakglass"."seen_by_id", "accounts_breakglass"."verdict", "accounts_breakglass"."verdict_note", "accounts_breakglass"."reviewed_at", "accounts_breakglass"."reviewed_by_id", "accounts_account"."id", "accounts_account"."last_login", "accounts_account"."person_id", "accounts_account"."username", "accounts_account"."login_phone", "accounts_account"."state", "accounts_account"."must_change_password", "accounts_account"."created_at", "accounts_account"."basis", "accounts_account"."line_id", "accounts_account"."line_issuable", "accounts_person"."id", "accounts_person"."name", "accounts_person"."phone", "accounts_person"."email", "areas_area"."id", "areas_area"."level", "areas_area"."parent_id", "areas_area"."name", "areas_area"."number", "areas_area"."city_id", "areas_area"."kecamatan_id", "areas_area"."kelurahan_id", "areas_area"."opened_on", "areas_area"."frozen_on", "areas_area"."closed_on", "areas_area"."successor_id", T5."id", T5."level", T5."parent_id", T5."name", T5."number", T5."city_id", T5."kecamatan_id", T5."kelurahan_id", T5."opened_on", T5."frozen_on", T5."closed_on", T5."successor_id", T6."id", T6."last_login", T6."person_id", T6."username", T6."login_phone", T6."state", T6."must_change_password", T6."created_at", T6."basis", T6."line_id", T6."line_issuable", T7."id", T7."name", T7."phone", T7."email", T8."id", T8."last_login", T8."person_id", T8."username", T8."login_phone", T8."state", T8."must_change_password", T8."created_at", T8."basis", T8."line_id", T8."line_issuable", T9."id", T9."name", T9."phone", T9."email", T10."id", T10."last_login", T10."person_id", T10."username", T10."login_phone", T10."state", T10."must_change_password", T10."created_at", T10."basis", T10."line_id", T10."line_issuable", T11."id", T11."name", T11."phone", T11."email"
  FROM "accounts_breakglass"
  INNER JOIN "accounts_account" ON ("accounts_breakglass"."account_id" = "accounts_account"."id")
  INNER JOIN "accounts_person" ON ("accounts_account"."person_id" = "accounts_person"."id")
  INNER JOIN "areas_area" ON ("accounts_breakglass"."area_id" = "areas_area"."id")
  LEFT OUTER JOIN "areas_area" T5 ON ("areas_area"."kelurahan_id" = T5."id")
  LEFT OUTER JOIN "accounts_account" T6 ON ("accounts_breakglass"."ended_by_id" = T6."id")
  LEFT OUTER JOIN "accounts_person" T7 ON (T6."person_id" = T7."id")
  LEFT OUTER JOIN "accounts_account" T8 ON ("accounts_breakglass"."seen_by_id" = T8."id")
  LEFT OUTER JOIN "accounts_person" T9 ON (T8."person_id" = T9."id")
  LEFT OUTER JOIN "accounts_account" T10 ON ("accounts_breakglass"."reviewed_by_id" = T10."id")
  LEFT OUTER JOIN "accounts_person" T11 ON (T10."person_id" = T11."id")
  WHERE (("accounts_breakglass"."ended_at" IS NULL AND "accounts_breakglass"."granted" @> '...'::timestamp with time zone) OR "accounts_breakglass"."seen_at" IS NULL)
  ORDER BY "accounts_breakglass"."id" DESC
  LIMIT 0;
SELECT wacat.leave();
