"""Coverage: every office of RT and Lurah with its holder, and why nobody opens it (Pasal 2(1)a)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

STATES = {
    "kosong": "Tanpa pemegang jabatan",
    "belum": "Belum pernah masuk",
    "tanpa_hp": "Tanpa nomor telepon",
    "aktif": "Aktif",
}

OFFICES = """
SELECT ar.id, ar.level, ar.name, kel.name AS kelurahan, p.name AS holder, a.username, p.phone,
       ap.kind, lower(ap.valid) AS since, a.last_login,
       CASE WHEN ap.id IS NULL THEN 'kosong' WHEN a.last_login IS NULL THEN 'belum'
            WHEN p.phone = '' THEN 'tanpa_hp' ELSE 'aktif' END AS state
FROM areas_area ar
LEFT JOIN areas_area kel ON kel.id = ar.kelurahan_id
LEFT JOIN accounts_appointment ap ON ap.area_id = ar.id AND ap.valid @> statement_timestamp()
  AND ap.office = CASE ar.level WHEN 'RT' THEN 'KETUA_RT' ELSE 'LURAH' END
LEFT JOIN accounts_person p ON p.id = ap.person_id
LEFT JOIN accounts_account a ON a.person_id = p.id
WHERE ar.level IN ('RT', 'KELURAHAN') AND ar.closed_on IS NULL
"""
PAGE = f"""
SELECT * FROM ({OFFICES}) o
WHERE (%(state)s = '' OR state = %(state)s) AND id > %(after)s
  AND (%(words)s = '' OR concat_ws(' ', name, kelurahan, holder, username) ILIKE %(like)s)
ORDER BY id LIMIT %(limit)s
"""
COUNTS = f"SELECT state, level, count(*) FROM ({OFFICES}) o GROUP BY state, level"


@dataclass(frozen=True)
class OfficeLine:
    """One office of an area and who holds it."""

    area_id: int
    level: str
    name: str
    kelurahan: str | None
    holder: str | None
    username: str | None
    phone: str | None
    kind: str | None
    since: object
    last_login: object
    state: str


def page(*, state: str, words: str, after: int, limit: int) -> list[OfficeLine]:
    """The offices in the order of their areas, after the area id `after`."""
    values: dict[str, Any] = {
        "state": state,
        "words": words,
        "like": f"%{words}%",
        "after": after,
        "limit": limit,
    }
    return [OfficeLine(*row) for row in _rows(PAGE, values)]


def counts() -> dict[str, dict[str, int]]:
    """How many offices stand in each state, by level: `{"aktif": {"RT": 1600, ...}, ...}`."""
    found: dict[str, dict[str, int]] = {state: {} for state in STATES}
    for state, level, number in _rows(COUNTS, {}):
        found[state][level] = number
    return found


def _rows(query: str, values: dict[str, Any]) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
