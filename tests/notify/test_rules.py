"""Quiet hours, digest and waits: never inside, never lost, order kept, within their bounds."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from wacat.notify import rules

WITA = ZoneInfo("Asia/Makassar")
moments = st.datetimes(
    min_value=datetime(2026, 1, 1), max_value=datetime(2036, 1, 1), timezones=st.just(UTC)
)
times = st.builds(time, st.integers(0, 23), st.integers(0, 59))


def _inside(at: datetime, start: time, end: time) -> bool:
    now = at.astimezone(WITA).time()
    return start <= now < end if start < end else (now >= start or now < end) and start != end


@given(at=moments, start=times, end=times)
def test_nothing_leaves_in_quiet_hours_and_nothing_is_lost(
    at: datetime, start: time, end: time
) -> None:
    later = rules.after_quiet(at, start=start, end=end, zone=WITA)
    assert not _inside(later, start, end)
    assert at <= later < at + timedelta(days=1)
    if not _inside(at, start, end):
        assert later == at


@given(first=moments, gap=st.timedeltas(timedelta(), timedelta(days=2)), start=times, end=times)
def test_the_order_is_kept(first: datetime, gap: timedelta, start: time, end: time) -> None:
    one = rules.after_quiet(first, start=start, end=end, zone=WITA)
    two = rules.after_quiet(first + gap, start=start, end=end, zone=WITA)
    assert one <= two


@given(at=moments, hour=st.integers(0, 23))
def test_the_next_digest_is_within_a_day(at: datetime, hour: int) -> None:
    day = rules.digest_day(at, hour=hour, zone=WITA)
    moment = rules.digest_at(day, hour=hour, zone=WITA)
    assert at < moment <= at + timedelta(days=1)


@given(attempts=st.integers(1, 10_000), chance=st.floats(0, 1))
def test_a_wait_doubles_within_bounds(attempts: int, chance: float) -> None:
    wait = rules.wait_after(attempts, chance=chance)
    assert rules.FIRST_WAIT / 2 <= wait <= rules.LONGEST_WAIT
    assert wait <= rules.wait_after(attempts + 1, chance=chance)


@given(failures=st.integers(0, 10_000))
def test_a_channel_rests_only_after_several_failures(failures: int) -> None:
    pause = rules.pause_after(failures)
    if failures < rules.BREAK_AFTER:
        assert pause is None
    else:
        assert pause is not None
        assert rules.FIRST_PAUSE <= pause <= rules.LONGEST_PAUSE


def test_a_publication_leaves_at_its_pace() -> None:
    turns = [rules.turn(place, a_minute=120) for place in range(1_700)]
    assert turns == sorted(turns)
    assert all(turns.count(minute) <= 120 for minute in set(turns))
    assert (turns[0], turns[-1]) == (timedelta(0), timedelta(minutes=14))
