"""On which days the office was open, and how many came."""

from datetime import date, timedelta

from wacat.values.office_hours import is_working_day

PER_DAY = 600
# Monday to Friday, beside the mean
RUSH = (1.18, 1.05, 1.0, 0.97, 0.8)


def working_days(*, start: date, end: date) -> list[date]:
    """The days from start to end on which the office was open."""
    days = (start + timedelta(days=n) for n in range((end - start).days + 1))
    return [day for day in days if is_working_day(day)]


def beginning(today: date, *, months: int = 6) -> date:
    """The first day of the month from which about that many months lead to today."""
    early = today - timedelta(days=int(months * 30.4) - 15)
    return early.replace(day=1)


def rows_of(day: date, *, per_day: int = PER_DAY) -> int:
    """How many rows the office made on an open day; the same for a day whenever it is asked."""
    wave = (day.toordinal() * 2654435761 % 2**32) / 2**32
    return round(per_day * RUSH[min(day.weekday(), 4)] * (0.9 + 0.2 * wave))
