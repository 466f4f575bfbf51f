"""The number of an RT, in all the ways that files write it."""

import re
from typing import NamedTuple

from wacat.sheets.cells import Cell, as_text


class ParsedRt(NamedTuple):
    """An RT's number, or why there is none. `padded` tells `023` from `23`."""

    number: int
    issue: str = ""
    padded: bool = True


PLAIN = re.compile(r"[0-9]{1,3}")
# RT 01 | RT.001 RW.000 | 001/000 | RT 1 / RW 2 | RT/RW 001/002
DECORATED = re.compile(
    r"(?:RT\s*/\s*RW|RT)?[\s.:\-]*([0-9]{1,3})(?:[\s,/\-]+(?:RW)?[\s.:\-]*(?:[0-9]{1,3}|-)?|\s*/)?",
    re.IGNORECASE,
)
NOTHING = re.compile(r"(?:RT|RW|[\s.:/\-0])*", re.IGNORECASE)


def parse_rt(cell: Cell) -> ParsedRt:
    """Read an RT; `-`, `0` and `000` mean that it is missing."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        whole = int(cell) if cell == cell and abs(cell) < 10_000 else -1
        return _numbered(whole, padded=False) if whole == cell else ParsedRt(0, "RT_UNREADABLE")
    if cell is not None and not isinstance(cell, str):
        return ParsedRt(0, "RT_UNREADABLE")
    text = as_text(cell).replace("\u00a0", " ").strip(" '’\t\r\n")
    if not text.isascii():
        return ParsedRt(0, "RT_UNREADABLE")
    if NOTHING.fullmatch(text):
        return ParsedRt(0, "RT_EMPTY")
    if PLAIN.fullmatch(text):
        return _numbered(int(text), padded=len(text) == 3)
    match = DECORATED.fullmatch(text)
    if match is None:
        return ParsedRt(0, "RT_UNREADABLE")
    found = _numbered(int(match[1]), padded=True)
    return found if found.issue else found._replace(issue="RT_NOTATION")


def _numbered(number: int, *, padded: bool) -> ParsedRt:
    if number == 0:
        return ParsedRt(0, "RT_EMPTY")
    if not 0 < number <= 999:
        return ParsedRt(0, "RT_UNREADABLE")
    return ParsedRt(number, padded=padded)
