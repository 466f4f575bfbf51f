"""Finds the heading row of a sheet, wherever it starts, and which layout it belongs to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wacat.intake.layouts.catalogue import LAYOUTS, SERVICE_LIST, Layout
from wacat.intake.layouts.fields import SIDES, label, words
from wacat.sheets.cells import Cell, Row
from wacat.sheets.refusals import CannotRead

SEARCHED_ROWS = 200
MAX_HEADING = 80


@dataclass(frozen=True)
class Detection:
    """A recognised table: `columns` leads from a field to the place of its column.

    `last_row` is the number of the last heading row, `confidence` the share of headings understood.
    """

    layout: Layout
    headings: tuple[str, ...]
    columns: dict[str, int]
    first_row: int
    last_row: int
    confidence: float


def detect(rows: Sequence[tuple[int, Row]]) -> Detection | None:
    """The layout of a sheet by its first rows, or None when no row has the needed headings."""
    for place, (number, row) in enumerate(rows[:SEARCHED_ROWS]):
        single = _best(_texts(row), first=number, last=number)
        double = None
        if place + 1 < len(rows):
            below_number, below = rows[place + 1]
            double = _best(_combined(row, below), first=number, last=below_number)
        if double and (single is None or len(double.columns) > len(single.columns)):
            return double
        if single:
            return single
    return None


def unknown_layout(rows: Sequence[tuple[int, Row]]) -> CannotRead:
    """The refusal that names the headings found and those needed."""
    candidates = [_texts(row) for _, row in rows[:SEARCHED_ROWS]]
    fullest = max(candidates, key=_understood, default=())
    found = ", ".join(heading[:30] for heading in fullest if heading)[:400]
    needed = ", ".join(" atau ".join(_short(need)) for need in SERVICE_LIST.needs)
    return CannotRead("UNKNOWN_LAYOUT", found=found or "tidak ada", needed=needed)


def _short(need: Iterable[str]) -> list[str]:
    return [label(field) for field in need if not field.startswith(("from_", "to_"))]


def _understood(headings: Sequence[str]) -> tuple[int, int]:
    known = sum(words(heading) in SERVICE_LIST.headings for heading in headings if heading)
    return known, sum(bool(heading) for heading in headings)


def _texts(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(
        " ".join(cell.split()) if isinstance(cell, str) and len(cell) <= MAX_HEADING else ""
        for cell in row
    )


def _combined(row: Sequence[Cell], below: Sequence[Cell]) -> tuple[str, ...]:
    """Headings on two rows: a merged one above (`Alamat asal`) and its parts below (`RT`)."""
    above = _texts(row)
    combined: list[str] = []
    group = ""
    for place, part in enumerate(_texts(below)):
        own = above[place] if place < len(above) else ""
        group = own or group
        combined.append(_with_side(part, group=group) if part else own)
    return (*combined, *above[len(combined) :])


def _with_side(part: str, *, group: str) -> str:
    for word in SIDES["from_"] + SIDES["to_"]:
        if word in words(group) and word not in words(part):
            return f"{part} {word}"
    return part


def _best(headings: tuple[str, ...], *, first: int, last: int) -> Detection | None:
    filled = sum(bool(heading) for heading in headings)
    if filled < 4:
        return None
    found: list[Detection] = []
    for layout in LAYOUTS:
        columns = _columns(headings, layout=layout)
        if all(any(field in columns for field in need) for need in layout.needs):
            found.append(Detection(layout, headings, columns, first, last, len(columns) / filled))
    return max(found, key=lambda detection: len(detection.columns), default=None)


def _columns(headings: tuple[str, ...], *, layout: Layout) -> dict[str, int]:
    ranks: dict[str, tuple[int, int]] = {}
    for place, heading in enumerate(headings):
        field, rank = layout.headings.get(words(heading), ("", 0)) if heading else ("", 0)
        if not field:
            continue
        if field in ranks and ranks[field][0] == rank and field in {"nik", "name", "rt"}:
            raise CannotRead("HEADING_TWICE", heading=heading)
        if field not in ranks or rank < ranks[field][0]:
            ranks[field] = (rank, place)
    return {field: place for field, (_, place) in ranks.items()}
