"""Reads comma, semicolon, tab or bar separated text as a stream of rows."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from wacat.sheets.cells import Row, Sheet
from wacat.sheets.guard.limits import MAX_CELL, MAX_COLUMNS
from wacat.sheets.refusals import CannotRead

DELIMITERS = ",;\t|"
SAMPLE = 64 * 1024
# A line that no file holds: if it does not come back alone, a quote before it was never closed.
LAST_LINE = "\x02akhir\x02"
CUT = "\x03terpotong\x03"


def sheet(path: Path, *, encoding: str) -> Sheet:
    """The one table of a text file. A last line without its line end is followed by the cell `CUT`.

    Raises:
        CannotRead: (while reading) a quote is not closed, a cell or a row is far too long.
    """
    with path.open(encoding=encoding, newline="") as file:
        delimiter = find_delimiter(file.read(SAMPLE))
    where = Position(path.stat().st_size)
    rows = _rows(path, encoding=encoding, delimiter=delimiter, where=where)
    return Sheet(name="", rows=rows, typed=False, share=where.share)


class Position:
    """How far a text file has been read, in bytes; asked for now and then, kept by the file itself."""

    def __init__(self, size: int) -> None:
        self._size = max(1, size)
        self.file: TextIO | None = None

    def share(self, row: int) -> float:
        """The part that has been read, from 0 to 1."""
        if self.file is None or self.file.closed:
            return float(self.file is not None)
        return min(1.0, self.file.buffer.tell() / self._size)


def find_delimiter(sample: str) -> str:
    """The delimiter under which most lines fall into the same, largest number of columns."""
    lines = [line for line in sample.splitlines()[:200] if line.strip()]
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) == 5:
        return lines[0][4]
    best, best_score = ",", 0
    for delimiter in DELIMITERS:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        common = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
        score = (common - 1) * widths.count(common)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _rows(
    path: Path, *, encoding: str, delimiter: str, where: "Position"
) -> Iterator[tuple[int, Row]]:
    csv.field_size_limit(MAX_CELL)
    with path.open(encoding=encoding, newline="") as file:
        where.file = file
        lines = _Lines(file)
        reader = csv.reader(lines, delimiter=delimiter)
        start = 1
        try:
            for row in reader:
                if row and row[-1][-1:] == "\x02":
                    _expect_the_end(row, start=start)
                    return
                if len(row) > MAX_COLUMNS:
                    raise CannotRead("COLUMNS", count=len(row), limit=MAX_COLUMNS)
                if reader.line_num > start:
                    _refuse_swallowed_lines(row, delimiter=delimiter, start=start)
                if lines.cut:
                    row.append(CUT)
                yield start, row  # type: ignore[misc]  # list is invariant; nobody writes numbers into it
                start = reader.line_num + 1
        except csv.Error as error:
            raise CannotRead("LONG_CELL", row=start, limit=MAX_CELL) from error


def _expect_the_end(row: list[str], *, start: int) -> None:
    if row != [LAST_LINE]:
        raise CannotRead("QUOTE", row=start)


def _refuse_swallowed_lines(row: list[str], *, delimiter: str, start: int) -> None:
    """Two stray quotes far apart make one cell of all the rows between: those must not vanish."""
    for cell in row:
        if "\n" in cell and cell.count(delimiter) >= max(2, len(row) - 1):
            raise CannotRead("QUOTE", row=start)


class _Lines:
    """The lines of a file, and after them the line that shows whether all quotes were closed."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._ended = False
        self.cut = False

    def __iter__(self) -> Iterator[str]:
        line = "\n"
        for line in self._file:
            if line[-1] not in "\r\n":
                self.cut = True
            yield line
        yield LAST_LINE
