"""How the cells of a row lie under its headings: nothing of a cut or overlong row is lost on the way."""

from collections.abc import Sequence

from wacat.sheets.cells import Cell, Row
from wacat.sheets.delimited import CUT

# Behind the cells of a row that ended before its last column; `CUT` behind one that only lacks its line end.
SHORT = "\x03terputus\x03"


def widened(row: Row, more: Sequence[Cell] = (), *, width: int) -> Row:
    """A row as wide as its headings, with `more` cells behind them.

    What it holds beyond its headings comes last, and so does the mark of a cut one.
    """
    cells, mark = marked(row, width=width)
    empty = [""] * (width - len(cells))
    return [*cells[:width], *empty, *more, *cells[width:], *([mark] if mark else [])]


def marked(row: Row, *, width: int) -> tuple[Row, str]:
    """The cells of a row without the mark of a cut one, and that mark or ''."""
    mark = row[-1] if row else ""
    if mark == SHORT:
        return row[:-1], SHORT
    if mark == CUT:
        return row[:-1], SHORT if len(row) <= width else CUT
    return row, ""


def is_long(row: Sequence[Cell], *, width: int) -> bool:
    """Whether something stands in a row beyond its headings."""
    return any(cell not in ("", None) for cell in row[width:])
