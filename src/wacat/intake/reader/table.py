"""Finds the one table of a file: the sheet with a known layout, read in chunks."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from wacat.intake.layouts.detector import SEARCHED_ROWS, Detection, detect, unknown_layout
from wacat.sheets import delimited, workbook
from wacat.sheets.cells import Row, Sheet, as_text
from wacat.sheets.guard.content import Content, Format
from wacat.sheets.guard.limits import MAX_ROWS
from wacat.sheets.refusals import CannotRead

# Small enough that the columns of a chunk stay in the processor's cache: a fifth faster than 4,096.
CHUNK_ROWS = 512


@dataclass(frozen=True)
class Table:
    """A recognised table; `rows` are those below its headings."""

    detection: Detection
    rows: Iterator[tuple[int, Row]]
    typed: bool

    def chunks(self) -> Iterator[list[tuple[int, Row]]]:
        """The rows in lists of up to 512.

        Raises:
            CannotRead: there are more rows than a file may hold.
        """
        taken = 0
        while chunk := list(islice(self.rows, CHUNK_ROWS)):
            taken += len(chunk)
            if taken > MAX_ROWS:
                raise CannotRead("ROWS", limit=MAX_ROWS)
            yield chunk


def find_table(path: Path, *, content: Content) -> Table:
    """The table of a file.

    Raises:
        CannotRead: nothing is in it, no layout fits, or several sheets hold data.
    """
    sheets = (
        iter([delimited.sheet(path, encoding=content.encoding)])
        if content.format is Format.TEXT
        else workbook.sheets(path)
    )
    found: list[tuple[str, Table]] = []
    heads: list[list[tuple[int, Row]]] = []
    for sheet in sheets:
        head = list(islice(sheet.rows, SEARCHED_ROWS + 1))
        heads.append(head)
        detection = detect(head)
        if detection is not None:
            found.append((sheet.name, _table(sheet, head=head, detection=detection)))
    if len(found) > 1:
        names = ", ".join(name[:30] for name, _ in found[:5])
        raise CannotRead("SHEETS", count=len(found), names=names)
    if not found:
        raise _nothing_found(heads)
    return found[0][1]


def _table(sheet: Sheet, *, head: list[tuple[int, Row]], detection: Detection) -> Table:
    below = [(number, row) for number, row in head if number > detection.last_row]
    return Table(detection, chain(below, sheet.rows), sheet.typed)


def _nothing_found(heads: list[list[tuple[int, Row]]]) -> CannotRead:
    fullest = max(heads, key=len, default=[])
    if not any(as_text(cell).strip() for _, row in fullest for cell in row):
        return CannotRead("EMPTY")
    return unknown_layout(fullest)
