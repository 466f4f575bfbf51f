"""How offices spoil a cell: each trap belongs to one field, and what intake must say of it is known."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from wacat.sheets.cells import Cell
from wacat.values.tanggal import tanggal

EXCEL_ZERO = date(1899, 12, 30)
Person = dict[str, Any]


@dataclass(frozen=True)
class Trap:
    """What stands in a cell instead, and the code that is said of it ('' where nothing need be said).

    `write` gives None for a person of whom it cannot be written so.
    """

    field: str
    write: Callable[[Person], Cell]
    code: str = ""
    wrong: bool = False
    typed_only: bool = False


def _old_spelling(name: str) -> str | None:
    """As the ministry wrote it for years: Gunungsamarinda."""
    return name.replace(" ", "").upper() if " " in name else None


TRAPS: tuple[Trap, ...] = (
    Trap("nik", lambda one: f"'{one['nik']}"),
    Trap("nik", lambda one: f"\u00a0{one['nik']} "),
    Trap("nik", lambda _: "0", "NIK_EMPTY"),
    Trap("nik", lambda one: one["nik"][:15], "NIK_LENGTH", wrong=True),
    Trap("nik", lambda one: int(one["nik"]), "NIK_NUMERIC", wrong=True, typed_only=True),
    Trap("rt", lambda one: str(one["rt_number"]), "RT_NOTATION"),
    Trap("rt", lambda one: f"{one['rt_number']:02d}", "RT_NOTATION"),
    Trap("rt", lambda one: f"{one['rt_number']:03d}/000", "RT_NOTATION"),
    Trap("rt", lambda _: "-", "RT_EMPTY", wrong=True),
    Trap("rt", lambda _: "000", "RT_EMPTY", wrong=True),
    Trap("rt", lambda _: "999", "RT_UNKNOWN", wrong=True),
    Trap("sex", lambda one: {"L": "LK", "P": "PR"}[one["sex"]]),
    Trap("sex", lambda one: {"L": "1", "P": "2"}[one["sex"]]),
    Trap("birth", lambda one: f"{one['birth_on']:%d/%m/%Y}", "BIRTH_NOTATION"),
    Trap("birth", lambda one: f"{one['birth_on']:%Y-%m-%d} 00:00:00", "BIRTH_NOTATION"),
    Trap("birth", lambda one: tanggal(one["birth_on"]), "BIRTH_NOTATION"),
    Trap(
        "birth", lambda one: (one["birth_on"] - EXCEL_ZERO).days, "BIRTH_NOTATION", typed_only=True
    ),
    Trap("birth", lambda one: f"{one['birth_on']:%d-%m-%y}", "BIRTH_AMBIGUOUS", wrong=True),
    Trap("kelurahan", lambda _: "Kampung Seberang", "KELURAHAN_UNKNOWN", wrong=True),
    Trap("kelurahan", lambda one: f"KEL. {one['kelurahan'].upper()}"),
    Trap("kelurahan", lambda one: _old_spelling(one["kelurahan"]), "KELURAHAN_SPELLING"),
    Trap("kelurahan_code", lambda one: one["code"][:10]),
    Trap("status", lambda _: "Tidak Valid", "STATUS_INVALID", wrong=True),
    Trap("name", lambda _: "", "NAME_EMPTY", wrong=True),
)
# The first of these rows are sound, so that the usual notation of a file is theirs.
SOUND_ROWS = 12
EVERY = 3


def trap_of(place: int, *, fields: set[str], typed: bool) -> Trap | None:
    """The trap of the row at that place, or None where it is sound; the same for every run."""
    fit = [one for one in TRAPS if one.field in fields and (typed or not one.typed_only)]
    if place < SOUND_ROWS or (place - SOUND_ROWS) % EVERY or not fit:
        return None
    return fit[(place - SOUND_ROWS) // EVERY % len(fit)]
