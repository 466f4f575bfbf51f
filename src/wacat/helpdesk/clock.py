"""The deadline of a ticket: working hours from opening, longer by what was waited for its author."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from wacat.helpdesk.states import TicketState
from wacat.values.office_hours import between, later

# With so little working time left a ticket is called pressing, and the sekretaris is warned.
SOON = timedelta(hours=4)
REOPENED_WITHIN = timedelta(days=14)


def zone() -> ZoneInfo:
    """The zone in which the office is open."""
    return ZoneInfo(settings.TIME_ZONE)


def first_due(opened_at: datetime, *, hours: int) -> datetime:
    """When a ticket opened then must be settled. Units: `hours` are working hours."""
    return later(opened_at, working=timedelta(hours=hours), zone=zone())


def after_waiting(due_at: datetime, *, since: datetime, until: datetime) -> datetime:
    """The deadline when the desk waited for the author from `since` to `until`."""
    return later(due_at, working=between(since, until, zone=zone()), zone=zone())


def pressing_from(at: datetime) -> datetime:
    """Whatever is due until then is pressing now."""
    return later(at, working=SOON, zone=zone())


def due_at(steps: Iterable[tuple[str, datetime]], *, hours: int) -> datetime | None:
    """The deadline computed from the recorded steps (state, moment) alone; None without an opening.

    It starts anew whenever the ticket is opened again, and pauses only in WAITING.
    """
    due: datetime | None = None
    waiting_since: datetime | None = None
    before = ""
    for state, at in steps:
        if state == TicketState.OPEN and before in ("", TicketState.SOLVED):
            due = first_due(at, hours=hours)
        if before == TicketState.WAITING and waiting_since is not None and due is not None:
            due = after_waiting(due, since=waiting_since, until=at)
        waiting_since = at if state == TicketState.WAITING else None
        before = state
    return due
