"""The month of a report, as people write it: 2026-10."""

import re
from datetime import date, timedelta

from wacat.values.refusal import Refusal

FIRST = date(2020, 10, 1)
_SHAPE = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)


class CannotReadPeriod(Refusal):
    """What was written is not a month that a report can have."""


def read_month(text: str) -> date:
    """The first day of a month written like 2026-10.

    Raises:
        CannotReadPeriod: it is no month, or lies before the regulation began to apply.
    """
    found = _SHAPE.fullmatch(text.strip())
    if found is None or not 1 <= int(found[2]) <= 12 or int(found[1]) == 0:
        raise CannotReadPeriod(
            f"Periode {text[:20]!r} tidak dikenal. Tulis tahun dan bulan, misalnya 2026-10."
        )
    month = date(int(found[1]), int(found[2]), 1)
    if month < FIRST:
        raise CannotReadPeriod("Layanan dicatat sejak Oktober 2020. Pilih bulan sesudahnya.")
    return month


def last_day(month: date) -> date:
    """The last day of the month that begins on that day."""
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def months_back(month: date, *, count: int) -> list[date]:
    """That month and the ones before it, `count` in all, oldest first."""
    last = month.year * 12 + month.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(last - count + 1, last + 1)]


def written(month: date) -> str:
    """The month as files and addresses write it: 2026-10."""
    return f"{month:%Y-%m}"
