-- Counts of earlier months out of the recent ones: the same RTs, less of it. Draws come from a hash of the
-- ids: the same each time.
CREATE OR REPLACE FUNCTION pg_temp.chance(rt int, month date, which int) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
  SELECT ((hashint8extended(rt::bigint * 4096 + extract(year FROM month)::int * 12 + extract(month FROM month)::int,
                            which) >> 11) & 9007199254740991)::float8 / 9007199254740992.0
$$;

-- A move has two sides and a restricted kind two rows: they stay together, so that cells still add up.
INSERT INTO reports_monthly
  (kelurahan_id, month, served_month, rt_id, kind, sex, side, reach, detail, kecamatan_id, city_id, count,
   wni, wna)
SELECT m.kelurahan_id, t.month, t.month, m.rt_id, m.kind, m.sex, m.side, m.reach, m.detail, m.kecamatan_id,
       m.city_id, m.count, m.wni, m.wna
FROM unnest(%(months)s::date[], %(like)s::date[], %(ripe)s::float8[]) AS t(month, source, ripe)
JOIN reports_monthly m ON m.month = t.source AND m.served_month = t.source AND m.count > 0
WHERE m.reach > 0 OR m.side = 'O' OR m.kind NOT IN ('KTP_EL', 'KK_UBAH', 'KIA', 'DATANG', 'PINDAH_KELUAR', 'AKTA_KELAHIRAN')
   OR pg_temp.chance(m.rt_id, t.month, length(m.kind)) < 0.62 + 0.38 * t.ripe
ORDER BY 1, 2, 5, 4, 6, 7, 8, 9;

-- The same draw for claims and decisions of an RT: never more decided than handed in, nor answered than told.
-- Kept aside and counted, for the planner knows nothing of what was filled a moment ago.
CREATE TEMPORARY TABLE made ON COMMIT DROP AS
SELECT r.kelurahan_id, t.month, t.source, r.rt_id, r.outcome, r.kecamatan_id, r.city_id, n.count,
       CASE WHEN r.count = 0 THEN 0 ELSE (r.seconds::float8 / r.count * n.count * (2.6 - 1.5 * t.ripe))::bigint END AS seconds,
       least(n.count, floor(r.prompt * n.share * (0.5 + 0.45 * t.ripe) + pg_temp.chance(r.rt_id, t.month, 2)))::int AS prompt
FROM unnest(%(months)s::date[], %(like)s::date[], %(ripe)s::float8[]) AS t(month, source, ripe)
JOIN reports_response r ON r.month = t.source AND r.served_month = t.source AND r.count > 0
  AND r.outcome NOT IN ('CLOSED', 'ACCEPTED', 'PARTLY', 'REJECTED', 'OTHER')
CROSS JOIN LATERAL (SELECT CASE r.outcome WHEN 'TOLD' THEN 1 ELSE 0.45 + 0.5 * t.ripe ^ 0.7 END AS share) s
CROSS JOIN LATERAL (
  SELECT s.share, floor(r.count * s.share + CASE r.outcome WHEN 'TOLD' THEN 0 ELSE pg_temp.chance(r.rt_id, t.month, 1) END)::int AS count
) n;
-- How it was decided is what the recent month says, shared out in whole numbers that add up to the decisions.
CREATE TEMPORARY TABLE decided ON COMMIT DROP AS
SELECT kelurahan_id, month AS source, rt_id, outcome, sum(count) OVER so_far - count AS below, sum(count) OVER so_far AS upto,
       sum(count) OVER (PARTITION BY kelurahan_id, month, rt_id) AS whole
FROM reports_response
WHERE month = served_month AND count > 0 AND outcome IN ('ACCEPTED', 'PARTLY', 'REJECTED', 'OTHER')
WINDOW so_far AS (PARTITION BY kelurahan_id, month, rt_id ORDER BY outcome);
ANALYZE made, decided;
INSERT INTO reports_response
  (kelurahan_id, month, served_month, rt_id, outcome, kecamatan_id, city_id, count, seconds, prompt)
SELECT kelurahan_id, month, month, rt_id, outcome, kecamatan_id, city_id, count, seconds, prompt FROM (
  SELECT kelurahan_id, month, rt_id, outcome, kecamatan_id, city_id, count, seconds, prompt FROM made
  UNION ALL
  SELECT m.kelurahan_id, m.month, m.rt_id, d.outcome, m.kecamatan_id, m.city_id,
         round(m.count * d.upto / d.whole)::int - round(m.count * d.below / d.whole)::int, 0, 0
  FROM made m JOIN decided d USING (kelurahan_id, source, rt_id) WHERE m.outcome = 'SETTLED'
) every WHERE count > 0
ORDER BY 1, 2, 4, 5;
