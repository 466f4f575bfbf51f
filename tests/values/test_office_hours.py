"""Promises in working hours: weekends and holidays do not count, and counting back gives the promise."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wacat.values.office_hours import (
    between,
    first_working_day,
    is_working_day,
    last_known_year,
    later,
)

WITA = ZoneInfo("Asia/Makassar")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WITA)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-24T09:00", 4, "2026-11-24T13:00"),
        ("2026-11-24T14:00", 4, "2026-11-25T10:00"),
        ("2026-11-24T20:00", 8, "2026-11-25T16:00"),
        # Friday afternoon, over a weekend
        ("2026-11-27T15:00", 2, "2026-11-30T09:00"),
        # over Christmas Eve (joint leave), Christmas and the weekend behind it
        ("2026-12-23T15:00", 2, "2026-12-28T09:00"),
        ("2026-11-28T10:00", 1, "2026-11-30T09:00"),
    ],
)
def test_a_promise_falls_due_in_working_hours(start: str, hours: int, due: str) -> None:
    assert later(at(start), working=timedelta(hours=hours), zone=WITA) == at(due)


def test_the_first_working_day_of_a_year_is_not_new_year() -> None:
    assert first_working_day(date(2026, 1, 20)) == date(2026, 1, 2)
    assert first_working_day(date(2026, 11, 1)) == date(2026, 11, 2)


def test_national_holidays_and_joint_leave_are_those_of_the_decrees() -> None:
    # Idulfitri 1447 H with its joint leave; the day after is an ordinary Wednesday
    leave = [date(2026, 3, day) for day in range(18, 25)]
    assert not any(is_working_day(day) for day in leave)
    assert is_working_day(date(2026, 3, 25))
    assert last_known_year() >= 2027


def test_a_year_without_a_decree_has_the_days_of_every_year() -> None:
    year = last_known_year() + 1
    for month, day in ((1, 1), (5, 1), (6, 1), (8, 17), (12, 25)):
        assert not is_working_day(date(year, month, day))
    ordinary = [date(year, 7, 1) + timedelta(days=n) for n in range(7)]
    assert sum(map(is_working_day, ordinary)) == 5
    assert first_working_day(date(year, 1, 20)) > date(year, 1, 1)


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 11, 1)).map(
    lambda moment: moment.replace(tzinfo=UTC)
)


@given(start=moments, minutes=st.integers(1, 60 * 80))
def test_counting_back_gives_what_was_promised(start: datetime, minutes: int) -> None:
    promised = timedelta(minutes=minutes)
    due = later(start, working=promised, zone=WITA)
    assert due > start
    assert between(start, due, zone=WITA) == promised
