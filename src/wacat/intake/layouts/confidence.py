"""How sure a detection is: the headings understood, and whether the cells below look like them.

`0.6 + 0.4 x share of headings understood`, times the share of looked-at fields whose cells fit.
A mapping that an operator saved is certain.
"""

from collections.abc import Sequence

from wacat.intake.layouts.detector import Detection, Numbered
from wacat.intake.layouts.fields import type_of
from wacat.intake.layouts.kinds import parse_kind
from wacat.intake.parsing.dates import parse_date
from wacat.intake.parsing.people import CITIZENSHIP_WORDS, SEX_WORDS
from wacat.intake.parsing.rt import parse_rt
from wacat.sheets.cells import Cell, as_text
from wacat.values.text import key

DOUBTFUL = 0.7
SURE = 0.9
LOOKED_AT = 50
# With fewer cells than these a column says nothing of itself.
ENOUGH_CELLS = 5
FITS = 0.3
NO_DATE = frozenset({"DATE_UNREADABLE"})


def in_words(confidence: float) -> str:
    """A confidence as people say it."""
    if confidence >= SURE:
        return "yakin"
    return "cukup yakin" if confidence >= DOUBTFUL else "ragu"


def weighed(detection: Detection, rows: Sequence[Numbered]) -> float:
    """The confidence once the first rows below the headings are looked at."""
    if detection.saved:
        return detection.confidence
    verdicts = [
        share >= FITS
        for name, place in detection.columns.items()
        if (share := fit([row[place] for _, row in rows if place < len(row)], name)) is not None
    ]
    if not verdicts:
        return detection.confidence
    return round(detection.confidence * sum(verdicts) / len(verdicts), 3)


def fit(cells: Sequence[Cell], name: str) -> float | None:
    """The share of filled cells that could be of that field; None where that cannot be told."""
    looks = LOOKS.get(type_of(name))
    filled = [
        cell for cell in cells[:LOOKED_AT] if as_text(cell).strip(" -'\u00a0") not in {"", "0"}
    ]
    if looks is None or len(filled) < ENOUGH_CELLS:
        return None
    return sum(looks(cell) for cell in filled) / len(filled)


def _looks_like_number(cell: Cell) -> bool:
    if isinstance(cell, int | float):
        return cell >= 1e12
    return sum(mark.isdigit() for mark in as_text(cell)) >= 10


def _looks_like_day(cell: Cell) -> bool:
    return parse_date(cell).issue not in NO_DATE


def _looks_like_name(cell: Cell) -> bool:
    return isinstance(cell, str) and sum(map(str.isalpha, cell)) * 2 > len(cell)


def _looks_like_rt(cell: Cell) -> bool:
    return parse_rt(cell).issue != "RT_UNREADABLE"


def _looks_like_sex(cell: Cell) -> bool:
    return key(as_text(cell)) in SEX_WORDS


def _looks_like_citizenship(cell: Cell) -> bool:
    return key(as_text(cell)) in CITIZENSHIP_WORDS


def _looks_like_kind(cell: Cell) -> bool:
    return parse_kind(cell) is not None


LOOKS = {
    "nik": _looks_like_number,
    "kk": _looks_like_number,
    "day": _looks_like_day,
    "name": _looks_like_name,
    "rt": _looks_like_rt,
    "sex": _looks_like_sex,
    "citizenship": _looks_like_citizenship,
    "kind": _looks_like_kind,
}
