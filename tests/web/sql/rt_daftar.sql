SELECT *
  FROM wacat.enter('...', 0, ..., true, '...');
SELECT count(*) FILTER (WHERE state IN ('SENT', 'READ', 'ESCALATED')), count(*) FILTER (WHERE state = 'ANSWERED' AND answer = 'CONFIRMED'), count(*) FILTER (WHERE state = 'ANSWERED' AND answer IN ('CORRECTED', 'NOT_MINE')), count(*) FILTER (WHERE state = 'ANSWERED' AND result = 'NEEDS_INFO'), count(*) FILTER (WHERE state = 'WITHDRAWN'), concat_ws('...', count(*), sum(extract(epoch
  FROM changed_at)))
  FROM records_notice
  WHERE rt_id = 0 AND (state IN ('SENT', 'READ', 'ESCALATED') OR result = 'NEEDS_INFO' OR changed_at >= '...');
SELECT id, kind, direction, name, nik_masked, address, place_from, place_to, served_on, state, answer, result
  FROM records_notice
  WHERE rt_id = 0 AND state IN ('SENT', 'READ', 'ESCALATED') AND id < 0 AND ('...' = '...' OR name ILIKE '...')
  ORDER BY id DESC
  LIMIT 0;
SELECT audit.write('...', '...', '...'::bigint[], '...');
SELECT wacat.leave();
