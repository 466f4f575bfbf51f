"""The two statements that turn staged rows into records and notices, some ten thousand at a time.

They all belong to one transaction; they are cut so that it can be told how far it has come.
"""

CHUNK_ROWS = 25_000
LAST = 2**63 - 1
# The last row of each full chunk of the stage, and the last record of each.
STAGE_BOUNDS = """
SELECT row_number FROM (
  SELECT row_number, row_number() OVER (ORDER BY row_number) AS place FROM {stage}
) s WHERE place %% %(chunk)s = 0 ORDER BY row_number
"""
RECORD_BOUNDS = """
SELECT id FROM (
  SELECT id, row_number() OVER (ORDER BY id) AS place FROM records_servicerecord
  WHERE batch_id = %(batch_id)s AND withdrawn_at IS NULL
) r WHERE place %% %(chunk)s = 0 ORDER BY id
"""

RECORD_COLUMNS = (
    "row_number, source, kind, number, nik, kk, name, sex, citizenship, birth_on, served_on, "
    "address, place_from, place_to, rt_id, kelurahan_id, kecamatan_id, city_id, origin_rt_id, "
    "origin_kelurahan_id, origin_kecamatan_id, reach, fact_key"
)

# A fact that already stands is left alone: publishing twice, or two files with the same row, adds nothing.
INSERT_RECORDS = f"""
INSERT INTO records_servicerecord (batch_id, version, published_at, {RECORD_COLUMNS})
SELECT %(batch_id)s, 1, %(at)s, {RECORD_COLUMNS} FROM {{stage}}
WHERE row_number > %(after)s AND row_number <= %(upto)s
ON CONFLICT (fact_key) WHERE withdrawn_at IS NULL DO NOTHING
"""

# 6471********0003: the issuing city and the serial, never the birth date in the middle.
MASK = "CASE WHEN {0} = '' THEN '' ELSE left({0}, 4) || '********' || right({0}, 4) END"

# Sum instead of a plain comparison: the chunk must be found by its ids, or every chunk would read the
# whole batch anew.
_CHUNK = """r.batch_id + 0 = %(batch_id)s AND r.withdrawn_at IS NULL
  AND r.id > %(after)s AND r.id <= %(upto)s"""
# Two plain selects: with a lateral join the planner reads the codes of all areas anew for every record.
NOTICE_SIDES = f"""
SELECT r.*, CASE r.kind WHEN 'PINDAH_KELUAR' THEN 'ORIGIN' WHEN 'DATANG' THEN 'DESTINATION'
                        WHEN 'PINDAH_DALAM_KOTA' THEN 'DESTINATION' ELSE 'RESIDENCE' END AS direction,
       r.rt_id AS side_rt, r.kelurahan_id AS side_kelurahan, r.kecamatan_id AS side_kecamatan,
       r.address AS side_address
FROM records_servicerecord r
WHERE {_CHUNK}
UNION ALL
SELECT r.*, 'ORIGIN', r.origin_rt_id, r.origin_kelurahan_id, r.origin_kecamatan_id, r.place_from
FROM records_servicerecord r
WHERE {_CHUNK}
  AND r.origin_rt_id IS NOT NULL AND r.origin_rt_id <> r.rt_id
"""


def _shown(element: str, value: str, *, empty: str = "''") -> str:
    return f"CASE WHEN '{element}' = ANY (m.elements) THEN {value} ELSE {empty} END"


INSERT_NOTICES = f"""
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
FROM ({NOTICE_SIDES}) r
JOIN records_disclosurerule m ON m.matrix_id = %(matrix_id)s AND m.office = 'KETUA_RT' AND m.kind = r.kind
LEFT JOIN areas_areacode c ON c.area_id = r.side_rt AND c.system = 'WACAT' AND upper_inf(c.valid)
WHERE m.told
ORDER BY r.id
"""

# What the Lurah may see beyond the RT, for kinds where the matrix says so.
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
WHERE n.batch_id = %(batch_id)s AND (m.neutral AND NOT l.neutral OR NOT l.elements <@ m.elements)
"""
