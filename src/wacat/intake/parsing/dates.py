"""Reads dates as offices write them. What could be two dates is none: it is never guessed."""

import re
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from wacat.sheets.cells import Cell
from wacat.values.tanggal import BULAN


class Form(StrEnum):
    """The notation of a date. All but OTHER are usual; a file's own usual notation is no issue."""

    CELL = "CELL"
    DASHES = "DASHES"
    SLASHES = "SLASHES"
    ISO = "ISO"
    OTHER = "OTHER"


class ParsedDate(NamedTuple):
    """A date, or why there is none. `order` is +1 where only day-month fits, -1 where only month-day."""

    value: date | None
    issue: str = ""
    form: Form = Form.OTHER
    order: int = 0


EMPTY = frozenset({"", "-", "--", "0", "00-00-0000", "0000-00-00", "00/00/0000", "null"})
_ENGLISH = {"may": 5, "aug": 8, "oct": 10, "dec": 12, "january": 1, "february": 2, "march": 3,
            "june": 6, "july": 7, "august": 8, "october": 10, "december": 12}  # fmt: skip
_SHORT = {
    "agt": 8,
    "ags": 8,
    "agst": 8,
    "nop": 11,
    "nopember": 11,
    "pebruari": 2,
    "peb": 2,
    "sept": 9,
}
MONTHS = {
    **{name.casefold(): place for place, name in enumerate(BULAN, start=1)},
    **{name[:3].casefold(): place for place, name in enumerate(BULAN, start=1)},
    **_ENGLISH,
    **_SHORT,
}
TIME = re.compile(
    r"(?:\s+|T)[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]+)?)?(?:\s*(?:AM|PM|WIB|WITA|WIT))?$"
)
WEEKDAY = re.compile(r"^(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad),?\s+", re.IGNORECASE)
PLAIN = re.compile(r"([0-9]{2})-([0-9]{2})-([0-9]{4})")
YEAR_FIRST = re.compile(r"([0-9]{4})([-/. ])([0-9]{1,2})\2([0-9]{1,2})")
YEAR_LAST = re.compile(r"([0-9]{1,2})([-/. ])([0-9]{1,2})\2([0-9]{4})")
YEAR_SHORT = re.compile(
    r"[0-9]{1,2}[-/. ](?:[0-9]{1,2}|[A-Za-z]+)[-/. ][0-9]{2}|[A-Za-z]+ [0-9]{1,2}, ?[0-9]{2}"
)
WORDED = re.compile(r"([0-9]{1,2})[-/. ]+([A-Za-z]+)[-/., ]+([0-9]{4})")
MONTH_FIRST = re.compile(r"([A-Za-z]+)\.? ([0-9]{1,2}),? ([0-9]{4})")
SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
COMPACT = re.compile(r"(?:19|20)[0-9]{6}")
EXCEL_ZERO = date(1899, 12, 30)
# 1910 to 2099. Below stand numbers that people mean as years (1995) or counts.
SERIALS = range(3_654, 73_051)


def parse_date(cell: Cell) -> ParsedDate:
    """Read a date cell, an Excel serial or one of the written notations.

    Four-digit years are read day-month-year. A two-digit year is ambiguous, always.
    """
    if isinstance(cell, str):
        return _from_text(cell)
    if isinstance(cell, datetime):
        return ParsedDate(cell.date(), form=Form.CELL)
    if isinstance(cell, date):
        return ParsedDate(cell, form=Form.CELL)
    if cell is None:
        return ParsedDate(None, "DATE_EMPTY")
    if isinstance(cell, bool | time | timedelta):
        return ParsedDate(None, "DATE_UNREADABLE")
    return _from_number(cell)


def _from_number(number: float) -> ParsedDate:
    if number == 0:
        return ParsedDate(None, "DATE_EMPTY")
    if 19_000_101 <= number <= 20_991_231 and number == int(number):
        return _from_text(str(int(number)))
    if 0 < number < SERIALS.stop and int(number) in SERIALS:
        return ParsedDate(EXCEL_ZERO + timedelta(days=int(number)), "DATE_NOTATION")
    return ParsedDate(None, "DATE_UNREADABLE")


def _from_text(written: str) -> ParsedDate:
    # most dates are written so; what is no such date is asked about below
    if match := PLAIN.fullmatch(written):
        plain = _real(int(match[3]), int(match[2]), int(match[1]))
        if plain is not None:
            return ParsedDate(plain, "", Form.DASHES, 1 if plain.day > 12 else 0)
    text = " ".join(written.replace("\u200b", "").strip(" '’\u00a0\t\r\n").split())
    if text.casefold() in EMPTY:
        return ParsedDate(None, "DATE_EMPTY")
    day = WEEKDAY.sub("", TIME.sub("", text))
    found = _from_day(day)
    if found.value and day != text:
        return found._replace(issue="DATE_NOTATION", form=Form.OTHER)
    return found


def _from_day(text: str) -> ParsedDate:
    if match := YEAR_LAST.fullmatch(text):
        return _day_first(match, text=text)
    if match := YEAR_FIRST.fullmatch(text):
        found = _real(int(match[1]), int(match[3]), int(match[4]))
        return _usual(found, Form.ISO, usual=match[2] == "-" and len(text) == 10)
    if YEAR_SHORT.fullmatch(text):
        return ParsedDate(None, "DATE_AMBIGUOUS")
    if match := WORDED.fullmatch(text):
        return _worded(match[1], month=match[2], year=match[3])
    if match := MONTH_FIRST.fullmatch(text):
        return _worded(match[2], month=match[1], year=match[3])
    if COMPACT.fullmatch(text):
        return _usual(_real(int(text[:4]), int(text[4:6]), int(text[6:])), Form.OTHER, usual=False)
    if match := SERIAL.fullmatch(text):
        return _from_number(int(match[1]))
    return ParsedDate(None, "DATE_UNREADABLE")


def _day_first(match: re.Match[str], *, text: str) -> ParsedDate:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    found = _real(year, second, first)
    if found is None:
        month_first = second > 12 and _real(year, first, second) is not None
        return ParsedDate(None, "DATE_IMPOSSIBLE", order=-1 if month_first else 0)
    form = {"-": Form.DASHES, "/": Form.SLASHES}.get(match[2], Form.OTHER)
    parsed = _usual(found, form, usual=form is not Form.OTHER and len(text) == 10)
    return parsed._replace(order=1 if first > 12 else 0)


def _worded(day: str, *, month: str, year: str) -> ParsedDate:
    number = MONTHS.get(month.casefold())
    if number is None:
        return ParsedDate(None, "DATE_UNREADABLE")
    return _usual(_real(int(year), number, int(day)), Form.OTHER, usual=False)


def _usual(found: date | None, form: Form, *, usual: bool) -> ParsedDate:
    if found is None:
        return ParsedDate(None, "DATE_IMPOSSIBLE")
    if usual:
        return ParsedDate(found, form=form)
    return ParsedDate(found, "DATE_NOTATION")


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= 1850 else None
    except ValueError:
        return None
