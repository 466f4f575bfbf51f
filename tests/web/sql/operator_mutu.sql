SELECT *
  FROM wacat.enter('...', 0, ..., true, '...');
SELECT date_trunc('...', b.checked_at AT TIME ZONE '...')::date, b.source, q.kelurahan_id, k.name, sum(q.accepted_count), sum(q.warning_count), sum(q.quarantined_count)
  FROM intake_quality q JOIN intake_batch b ON b.id = q.batch_id LEFT JOIN areas_area k ON k.id = q.kelurahan_id
  WHERE q.city_id = 0 AND b.checked_at >= '...' AND (NULL::bigint IS NULL OR q.kelurahan_id = NULL) AND (NULL::text IS NULL OR b.source = NULL)
  GROUP BY GROUPING SETS ((0), (0), (0, ...));
SELECT "accounts_setting"."value" AS "value"
  FROM "accounts_setting"
  WHERE "accounts_setting"."name" = 'NONPERMANENT'
  ORDER BY "accounts_setting"."id" DESC
  LIMIT 0;
SELECT wacat.leave();
