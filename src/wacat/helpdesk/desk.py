"""The desk's list of tickets: shelves with counts, search, filters, pages by key."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from wacat.accounts.access import Visitor
from wacat.helpdesk import clock
from wacat.helpdesk.models import Ticket, TicketMessage
from wacat.helpdesk.queries import with_beginning
from wacat.helpdesk.states import ACTIVE, DONE, Channel, TicketState

OPEN_SHELVES = ("terbuka", "saya", "bebas", "mendesak", "menunggu")
DONE_SHELF = "selesai"
SHELVES = (*OPEN_SHELVES, DONE_SHELF)
_NUMBER = re.compile(r"[tT][ -]*0*([0-9]{1,18})|0*([0-9]{1,9})")


@dataclass(frozen=True)
class Filters:
    """What somebody of the desk wants to see."""

    shelf: str = "terbuka"
    category_id: int = 0
    channel: str = ""
    text: str = ""


def shelf(name: str, *, by: Visitor, at: datetime) -> Q:
    """The condition of one shelf; the names are SHELVES."""
    active = Q(state__in=ACTIVE)
    moving = Q(state__in=(TicketState.OPEN, TicketState.IN_PROGRESS))
    return {
        "terbuka": active,
        "saya": active & Q(taken_by_id=by.account_id),
        "bebas": Q(state=TicketState.OPEN),
        "mendesak": moving & Q(due_at__lte=clock.pressing_from(at)),
        "menunggu": Q(state=TicketState.WAITING),
        DONE_SHELF: Q(state__in=DONE),
    }[name]


def matching(filters: Filters, *, by: Visitor) -> QuerySet[Ticket]:
    """The tickets of the visitor's city that fit all filters but the shelf."""
    found = Ticket.objects.filter(_said(filters.text), city_id=by.city_id)
    if filters.category_id:
        found = found.filter(category_id=filters.category_id)
    if filters.channel in Channel.values:
        found = found.filter(channel=filters.channel)
    return found


def counts(filters: Filters, *, by: Visitor, at: datetime) -> dict[str, int]:
    """How many tickets stand on each shelf."""
    each = {name: Count("pk", filter=shelf(name, by=by, at=at)) for name in SHELVES}
    return matching(filters, by=by).aggregate(**each)


def counts_by(field: str, filters: Filters, *, by: Visitor, at: datetime) -> dict[int | str, int]:
    """How many tickets of the shelf have each category or channel, that filter aside."""
    bare = (
        replace(filters, category_id=0) if field == "category_id" else replace(filters, channel="")
    )
    found = matching(bare, by=by).filter(shelf(filters.shelf, by=by, at=at))
    return dict(found.values_list(field).annotate(Count("pk")).order_by(field))


def listed(filters: Filters, *, by: Visitor, at: datetime) -> QuerySet[Ticket]:
    """The tickets of a shelf: open ones by deadline, settled ones the newest first."""
    found = matching(filters, by=by).filter(shelf(filters.shelf, by=by, at=at))
    order = ["-id"] if filters.shelf == DONE_SHELF else ["due_at", "id"]
    rows = with_beginning(found).select_related(
        "category", "author__person", "taken_by__person", "area__kelurahan"
    )
    return rows.order_by(*order)


def page(
    filters: Filters, *, after: int, size: int, by: Visitor, at: datetime
) -> tuple[list[Ticket], bool]:
    """The rows that follow the ticket `after` (0: from the top), and whether more come."""
    found = listed(filters, by=by, at=at)
    last = Ticket.objects.filter(pk=after).values_list("due_at", flat=True).first()
    if last is not None and filters.shelf == DONE_SHELF:
        found = found.filter(pk__lt=after)
    elif last is not None:
        found = found.filter(Q(due_at__gt=last) | Q(due_at=last, pk__gt=after))
    rows = list(found[: size + 1])
    return rows[:size], len(rows) > size


def _said(text: str) -> Q:
    text = text.strip()
    if not text:
        return Q()
    if number := _NUMBER.fullmatch(text):
        return Q(pk=int(number[1] or number[2]))
    said = TicketMessage.objects.filter(ticket=OuterRef("pk"), text__icontains=text)
    return Q(author__person__name__icontains=text) | Q(Exists(said))
