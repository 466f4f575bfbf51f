"""Working days and working hours of the office: when a promise counted in them falls due.

The holidays are those of lokal-id: national ones and joint leave, by the decree of three ministers
for each year. Where a year is not decreed yet, the days that fall on the same date every year count.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lokal.holidays import HOLIDAY_YEARS
from lokal.holidays import is_working_day as known_working_day

OPENS, CLOSES = time(8), time(16)
HOURS_A_DAY = 8
ONE_DAY = timedelta(days=1)
# New Year, Labour Day, Pancasila Day, Independence Day, Christmas: month and day
EVERY_YEAR = frozenset({(1, 1), (5, 1), (6, 1), (8, 17), (12, 25)})


def is_working_day(day: date) -> bool:
    """Whether the office is open: Monday to Friday without the national holidays and joint leave."""
    if day.year in HOLIDAY_YEARS:
        return bool(known_working_day(day))
    return day.weekday() < 5 and (day.month, day.day) not in EVERY_YEAR


def last_known_year() -> int:
    """The last year whose holidays are decreed and known; promises into later ones may be too early."""
    return max(HOLIDAY_YEARS)


def first_working_day(month: date) -> date:
    """The first day of a month on which the office is open."""
    day = month.replace(day=1)
    while not is_working_day(day):
        day += ONE_DAY
    return day


def days_back(day: date, *, count: int) -> date:
    """The last day after which `count` working days have begun by `day`, that day counted."""
    passed, here = 0, day
    while passed < count:
        passed += is_working_day(here)
        here -= ONE_DAY
    return here


def later(start: datetime, *, working: timedelta, zone: ZoneInfo) -> datetime:
    """The moment by which so much working time has passed since `start`.

    Units: `working` counts only 08.00-16.00 of working days; 8 hours are one working day.
    """
    left, here = working, start.astimezone(zone)
    while True:
        opened, closed = _hours_of(here.date(), zone)
        begins = max(here, opened)
        room = max(closed - begins, timedelta())
        if left <= room and begins <= closed and is_working_day(here.date()):
            return begins + left
        left -= room
        here = datetime.combine(_next(here.date()), OPENS, zone)


def between(start: datetime, end: datetime, *, zone: ZoneInfo) -> timedelta:
    """How much working time lies between two moments; nothing when `end` comes first."""
    total, day, last = timedelta(), start.astimezone(zone).date(), end.astimezone(zone).date()
    while day <= last:
        if is_working_day(day):
            opened, closed = _hours_of(day, zone)
            total += max(min(end, closed) - max(start, opened), timedelta())
        day += ONE_DAY
    return total


def _hours_of(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    opened = datetime.combine(day, OPENS, zone)
    return opened, datetime.combine(day, CLOSES, zone) if is_working_day(day) else opened


def _next(day: date) -> date:
    after = day + ONE_DAY
    while not is_working_day(after):
        after += ONE_DAY
    return after
