-- What anybody may ask without signing in: counts of a month that has ended, small ones left out;
-- and whether a sheet of paper still says what the database says.

-- One table of kelurahan x kind with its totals. A count from 1 to 4 is left out (NULL), and with it the three
-- others of the cheapest rectangle it stands in: whoever knows every total can still move a person round that
-- rectangle, so none of the four follows from the rest (a line with two holes would not be enough: a single
-- bridge between two groups of holes can be worked out). Months that still run are not shown: the difference
-- between two days would tell of one person. kelurahan_id 0 and kind '' hold the totals.
CREATE OR REPLACE FUNCTION wacat.public_counts(wanted date)
RETURNS TABLE (kelurahan_id int, kind text, count int)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  few CONSTANT int := 5;
  before text := coalesce(current_setting('wacat.context', true), '');
  cities int[] := (SELECT array_agg(id) FROM public.areas_area WHERE level = 'CITY');
  places int[]; kinds text[]; cells int[]; hidden bool[];
  wide int; cell int; picked int[];
BEGIN
  IF wanted >= date_trunc('month', statement_timestamp() AT TIME ZONE '{zone}')::date THEN
    RETURN;
  END IF;
  PERFORM wacat.open_context(NULL, NULL, 'PUBLIC', '{}', cities);
  SELECT array_agg(DISTINCT m.kelurahan_id), array_agg(DISTINCT m.kind) INTO places, kinds
  FROM public.reports_monthly m
  WHERE m.month = wanted AND m.served_month = wanted AND m.side = 'P' AND NOT m.detail AND m.count > 0;
  -- every kelurahan that stood by then has its row, also with nothing in it; a younger one must not lend
  -- its zeros as partners: everybody knows them
  SELECT array_agg(a.id ORDER BY a.id) INTO places FROM public.areas_area a
  WHERE a.level = 'KELURAHAN'
    AND (a.closed_on IS NULL AND a.opened_on < wanted + interval '1 month' OR a.id = ANY (places));
  IF kinds IS NULL THEN
    PERFORM set_config('wacat.context', before, true);
    RETURN;
  END IF;
  places := places || 0; kinds := kinds || ''::text;
  wide := cardinality(kinds);
  SELECT array_agg(coalesce(c.n, 0) ORDER BY p.at, k.at) INTO cells
  FROM unnest(places) WITH ORDINALITY p(id, at) CROSS JOIN unnest(kinds) WITH ORDINALITY k(name, at)
  LEFT JOIN (
    SELECT coalesce(m.kelurahan_id, 0) AS id, coalesce(m.kind, '') AS name, sum(m.count)::int AS n
    FROM public.reports_monthly m
    WHERE m.month = wanted AND m.served_month = wanted AND m.side = 'P' AND NOT m.detail
    GROUP BY CUBE (m.kelurahan_id, m.kind)
  ) c ON c.id = p.id AND c.name = k.name;
  PERFORM set_config('wacat.context', before, true);
  SELECT array_agg(n BETWEEN 1 AND few - 1 ORDER BY at) INTO hidden FROM unnest(cells) WITH ORDINALITY c(n, at);
  FOR cell IN SELECT at FROM unnest(hidden) WITH ORDINALITY h(is_hidden, at) WHERE is_hidden LOOP
    -- partners: another column in this row, another row in this column, and where those two meet;
    -- what is already left out costs nothing, a zero more than a count, a total most
    SELECT ARRAY[r.own, c.own, r.row * wide + c.col + 1] INTO picked
    FROM (SELECT DISTINCT (i - 1) % wide AS col, (cell - 1) / wide * wide + (i - 1) % wide + 1 AS own
          FROM generate_subscripts(cells, 1) i WHERE (i - 1) % wide <> (cell - 1) % wide) c
    CROSS JOIN (SELECT DISTINCT (i - 1) / wide AS row, (i - 1) / wide * wide + (cell - 1) % wide + 1 AS own
                FROM generate_subscripts(cells, 1) i WHERE (i - 1) / wide <> (cell - 1) / wide) r
    ORDER BY (SELECT sum(CASE WHEN hidden[x] THEN 0 WHEN kinds[(x - 1) % wide + 1] = ''
                                OR places[(x - 1) / wide + 1] = 0 THEN 100000 WHEN cells[x] = 0 THEN 3000
                              ELSE 1000 END + least(cells[x], 99))
              FROM unnest(ARRAY[r.own, c.own, r.row * wide + c.col + 1]) x), r.own, c.own LIMIT 1;
    IF FOUND THEN
      hidden[picked[1]] := true; hidden[picked[2]] := true; hidden[picked[3]] := true;
    END IF;
  END LOOP;
  RETURN QUERY
  SELECT places[(i - 1) / wide + 1], kinds[(i - 1) % wide + 1], CASE WHEN NOT hidden[i] THEN cells[i] END
  FROM generate_subscripts(cells, 1) i;
END $$;

-- Whoever holds a sheet holds its code: this opens the counts of its area, and of no other, for the rest of
-- the transaction. True when there is such a sheet.
CREATE OR REPLACE FUNCTION wacat.enter_issue(wanted text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE place int;
BEGIN
  PERFORM wacat.open_context(NULL, NULL, 'PUBLIC', '{}',
                             (SELECT array_agg(id) FROM public.areas_area WHERE level = 'CITY'));
  SELECT i.area_id INTO place FROM public.reports_issue i WHERE i.code = wanted;
  PERFORM set_config('wacat.context', '', true);
  IF place IS NULL THEN
    RETURN false;
  END IF;
  -- a kecamatan has no column of its own in the policies: its kelurahan stand for it
  PERFORM wacat.open_context(NULL, NULL, 'PUBLIC', '{}',
                             (SELECT array_agg(a.id) FROM public.areas_area a WHERE a.id = place
                                 OR a.level = 'KELURAHAN' AND a.kecamatan_id = place));
  RETURN true;
END $$;

REVOKE ALL ON FUNCTION wacat.public_counts(date), wacat.enter_issue(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wacat.public_counts(date), wacat.enter_issue(text) TO wacat_app;
