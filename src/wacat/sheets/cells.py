"""What a cell can hold, and how it is written when shown again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Cell = str | float | bool | date | datetime | time | timedelta | None
Row = list[Cell]
LOOKS_LIKE_NIK = 1e15


@dataclass(frozen=True)
class Sheet:
    """A table of cells; `rows` gives each row with its number in the file, counted from 1.

    `typed` says that numbers and dates have kinds of their own (a workbook); in a text file all is text.
    `share` says how much of it has been read when the row with that number was, from 0 to 1; 0 where
    nobody knows.
    """

    name: str
    rows: Iterator[tuple[int, Row]]
    typed: bool
    share: Callable[[int], float] = lambda row: 0.0


def as_text(cell: Cell) -> str:
    """A cell as people would write it: no `.0` behind whole numbers, dates in ISO order.

    Numbers of 16 digits keep the look of a number (6.47101010190001E+15): written out they would
    pass for a NIK, although Excel may have changed their last digit.
    """
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, float):
        if abs(cell) >= LOOKS_LIKE_NIK:
            return f"{cell:.14E}"
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    return str(cell)
