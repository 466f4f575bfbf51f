"""The statement that turns staged rows into records and notices, some ten thousand at a time.

All chunks belong to one transaction; they are cut so that it can be told how far it has come.
"""

CHUNK_ROWS = 25_000
# Looked for chunk by chunk: the numbers of a second sheet begin ten million further on.
CHUNK_END = """
SELECT max(row_number) FROM (
  SELECT row_number FROM {stage} WHERE row_number > %(after)s ORDER BY row_number LIMIT %(chunk)s) c
"""

RECORD_COLUMNS = (
    "row_number, source, kind, number, nik, kk, name, sex, citizenship, birth_on, served_on, "
    "address, place_from, place_to, rt_id, kelurahan_id, kecamatan_id, city_id, origin_rt_id, "
    "origin_kelurahan_id, origin_kecamatan_id, reach, fact_key"
)

# A fact that already stands is left alone: publishing twice, or two files with the same row, adds nothing.
FRESH = f"""
INSERT INTO records_servicerecord (batch_id, version, published_at, {RECORD_COLUMNS})
SELECT %(batch_id)s, 1, %(at)s, {RECORD_COLUMNS} FROM {{stage}}
WHERE row_number > %(after)s AND row_number <= %(upto)s
ON CONFLICT (fact_key) WHERE withdrawn_at IS NULL DO NOTHING
"""

# 6471********0003: the issuing city and the serial, never the birth date in the middle.
MASK = "CASE WHEN {0} = '' THEN '' ELSE left({0}, 4) || '********' || right({0}, 4) END"

# Two plain selects: with a lateral join the planner reads the codes of all areas anew for every record.
_SIDES = """
SELECT r.*, CASE r.kind WHEN 'PINDAH_KELUAR' THEN 'ORIGIN' WHEN 'DATANG' THEN 'DESTINATION'
                        WHEN 'PINDAH_DALAM_KOTA' THEN 'DESTINATION' ELSE 'RESIDENCE' END AS direction,
       r.rt_id AS side_rt, r.kelurahan_id AS side_kelurahan, r.kecamatan_id AS side_kecamatan,
       r.address AS side_address
FROM stood r
UNION ALL
SELECT r.*, 'ORIGIN', r.origin_rt_id, r.origin_kelurahan_id, r.origin_kecamatan_id, r.place_from
FROM stood r WHERE r.origin_rt_id IS NOT NULL AND r.origin_rt_id <> r.rt_id
"""


def _shown(element: str, value: str, *, empty: str = "''") -> str:
    return f"CASE WHEN '{element}' = ANY (m.elements) THEN {value} ELSE {empty} END"


_TELL = f"""
INSERT INTO records_notice (
  record_id, batch_id, rt_id, kelurahan_id, kecamatan_id, city_id, direction, kind, urgency, name,
  nik_masked, kk_masked, sex, birth_on, address, place_from, place_to, number, served_on, area_code,
  state, published_at, changed_at, answer, result, withdraw_reason)
SELECT r.id, r.batch_id, r.side_rt, r.side_kelurahan, r.side_kecamatan, r.city_id, r.direction,
       CASE WHEN m.neutral THEN %(neutral)s ELSE r.kind END, m.urgency,
       {_shown("name", "r.name")},
       {_shown("nik_masked", MASK.format("r.nik"))},
       {_shown("kk_masked", MASK.format("r.kk"))},
       {_shown("sex", "r.sex")},
       {_shown("birth_on", "r.birth_on", empty="NULL")},
       {_shown("address", "r.side_address")},
       {_shown("place_from", "r.place_from")},
       {_shown("place_to", "r.place_to")},
       {_shown("number", "r.number")},
       r.served_on, coalesce(c.code, ''), 'SENT', %(at)s, %(at)s, '', '', ''
FROM ({_SIDES}) r
JOIN records_disclosurerule m ON m.matrix_id = %(matrix_id)s AND m.office = 'KETUA_RT' AND m.kind = r.kind
LEFT JOIN areas_areacode c ON c.area_id = r.side_rt AND c.system = 'WACAT' AND upper_inf(c.valid)
WHERE m.told
ORDER BY r.id
RETURNING 1
"""
# What one statement writes, the next would have to look for: so one writes both. `insert` writes records.
PUBLISH = f"""
WITH stood AS ({{insert}} RETURNING id, batch_id, {RECORD_COLUMNS}), told AS ({_TELL})
SELECT (SELECT count(*) FROM stood), (SELECT count(*) FROM told)
"""

# What the Lurah may see beyond the RT, for kinds where the matrix says so: usually none.
_BEYOND = "(m.neutral AND NOT l.neutral OR NOT l.elements <@ m.elements)"
HAS_LURAH_EXTRAS = f"""
SELECT EXISTS (
  SELECT FROM records_disclosurerule m JOIN records_disclosurerule l USING (matrix_id, kind)
  WHERE m.matrix_id = %(matrix_id)s AND m.office = 'KETUA_RT' AND l.office = 'LURAH' AND {_BEYOND})
"""
INSERT_LURAH_EXTRAS = f"""
INSERT INTO records_lurahextra (notice_id, kelurahan_id, city_id, elements)
SELECT n.id, n.kelurahan_id, n.city_id,
       (SELECT coalesce(jsonb_object_agg(e.key, e.value), '{{}}') FROM jsonb_each(jsonb_build_object(
          'kind', CASE WHEN l.neutral OR NOT m.neutral THEN NULL ELSE r.kind END,
          'name', r.name, 'nik_masked', {MASK.format("r.nik")}, 'kk_masked', {MASK.format("r.kk")},
          'sex', r.sex, 'birth_on', r.birth_on, 'address', r.address, 'place_from', r.place_from,
          'place_to', r.place_to, 'number', r.number)) e
        WHERE e.value NOT IN ('null'::jsonb, '""'::jsonb)
          AND (e.key = 'kind' OR e.key = ANY (l.elements) AND NOT e.key = ANY (m.elements)))
FROM records_notice n
JOIN records_servicerecord r ON r.id = n.record_id
JOIN records_disclosurerule m ON m.matrix_id = %(matrix_id)s AND m.office = 'KETUA_RT' AND m.kind = r.kind
JOIN records_disclosurerule l ON l.matrix_id = %(matrix_id)s AND l.office = 'LURAH' AND l.kind = r.kind
WHERE n.batch_id = %(batch_id)s AND {_BEYOND}
"""
