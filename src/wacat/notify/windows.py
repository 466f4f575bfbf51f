"""The hours of this installation: its time zone, the hour of the digest."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from wacat.notify import rules


def zone() -> ZoneInfo:
    """The city's time zone; quiet hours are its hours."""
    return ZoneInfo(settings.TIME_ZONE)


def digest_day(at: datetime) -> date:
    """The day of the next digest."""
    return rules.digest_day(at, hour=settings.WACAT_DIGEST_HOUR, zone=zone())


def digest_moment(day: date) -> datetime:
    """When the digest of a day leaves."""
    return rules.digest_at(day, hour=settings.WACAT_DIGEST_HOUR, zone=zone())
