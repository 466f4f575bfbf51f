"""Failed tries, counted for all processes in one table; a refusal says how long to wait.

Tight by account or device, wide by address: a whole mobile operator shares one address (CGNAT).
A count is one statement, so that parallel tries cannot slip through between reading and writing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import connection

from wacat.values.refusal import Refusal
from wacat.values.tanggal import lama_tepat


@dataclass(frozen=True)
class Limit:
    """So many failed tries in so many seconds."""

    name: str
    count: int
    seconds: int


PASSWORD = Limit("sandi", 5, 300)
FACTOR = Limit("faktor", 5, 300)
KEY = Limit("kode", 20, 300)
ADDRESS = Limit("alamat", 300, 300)
LOST = Limit("lupa", 3, 3600)

LOOK = "SELECT count, until FROM accounts_tries WHERE key = %s AND until > %s"
COUNT = """
INSERT INTO accounts_tries AS t (key, count, until) VALUES (%(key)s, 1, %(end)s)
ON CONFLICT (key) DO UPDATE SET
  count = CASE WHEN t.until <= %(at)s THEN 1 ELSE t.count + 1 END,
  until = CASE WHEN t.until <= %(at)s THEN excluded.until ELSE t.until END
RETURNING count, until
"""
FORGET = "DELETE FROM accounts_tries WHERE key = %s OR until < %s"


class CannotTryYet(Refusal):
    """Too many failed tries; `wait` is how long until the next one is let through."""

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait
        super().__init__(
            f"Terlalu banyak percobaan yang gagal. Coba lagi dalam {lama_tepat(wait)}."
        )


def check(limit: Limit, who: object, *, at: datetime) -> None:
    """Look whether another try is let through, without counting one.

    Raises: CannotTryYet
    """
    with connection.cursor() as cursor:
        cursor.execute(LOOK, [_key(limit, who), at])
        row = cursor.fetchone()
    if row and row[0] >= limit.count:
        raise CannotTryYet(row[1] - at)


def count(limit: Limit, who: object, *, at: datetime) -> None:
    """Count a try; of parallel ones only as many as the limit allows come through.

    Raises: CannotTryYet
    """
    end = at + timedelta(seconds=limit.seconds)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"key": _key(limit, who), "at": at, "end": end})
        tries, until = cursor.fetchone()
    if tries > limit.count:
        raise CannotTryYet(until - at)


def forget(limit: Limit, who: object, *, at: datetime) -> None:
    """Begin anew after a success; counts of yesterday go as well."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [_key(limit, who), at - timedelta(days=1)])


def _key(limit: Limit, who: object) -> str:
    return f"{limit.name}:{sha256(str(who).encode()).hexdigest()}"
