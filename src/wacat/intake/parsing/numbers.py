"""NIK and KK: sixteen digits or nothing. Kept as text; a number has already lost its last digit."""

from datetime import date, datetime

from wacat.intake.parsing.parsed import Parsed
from wacat.sheets.cells import Cell

LENGTH = 16
# Spaces, apostrophes and invisible marks that exports put around numbers kept as text.
FOUND_AROUND = str.maketrans(
    "",
    "",
    " \t\r\n'`’‘\"\u00a0\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff",
)
NOTHING = frozenset({"", "-", "--", "0", "0" * LENGTH, "null"})
WOMEN_ADD = 40


def parse_nik(cell: Cell) -> Parsed:
    """A NIK as text. Empty is allowed and said; anything else than 16 ASCII digits is not."""
    return _parse(cell, empty="NIK_EMPTY", numeric="NIK_NUMERIC", wrong="NIK_LENGTH")


def parse_kk(cell: Cell) -> Parsed:
    """A KK number as text; one that cannot be trusted is dropped with a warning."""
    return _parse(cell, empty="", numeric="KK_NUMERIC", wrong="KK_LENGTH")


def _parse(cell: Cell, *, empty: str, numeric: str, wrong: str) -> Parsed:
    if isinstance(cell, str):
        if len(cell) == LENGTH and cell.isascii() and cell.isdecimal() and cell not in NOTHING:
            return Parsed(cell)
        text = cell.translate(FOUND_AROUND)
        if text.casefold() in NOTHING:
            return Parsed("", empty)
        good = len(text) == LENGTH and text.isascii() and text.isdecimal()
        return Parsed(text) if good else Parsed("", wrong)
    if cell is None or cell == 0:
        return Parsed("", empty)
    if isinstance(cell, bool | date | datetime) or not isinstance(cell, int | float):
        return Parsed("", wrong)
    return Parsed("", numeric)


def birth_digits(born: str) -> dict[str, str]:
    """The six digits that a NIK holds for a birth date (ISO), by sex; women have 40 added to the day."""
    day, rest = born[8:], born[5:7] + born[2:4]
    return {"L": day + rest, "P": f"{int(day) + WOMEN_ADD}{rest}"}


def disagreement(nik: str, *, birth_on: date | None, sex: str) -> str:
    """What a NIK contradicts: `NIK_BIRTH_DATE`, `NIK_SEX`, or '' when it agrees or nothing is known."""
    encoded = nik[6:12]
    if birth_on is not None and encoded not in birth_digits(birth_on.isoformat()).values():
        return "NIK_BIRTH_DATE"
    if sex and (encoded[0] >= "4") != (sex == "P"):
        return "NIK_SEX"
    return ""
