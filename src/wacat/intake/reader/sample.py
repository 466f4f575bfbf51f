"""The first rows of a file as plain data, for the page on which an operator says what the columns are."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from wacat.intake.layouts.detector import Numbered
from wacat.intake.reader.shape import marked
from wacat.sheets.cells import Cell, Row, as_text

MOST_ROWS = 120
MOST_COLUMNS = 256
LONGEST = 160
DAY = "tgl:"


def sample(rows: Sequence[Numbered]) -> list[list[Any]]:
    """Number and cells of each row; numbers stay numbers, days are marked, texts are cut."""
    return [
        [number, [_packed(cell) for cell in marked(row, width=0)[0][:MOST_COLUMNS]]]
        for number, row in rows[:MOST_ROWS]
    ]


def unpacked(packed: Sequence[Sequence[Any]]) -> list[Numbered]:
    """The rows back from `sample`."""
    return [(int(number), [_cell(cell) for cell in cells]) for number, cells in packed]


def _packed(cell: Cell) -> str | float | None:
    if isinstance(cell, bool | None):
        return as_text(cell)
    if isinstance(cell, int | float):
        return cell if abs(cell) < 1e300 else ""
    if isinstance(cell, datetime):
        return DAY + cell.date().isoformat()
    if isinstance(cell, date):
        return DAY + cell.isoformat()
    # a lone half of a pair or a NUL cannot be stored as text
    return as_text(cell)[:LONGEST].replace("\x00", "").encode(errors="replace").decode()


def _cell(packed: str | float) -> Cell:
    if isinstance(packed, str) and packed.startswith(DAY):
        return date.fromisoformat(packed[len(DAY) :])
    return packed


def as_row(cells: Sequence[Cell], *, width: int) -> Row:
    """The cells of a row as many as the headings."""
    return [*cells[:width], *[""] * (width - len(cells))]
