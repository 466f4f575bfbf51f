SELECT *
  FROM wacat.enter('...', 0, ..., true, '...');
SELECT "areas_area"."id", "areas_area"."level", "areas_area"."parent_id", "areas_area"."name", "areas_area"."number", "areas_area"."city_id", "areas_area"."kecamatan_id", "areas_area"."kelurahan_id", "areas_area"."opened_on", "areas_area"."frozen_on", "areas_area"."closed_on", "areas_area"."successor_id"
  FROM "areas_area"
  INNER JOIN "areas_areacode" ON ("areas_area"."id" = "areas_areacode"."area_id")
  WHERE ("areas_areacode"."code" = '...' AND "areas_area"."level" = 'CITY')
  LIMIT 0;
SELECT "areas_area"."id" AS "id"
  FROM "areas_area"
  WHERE ("areas_area"."city_id" = 0 AND "areas_area"."level" = 'KELURAHAN')
  ORDER BY 0 ASC;
SELECT 0 AS line, coalesce(sum(count) FILTER (WHERE element = ''), 0)::int, coalesce(sum(share / 0) FILTER (WHERE element = ''), 0)::int, coalesce(sum(judged) FILTER (WHERE element = ''), 0)::int, coalesce(sum(proven) FILTER (WHERE element = ''), 0)::int
  FROM evaluation_consistency
  WHERE kelurahan_id = ANY ('...') AND month = ANY ('...') AND element IN ('', '')
  GROUP BY 0;
SELECT 0 AS line, coalesce(sum(count) FILTER (WHERE element = ''), 0)::int, coalesce(sum(share / 0) FILTER (WHERE element = ''), 0)::int, coalesce(sum(judged) FILTER (WHERE element = ''), 0)::int, coalesce(sum(proven) FILTER (WHERE element = ''), 0)::int
  FROM evaluation_consistency
  WHERE kelurahan_id = ANY ('...') AND month = ANY ('...') AND element IN ('', '')
  GROUP BY 0;
SELECT source AS line, coalesce(sum(count) FILTER (WHERE element = ''), 0)::int, coalesce(sum(share / 0) FILTER (WHERE element = ''), 0)::int, coalesce(sum(judged) FILTER (WHERE element = ''), 0)::int, coalesce(sum(proven) FILTER (WHERE element = ''), 0)::int
  FROM evaluation_consistency
  WHERE kelurahan_id = ANY ('...') AND month = ANY ('...') AND element IN ('', '')
  GROUP BY 0;
SELECT element, sum(count)::int, sum(share)::bigint, sum(judged)::int, sum(proven)::int
  FROM evaluation_consistency
  WHERE kelurahan_id = ANY ('...') AND month = ANY ('...')
  GROUP BY 0;
SELECT kecamatan_id AS line, coalesce(sum(count) FILTER (WHERE element = ''), 0)::int, coalesce(sum(share / 0) FILTER (WHERE element = ''), 0)::int, coalesce(sum(judged) FILTER (WHERE element = ''), 0)::int, coalesce(sum(proven) FILTER (WHERE element = ''), 0)::int
  FROM evaluation_consistency
  WHERE kelurahan_id = ANY ('...') AND month = ANY ('...') AND element IN ('', '')
  GROUP BY 0;
SELECT "areas_area"."id", "areas_area"."level", "areas_area"."parent_id", "areas_area"."name", "areas_area"."number", "areas_area"."city_id", "areas_area"."kecamatan_id", "areas_area"."kelurahan_id", "areas_area"."opened_on", "areas_area"."frozen_on", "areas_area"."closed_on", "areas_area"."successor_id"
  FROM "areas_area"
  WHERE "areas_area"."id" IN (0);
SELECT "areas_areacode"."id", "areas_areacode"."area_id", "areas_areacode"."system", "areas_areacode"."code", "areas_areacode"."valid"
  FROM "areas_areacode"
  WHERE ("areas_areacode"."area_id" IN (0) AND "areas_areacode"."system" = 'KEMENDAGRI')
  ORDER BY "areas_areacode"."valid" ASC;
SELECT source AS line, coalesce(sum(count) FILTER (WHERE element = ''), 0)::int, coalesce(sum(share / 0) FILTER (WHERE element = ''), 0)::int, coalesce(sum(judged) FILTER (WHERE element = ''), 0)::int, coalesce(sum(proven) FILTER (WHERE element = ''), 0)::int
  FROM evaluation_consistency
  WHERE kelurahan_id = ANY ('...') AND month = ANY ('...') AND element IN ('', '')
  GROUP BY 0;
SELECT month AS line, coalesce(sum(count) FILTER (WHERE element = ''), 0)::int, coalesce(sum(share / 0) FILTER (WHERE element = ''), 0)::int, coalesce(sum(judged) FILTER (WHERE element = ''), 0)::int, coalesce(sum(proven) FILTER (WHERE element = ''), 0)::int
  FROM evaluation_consistency
  WHERE kelurahan_id = ANY ('...') AND month = ANY ('...') AND element IN ('', '')
  GROUP BY 0;
SELECT wacat.leave();
