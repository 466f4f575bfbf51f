SELECT *
  FROM wacat.enter('...', 0, ..., true, '...');
WITH r AS ( SELECT rt_id, month, coalesce(sum(count) FILTER (WHERE outcome = 'TOLD'), 0)::int AS told, coalesce(sum(count) FILTER (WHERE outcome IN ('CONFIRMED', 'CORRECTED', 'NOT_MINE')), 0)::int AS answered, coalesce(sum(prompt) FILTER (WHERE outcome IN ('CONFIRMED', 'CORRECTED', 'NOT_MINE')), 0)::int AS prompt, coalesce(sum(seconds) FILTER (WHERE outcome IN ('CONFIRMED', 'CORRECTED', 'NOT_MINE')), 0)::bigint AS answer_seconds, coalesce(sum(count) FILTER (WHERE outcome = 'CLAIMED'), 0)::int AS claimed, coalesce(sum(count) FILTER (WHERE outcome = 'SETTLED'), 0)::int AS settled, coalesce(sum(prompt) FILTER (WHERE outcome = 'SETTLED'), 0)::int AS in_time, coalesce(sum(seconds) FILTER (WHERE outcome = 'SETTLED'), 0)::bigint AS settle_seconds
  FROM reports_response
  WHERE kelurahan_id = 0 AND month IN ('...', '...')
  GROUP BY 0, ... ) SELECT a.id, a.name, a.number, coalesce(n.told, 0), coalesce(n.answered, 0), coalesce(n.prompt, 0), coalesce(b.told, 0), coalesce(b.answered, 0)
  FROM areas_area a LEFT JOIN r n ON n.rt_id = a.id AND n.month = '...' LEFT JOIN r b ON b.rt_id = a.id AND b.month = '...'
  WHERE a.level = 'RT' AND a.parent_id = 0 AND (a.closed_on IS NULL OR n.told > 0)
  ORDER BY a.number, a.id;
SELECT month, share
  FROM wacat.kecamatan_median('...'::date[]);
WITH r AS ( SELECT month, coalesce(sum(count) FILTER (WHERE outcome = 'TOLD'), 0)::int AS told, coalesce(sum(count) FILTER (WHERE outcome IN ('CONFIRMED', 'CORRECTED', 'NOT_MINE')), 0)::int AS answered, coalesce(sum(prompt) FILTER (WHERE outcome IN ('CONFIRMED', 'CORRECTED', 'NOT_MINE')), 0)::int AS prompt, coalesce(sum(seconds) FILTER (WHERE outcome IN ('CONFIRMED', 'CORRECTED', 'NOT_MINE')), 0)::bigint AS answer_seconds, coalesce(sum(count) FILTER (WHERE outcome = 'CLAIMED'), 0)::int AS claimed, coalesce(sum(count) FILTER (WHERE outcome = 'SETTLED'), 0)::int AS settled, coalesce(sum(prompt) FILTER (WHERE outcome = 'SETTLED'), 0)::int AS in_time, coalesce(sum(seconds) FILTER (WHERE outcome = 'SETTLED'), 0)::bigint AS settle_seconds
  FROM reports_response
  WHERE kelurahan_id = 0 AND month = ANY ('...')
  GROUP BY 0 ) SELECT m.month, coalesce(r.told, 0), coalesce(r.answered, 0)
  FROM unnest('...'::date[]) AS m(month) LEFT JOIN r USING (month)
  ORDER BY m.month;
SELECT wacat.leave();
