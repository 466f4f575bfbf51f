"""The period of a report, as people write it: 2026-10, 2026-T4, 2026-S2, 2026."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from wacat.reports.states import Span
from wacat.values.refusal import Refusal
from wacat.values.tanggal import bulan_tahun, months_later

FIRST = date(2020, 10, 1)
MONTHS = {Span.MONTH: 1, Span.QUARTER: 3, Span.SEMESTER: 6, Span.YEAR: 12}
ROMAN = ("I", "II", "III", "IV")
HOW = (
    "Tulis 2026-10 untuk bulan, 2026-T4 untuk triwulan, 2026-S2 untuk semester, "
    "atau 2026 untuk tahun."
)
_SHAPE = re.compile(r"(\d{4})(?:-(?:(\d{1,2})|[Tt]([1-4])|[Ss]([12])))?", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)


class CannotReadPeriod(Refusal):
    """What was written is not a period that a report can have."""


@dataclass(frozen=True, order=True)
class Period:
    """A month, quarter, semester or year; `first` is its first day."""

    first: date
    span: Span

    @property
    def last(self) -> date:
        """Its last day."""
        return self.following - timedelta(days=1)

    @property
    def following(self) -> date:
        """The first day after it."""
        return months_later(self.first, MONTHS[self.span])

    @property
    def months(self) -> list[date]:
        """The first days of its months, oldest first."""
        return [months_later(self.first, n) for n in range(MONTHS[self.span])]

    @property
    def place(self) -> int:
        """Which one of its year it is, from 1."""
        return (self.first.month - 1) // MONTHS[self.span] + 1

    @property
    def key(self) -> str:
        """As files, addresses and commands write it: 2026-10, 2026-T4, 2026-S2, 2026."""
        year = f"{self.first:%Y}"
        if self.span == Span.YEAR:
            return year
        if self.span == Span.MONTH:
            return f"{self.first:%Y-%m}"
        return f"{year}-{'T' if self.span == Span.QUARTER else 'S'}{self.place}"

    @property
    def words(self) -> str:
        """As a letter writes it: Oktober 2026, triwulan IV 2026, semester II 2026, tahun 2026."""
        if self.span == Span.MONTH:
            return bulan_tahun(self.first)
        if self.span == Span.YEAR:
            return f"tahun {self.first.year}"
        return f"{self.span.label.lower()} {ROMAN[self.place - 1]} {self.first.year}"


def month_of(day: date) -> Period:
    """The month that a day lies in."""
    return Period(first=day.replace(day=1), span=Span.MONTH)


def around(day: date, *, span: Span) -> Period:
    """The period of that length that a day lies in."""
    length = MONTHS[span]
    return Period(first=day.replace(day=1, month=(day.month - 1) // length * length + 1), span=span)


def read_period(text: str) -> Period:
    """The period written like 2026-10, 2026-T4, 2026-S2 or 2026.

    Raises:
        CannotReadPeriod: it is none, or ends before the regulation began to apply.
    """
    found = _SHAPE.fullmatch(text.strip())
    if found is None or int(found[1]) == 0 or (found[2] and not 1 <= int(found[2]) <= 12):
        raise CannotReadPeriod(f"Periode {text[:20]!r} tidak dikenal. {HOW}")
    year, month, quarter, semester = (int(part) if part else 0 for part in found.groups())
    if month:
        period = Period(first=date(year, month, 1), span=Span.MONTH)
    elif quarter:
        period = Period(first=date(year, quarter * 3 - 2, 1), span=Span.QUARTER)
    elif semester:
        period = Period(first=date(year, semester * 6 - 5, 1), span=Span.SEMESTER)
    else:
        period = Period(first=date(year, 1, 1), span=Span.YEAR)
    if year == 9999 or period.last < FIRST:
        raise CannotReadPeriod("Layanan dicatat sejak Oktober 2020. Pilih periode sesudahnya.")
    return period


def read_month(text: str) -> date:
    """The first day of a month written like 2026-10.

    Raises:
        CannotReadPeriod: it is no month, or lies before the regulation began to apply.
    """
    if _MONTH.fullmatch(text.strip()) is None:
        raise CannotReadPeriod(
            f"Bulan {text[:20]!r} tidak dikenal. Tulis tahun dan bulan, misalnya 2026-10."
        )
    return read_period(text).first


def last_day(month: date) -> date:
    """The last day of the month that begins on that day."""
    return month_of(month).last


def months_back(month: date, *, count: int) -> list[date]:
    """That month and the ones before it, `count` in all, oldest first."""
    last = month.year * 12 + month.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(last - count + 1, last + 1)]


def written(month: date) -> str:
    """The month as files and addresses write it: 2026-10."""
    return f"{month:%Y-%m}"
