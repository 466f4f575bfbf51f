"""Joins each row with the row of another table that has the same key (biodata and family)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from wacat.intake.layouts.detector import Detection, Numbered
from wacat.intake.reader.shape import widened
from wacat.sheets.cells import Cell, Row, as_text
from wacat.sheets.refusals import CannotRead

# A province has that many families; beyond it the table would not fit beside the reader.
MOST_FAMILIES = 2_000_000


@dataclass(frozen=True)
class Half:
    """The other table, read whole: its fields by key."""

    fields: tuple[str, ...]
    headings: tuple[str, ...]
    rows: Mapping[str, tuple[Cell, ...]]


def read_half(detection: Detection, rows: Iterable[Numbered], *, on: str, known: set[str]) -> Half:
    """Read a companion: all its fields that the other half does not have.

    Raises:
        CannotRead: it is too long to be kept in memory.
    """
    fields = tuple(name for name in detection.columns if name not in known and name != on)
    places = [detection.columns[name] for name in fields]
    key = detection.columns[on]
    found: dict[str, tuple[Cell, ...]] = {}
    same: dict[Cell, Cell] = {}
    for _, row in rows:
        mark = _key(row, key)
        if mark:
            cells = (row[place] if place < len(row) else "" for place in places)
            # few different RTs and codes stand in many rows
            found[mark] = tuple(same.setdefault(cell, cell) for cell in cells)
        if len(found) > MOST_FAMILIES:
            raise CannotRead("ROWS", limit=MOST_FAMILIES)
    return Half(fields, tuple(detection.headings[place] for place in places), found)


def joined(detection: Detection, half: Half) -> Detection:
    """The detection of the rows that `join` gives."""
    width = len(detection.headings)
    return replace(
        detection,
        headings=(*detection.headings, *half.headings),
        columns=detection.columns | {name: width + place for place, name in enumerate(half.fields)},
    )


def join(
    rows: Iterable[Numbered], *, detection: Detection, half: Half, on: str
) -> Iterator[Numbered]:
    """Each row with the cells of its other half behind; empty ones where there is none."""
    width = len(detection.headings)
    key = detection.columns[on]
    nothing: tuple[Cell, ...] = ("",) * len(half.fields)
    for number, row in rows:
        yield number, widened(row, half.rows.get(_key(row, key), nothing), width=width)


def _key(row: Row, place: int) -> str:
    return as_text(row[place]).strip(" '\u00a0") if place < len(row) else ""
