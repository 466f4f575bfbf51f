"""When a message may leave: quiet hours, the hour of the digest, the wait after a failure. Pure."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MAX_ATTEMPTS = 10
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
BREAK_AFTER = 5
FIRST_PAUSE = timedelta(minutes=2)
LONGEST_PAUSE = timedelta(hours=1)


def after_quiet(at: datetime, *, start: time, end: time, zone: ZoneInfo) -> datetime:
    """The moment itself, or the end of the quiet hours in which it falls; equal times: no quiet hours.

    Never earlier than `at`, and of two moments the later one never comes out first.
    """
    local = at.astimezone(zone)
    now = local.time()
    if start == end:
        return at
    if start < end:
        quiet, next_day = start <= now < end, False
    else:
        quiet, next_day = now >= start or now < end, now >= start
    if not quiet:
        return at
    day = local.date() + timedelta(days=1 if next_day else 0)
    return datetime.combine(day, end, tzinfo=zone)


def digest_day(at: datetime, *, hour: int, zone: ZoneInfo) -> date:
    """The day of the next digest: today before its hour, else tomorrow."""
    local = at.astimezone(zone)
    return local.date() + timedelta(days=0 if local.hour < hour else 1)


def digest_at(day: date, *, hour: int, zone: ZoneInfo) -> datetime:
    """When the digest of a day leaves."""
    return datetime.combine(day, time(hour), tzinfo=zone)


def turn(place: int, *, a_minute: int) -> timedelta:
    """How long the message at this place of a publication waits, so that only so many leave a minute."""
    return timedelta(minutes=place // a_minute)


def wait_after(attempts: int, *, chance: float) -> timedelta:
    """How long to wait after that many failures: doubled each time, between half and the whole of it.

    `chance` from 0 to 1 spreads the messages that failed together.
    """
    whole = min(FIRST_WAIT * (1 << min(attempts - 1, 20)), LONGEST_WAIT)
    return whole * (0.5 + 0.5 * chance)


def pause_after(failures: int) -> timedelta | None:
    """How long a channel rests after that many failures in a row; None when it may go on."""
    if failures < BREAK_AFTER:
        return None
    return min(FIRST_PAUSE * (1 << min(failures - BREAK_AFTER, 10)), LONGEST_PAUSE)
