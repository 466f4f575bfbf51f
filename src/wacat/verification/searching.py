"""Looking for cases over everything there ever was, through the gated function (sql/search.sql)."""

import re
from dataclasses import dataclass

from django.db import connection

from wacat.areas.models import Area, Level

NUMBER = re.compile(r"[kK][ -]*0*([0-9]{1,18})|0*([0-9]{4,11})")
NIK = re.compile(r"[0-9]{16}")
_MEANT_AS_NIK = re.compile(r"[0-9]{12,}")
_RT = re.compile(r"(?:rt\.? *)?0*([0-9]{1,3})", re.IGNORECASE)
SHORTEST_NAME = 2


@dataclass(frozen=True)
class Sought:
    """What a typed text looks for: a case by number, a person by NIK or name, the RTs of a number."""

    case_id: int | None = None
    nik: str = ""
    rt_number: int | None = None
    name: str = ""

    @property
    def person(self) -> bool:
        """Whether somebody is looked for by name or NIK."""
        return bool(self.nik or self.name)


def understand(text: str) -> Sought:
    """Read what was typed: `K-000123`, `000123`, 16 digits, `RT 23`, or a name."""
    text = " ".join(text.split())
    if NIK.fullmatch(digits := _digits(text)):
        return Sought(nik=digits)
    if number := NUMBER.fullmatch(text):
        return Sought(case_id=int(number[1] or number[2]))
    if number := _RT.fullmatch(text):
        return Sought(rt_number=int(number[1]))
    return Sought(name=text)


def count_wrong_nik(text: str) -> int:
    """How many digits a NIK was typed with when they are not 16; 0 for anything else."""
    digits = _digits(text)
    return len(digits) if _MEANT_AS_NIK.fullmatch(digits) and not NIK.fullmatch(digits) else 0


def _digits(text: str) -> str:
    return "".join(text.split()).replace(".", "")


def find(
    sought: Sought,
    *,
    kind: str = "",
    kelurahan_id: int | None = None,
    closed: bool | None = None,
    below: int | None = None,
    above: int | None = None,
    most: int,
) -> list[int]:
    """The ids of the cases that fit, the newest first; with `above` the oldest of the newer ones.

    The trail is told of each search for a person, without what was typed.
    """
    if sought.case_id is not None:
        return [sought.case_id]
    rts = None
    if sought.rt_number is not None:
        numbered = Area.objects.filter(level=Level.RT, number=sought.rt_number)
        rts = list(numbered.values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT wacat.find_cases(%s, %s, %s, %s::int, %s::int[], %s::boolean, %s::bigint, "
            "%s::bigint, %s)",
            [sought.name, sought.nik, kind, kelurahan_id, rts, closed, below, above, most],
        )
        found: list[int] = cursor.fetchone()[0]
    return found
