"""Coverage: every office of RT and Lurah, its state and the reason (Pasal 2(1)a)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from wacat.accounts import settings
from wacat.accounts.models import SettingName

# An office can stand in several of these at once; the first is its state. None of them: aktif.
FLAGS = {
    "kosong": "Kosong",
    "beku": "Wilayah beku",
    "dicabut": "Dicabut",
    "ditangguhkan": "Ditangguhkan",
    "terkunci": "Terkunci",
    "belum": "Belum masuk",
    "lama": "Lama tidak masuk",
    "tanpa_hp": "Tanpa nomor telepon",
    "laporan": "Laporan berkala terlambat",
}
ACTIVE = "aktif"
STATES = {ACTIVE: "Aktif"} | FLAGS
OUT_OF_REACH = ["kosong", "beku", "dicabut", "ditangguhkan", "terkunci", "belum"]

OFFICES = """
SELECT ar.id, ar.level, ar.name, kel.name AS kelurahan, kec.name AS kecamatan, p.name AS holder, a.username,
       ap.kind, lower(ap.valid) AS since, seen.at AS seen_at, a.created_at AS invited_at, ar.frozen_on,
       gone.at AS vacant_since, coalesce(gone.reason, '') AS end_reason, late.due_on,
       ar.kelurahan_id, ar.kecamatan_id, coalesce(ar.number, 0) AS number,
       array_remove(ARRAY[
         CASE WHEN ap.id IS NULL AND ar.frozen_on IS NULL THEN 'kosong' END,
         CASE WHEN ar.frozen_on IS NOT NULL THEN 'beku' END,
         CASE WHEN a.state = 'REVOKED' OR gone.reason = 'REVOKED' THEN 'dicabut' END,
         CASE WHEN a.state = 'SUSPENDED' THEN 'ditangguhkan' END,
         CASE WHEN a.state = 'LOCKED' THEN 'terkunci' END,
         CASE WHEN ap.id IS NOT NULL AND (seen.at IS NULL OR a.state = 'INVITED') THEN 'belum' END,
         CASE WHEN seen.at < %(silent)s THEN 'lama' END,
         CASE WHEN ap.id IS NOT NULL AND coalesce(p.phone, '') = '' THEN 'tanpa_hp' END,
         CASE WHEN late.due_on IS NOT NULL THEN 'laporan' END], NULL) AS flags
FROM areas_area ar
JOIN areas_area kel ON kel.id = ar.kelurahan_id
JOIN areas_area kec ON kec.id = ar.kecamatan_id
LEFT JOIN accounts_appointment ap ON ap.area_id = ar.id AND ap.valid @> statement_timestamp()
  AND ap.office = CASE ar.level WHEN 'RT' THEN 'KETUA_RT' ELSE 'LURAH' END
LEFT JOIN accounts_person p ON p.id = ap.person_id
LEFT JOIN accounts_account a ON a.person_id = p.id
LEFT JOIN (SELECT account_id, max(seen_at) AS at FROM accounts_session GROUP BY account_id) door
  ON door.account_id = a.id
LEFT JOIN LATERAL (SELECT greatest(a.last_login, door.at) AS at) seen ON true
LEFT JOIN LATERAL (
  SELECT upper(x.valid) AS at, x.end_reason AS reason FROM accounts_appointment x
  WHERE ap.id IS NULL AND x.area_id = ar.id AND upper(x.valid) <= statement_timestamp()
    AND x.office = CASE ar.level WHEN 'RT' THEN 'KETUA_RT' ELSE 'LURAH' END
  ORDER BY upper(x.valid) DESC LIMIT 1) gone ON true
LEFT JOIN accounts_attestation late ON late.kelurahan_id = ar.id AND late.due_on < %(today)s
  AND late.finished_at IS NULL AND late.lapsed_at IS NULL
WHERE ar.level IN ('RT', 'KELURAHAN') AND ar.closed_on IS NULL
"""
MATCH = """
(%(kecamatan)s = 0 OR kecamatan_id = %(kecamatan)s) AND (%(kelurahan)s = 0 OR kelurahan_id = %(kelurahan)s)
AND (%(level)s = '' OR level = %(level)s)
AND (%(words)s = '' OR concat_ws(' ', name, kelurahan, holder, username) ILIKE %(like)s)
"""
PLACE = "(kecamatan_id, kelurahan_id, number, id)"
PAGE = f"""
WITH o AS MATERIALIZED ({OFFICES})
SELECT * FROM o
WHERE {MATCH} AND (%(state)s = '' OR %(state)s = ANY (flags) OR %(state)s = 'aktif' AND flags = '{{}}')
  AND (%(after)s = 0 OR {PLACE} > (SELECT {PLACE.strip("()")} FROM o WHERE id = %(after)s))
ORDER BY {PLACE.strip("()")} LIMIT %(limit)s
"""
COUNTS = f"""
WITH o AS MATERIALIZED ({OFFICES})
SELECT level, flag, count(*) FILTER (WHERE {MATCH}), count(*) FROM o, unnest(
  CASE WHEN flags = '{{}}' THEN ARRAY['aktif'] ELSE flags END
  || CASE WHEN flags && %(unreached)s THEN ARRAY['*'] ELSE ARRAY['*', 'reached'] END) AS flag
GROUP BY level, flag
"""


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What is asked of the monitor; empty means everything."""

    state: str = ""
    words: str = ""
    level: str = ""
    kecamatan_id: int = 0
    kelurahan_id: int = 0


@dataclass(frozen=True)
class OfficeLine:
    """One office of an area: who holds it, and every flag that applies."""

    area_id: int
    level: str
    name: str
    kelurahan: str
    kecamatan: str
    holder: str | None
    username: str | None
    kind: str | None
    since: datetime | None
    seen_at: datetime | None
    invited_at: datetime | None
    frozen_on: date | None
    vacant_since: datetime | None
    end_reason: str
    report_due_on: date | None
    kelurahan_id: int
    kecamatan_id: int
    number: int
    flags: list[str]

    @property
    def state(self) -> str:
        """The most serious flag, or aktif."""
        return self.flags[0] if self.flags else ACTIVE


@dataclass
class Counts:
    """How many offices stand in each state under the filters, and how many are reached in all."""

    by_state: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STATES, 0))
    matching: int = 0
    reached: dict[str, int] = field(default_factory=lambda: {"RT": 0, "KELURAHAN": 0})
    every: dict[str, int] = field(default_factory=lambda: {"RT": 0, "KELURAHAN": 0})


def silent_since(*, at: datetime) -> datetime:
    """Whoever was not seen after this moment is called silent."""
    return at - timedelta(days=settings.get(SettingName.SILENT_DAYS))


def page(
    filters: Filters, *, after: int, limit: int, at: datetime, silent: datetime
) -> list[OfficeLine]:
    """The offices in the order of the territory, those behind the area `after`."""
    values = _values(filters, at=at, silent=silent) | {
        "state": filters.state,
        "after": after,
        "limit": limit,
    }
    return [OfficeLine(*row) for row in _rows(PAGE, values)]


def counts(filters: Filters, *, at: datetime, silent: datetime) -> Counts:
    """The figures of the chips and of the summary; the chosen state itself does not narrow them."""
    found = Counts()
    for level, flag, matching, every in _rows(COUNTS, _values(filters, at=at, silent=silent)):
        if flag == "*":
            found.matching += matching
            found.every[level] = every
        elif flag == "reached":
            found.reached[level] = every
        else:
            found.by_state[flag] += matching
    return found


def _values(filters: Filters, *, at: datetime, silent: datetime) -> dict[str, Any]:
    words = filters.words
    for sign in "\\%_":
        words = words.replace(sign, f"\\{sign}")
    return {
        "kecamatan": filters.kecamatan_id,
        "kelurahan": filters.kelurahan_id,
        "level": filters.level,
        "words": words,
        "like": f"%{words}%",
        "silent": silent,
        "today": timezone.localtime(at).date(),
        "unreached": OUT_OF_REACH,
    }


def _rows(query: str, values: dict[str, Any]) -> Iterable[Sequence[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
