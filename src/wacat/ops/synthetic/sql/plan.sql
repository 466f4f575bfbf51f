-- Who answers which notice, when and how. Draws come from a hash of the ids: the same each time.
CREATE FUNCTION pg_temp.draw(id bigint, which int) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
  SELECT ((hashint8extended(id, which) >> 11) & 9007199254740991)::float8 / 9007199254740992.0
$$;
-- a waiting time, in days, of that mean
CREATE FUNCTION pg_temp.wait(id bigint, which int, mean float8) RETURNS interval LANGUAGE sql IMMUTABLE AS $$
  SELECT -ln(1 - pg_temp.draw(id, which)) * mean * interval '1 day'
$$;
CREATE FUNCTION pg_temp.pick(words text[], id bigint, which int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT words[1 + floor(pg_temp.draw(id, which) * cardinality(words))::int]
$$;
-- from 21.00 to 06.00 people sleep
CREATE FUNCTION pg_temp.awake(at timestamptz) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN extract(hour FROM at) BETWEEN 6 AND 20 THEN at
              ELSE date_trunc('day', at + interval '3 hours') + interval '6 hours'
                   + extract(minute FROM at) * interval '3 minutes' END
$$;
-- from 15.30 to 08.00 and at the weekend the desk is closed; what waited is done in the first hours
CREATE FUNCTION pg_temp.desk(at timestamptz) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN d.day = at::date AND at::time BETWEEN '08:00' AND '15:30' THEN at
              ELSE d.day + interval '8 hours' + extract(minute FROM at) * interval '4 minutes' END
  FROM (SELECT n.day + CASE extract(isodow FROM n.day) WHEN 6 THEN 2 WHEN 7 THEN 1 ELSE 0 END AS day
        FROM (SELECT at::date + (at::time > '15:30')::int AS day) n) d
$$;

CREATE TEMPORARY TABLE plan ON COMMIT DROP AS
WITH head AS (
  SELECT ap.area_id, ap.office, ap.valid, a.id AS account_id, a.state
  FROM accounts_appointment ap JOIN accounts_account a USING (person_id)
  WHERE ap.office IN ('KETUA_RT', 'LURAH')
), moment AS (
  -- some kelurahan are keener than others, and so are their Lurah
  SELECT n.*, (0.83 + 0.17 * pg_temp.draw(n.rt_id, 1)) * (0.6 + 0.4 * pg_temp.draw(n.kelurahan_id, 9)) AS willing,
         pg_temp.awake(n.published_at + least(pg_temp.wait(n.id, 3, 0.4 + 3 * pg_temp.draw(n.rt_id, 2) ^ 2),
                                              interval '14 days')) AS first_at,
         pg_temp.awake(n.published_at + interval '7 days' + pg_temp.wait(n.id, 4, 2)) AS second_at
  FROM records_notice n WHERE n.state = 'SENT'
)
SELECT m.id AS notice_id, m.rt_id, m.kelurahan_id, m.city_id, m.published_at, who.account_id, who.office, who.at,
       CASE WHEN pg_temp.draw(m.id, 5) < 0.005 THEN 'NOT_MINE'
            WHEN pg_temp.draw(m.id, 5) < 0.035 THEN 'CORRECTED' ELSE 'CONFIRMED' END AS kind,
       CASE WHEN pg_temp.draw(m.id, 5) BETWEEN 0.005 AND 0.0057 THEN 'CANCELLED' END AS wanted
FROM moment m
LEFT JOIN head h ON h.area_id = m.rt_id AND h.office = 'KETUA_RT' AND h.valid @> m.first_at
  AND h.state <> 'INVITED' AND pg_temp.draw(m.id, 6) < m.willing
LEFT JOIN head l ON l.area_id = m.kelurahan_id AND l.office = 'LURAH' AND l.valid @> m.second_at
  AND h.area_id IS NULL AND pg_temp.draw(m.id, 7) < 0.1 + 0.6 * pg_temp.draw(m.kelurahan_id, 10)
CROSS JOIN LATERAL (SELECT coalesce(h.account_id, l.account_id) AS account_id, coalesce(h.office, l.office) AS office,
                           CASE WHEN h.area_id IS NOT NULL THEN m.first_at
                                WHEN l.area_id IS NOT NULL THEN m.second_at END AS at) who;
CREATE INDEX ON plan (rt_id);
UPDATE plan SET at = NULL WHERE at > %(now)s - interval '15 minutes';
UPDATE plan SET wanted = NULL WHERE at IS NULL;
