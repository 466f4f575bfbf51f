"""The five years of a city again and again in one database, by statements alone (ten times the data)."""

import psycopg

from wacat.ops.environment import say

# ids of the five years stay below this; each further copy begins at a multiple of it
STRIDE = 100_000_000
# tables in the order in which they refer to each other, with the columns that move along
COPIED: dict[str, tuple[str, ...]] = {
    "records_servicerecord": ("id", "replaces_id"),
    "records_notice": ("id", "record_id", "replaced_by_id"),
    "verification_answer": ("id", "notice_id"),
    "verification_correction": ("id", "notice_id", "answer_id", "duplicate_of_id"),
    "verification_correctionitem": ("id", "correction_id"),
}
KEYS = {"fact_key": "gen_random_uuid()", "key": "gen_random_uuid()"}
# the copies are other people: the last twelve digits turn
NIK = "CASE WHEN nik = '' THEN '' ELSE left(nik, 4) || lpad(((substr(nik, 5)::bigint + {copy} * 7919) "
NIK += "% 1000000000000)::text, 12, '0') END"
INDEXED = """
INSERT INTO wacat.case_index
SELECT c.id, c.city_id, c.kelurahan_id, c.rt_id, r.kind, r.nik, r.name, c.closed_at IS NOT NULL
FROM verification_correction c JOIN records_notice n ON n.id = c.notice_id
JOIN records_servicerecord r ON r.id = n.record_id WHERE c.id > {stride}
"""


def multiply(connection: psycopg.Connection[tuple[object, ...]], *, times: int) -> None:
    """Make every table `times` as long. Triggers and foreign keys rest meanwhile (superuser)."""
    connection.execute("SET session_replication_role = replica")
    connection.execute("SET maintenance_work_mem = '512MB'")
    for copy in range(1, times):
        for table, moved in COPIED.items():
            columns = _columns(connection, table)
            chosen = ", ".join(_value(name, moved=moved, copy=copy) for name in columns)
            connection.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) SELECT {chosen} FROM {table} "
                f"WHERE id < {STRIDE}"
            )
        say(f"    salinan {copy + 1} dari {times}")
    connection.execute(INDEXED.format(stride=STRIDE))
    connection.execute("RESET session_replication_role")
    connection.execute("VACUUM (ANALYZE)")


def _columns(connection: psycopg.Connection[tuple[object, ...]], table: str) -> list[str]:
    rows = connection.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 "
        "AND NOT attisdropped ORDER BY attnum",
        [table],
    )
    return [str(row[0]) for row in rows]


def _value(name: str, *, moved: tuple[str, ...], copy: int) -> str:
    if name in moved:
        return f"{name} + {copy * STRIDE}"
    if name == "nik":
        return NIK.format(copy=copy)
    return KEYS.get(name, name)
