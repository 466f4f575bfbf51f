"""Reads of tickets: one's own, one with its thread, and the counts for those who answer for the desk."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Left

from wacat.accounts.access import Visitor
from wacat.helpdesk.models import Category, Ticket, TicketFile, TicketMessage, TicketStep
from wacat.helpdesk.states import ACTIVE, DONE

BEGINNING = 120
LONGEST_NUMBER = 19


def with_beginning(tickets: QuerySet[Ticket]) -> QuerySet[Ticket]:
    """Tickets with `beginning`: how their first message begins, as far as the visitor may read it."""
    first = TicketMessage.objects.filter(ticket=OuterRef("pk")).order_by("id")
    return tickets.annotate(beginning=Subquery(first.values(part=Left("text", BEGINNING))[:1]))


def mine(by: Visitor) -> QuerySet[Ticket]:
    """The visitor's own tickets and those of the office he holds now, the newest first."""
    own = Q(of_office=False, author_id=by.account_id)
    if by.area_id is not None:
        own |= Q(of_office=True, office=by.role, area_id=by.area_id)
    found = Ticket.objects.filter(own).select_related("category")
    return with_beginning(found).order_by("-id")


def saying(tickets: QuerySet[Ticket], text: str) -> QuerySet[Ticket]:
    """Those of a number such as T-000123, of a category, or in whose thread these words stand."""
    number = text.upper().removeprefix("T-").removeprefix("T")
    if number.isascii() and number.isdigit() and len(number) < LONGEST_NUMBER:
        return tickets.filter(pk=int(number))
    said = TicketMessage.objects.filter(ticket=OuterRef("pk"), internal=False, text__icontains=text)
    return tickets.filter(Q(category__label__icontains=text) | Q(Exists(said)))


def get_mine(ticket_id: int, *, by: Visitor) -> Ticket:
    """One of the visitor's own tickets.

    Raises:
        Ticket.DoesNotExist: not his, or there is none.
    """
    return mine(by).get(pk=ticket_id)


def get_ticket(ticket_id: int, *, by: Visitor) -> Ticket:
    """A ticket of the visitor's city, for the desk.

    Raises:
        Ticket.DoesNotExist: there is none.
    """
    found = Ticket.objects.filter(city_id=by.city_id).select_related(
        "category", "author__person", "entered_by__person", "taken_by__person", "area__kelurahan"
    )
    return found.get(pk=ticket_id)


def thread(ticket: Ticket, *, internal: bool) -> list[TicketMessage]:
    """What was written, in order; the desk's notes only with `internal`."""
    found = ticket.messages.select_related("by__person").order_by("id")
    if not internal:
        found = found.filter(internal=False)
    files = TicketFile.objects.only("id", "message_id", "media_type").order_by("id")
    return list(found.prefetch_related(Prefetch("files", files)))


def steps(ticket: Ticket) -> QuerySet[TicketStep]:
    """Every step, in order."""
    return ticket.steps.select_related("by__person").order_by("id")


def get_file(*, ticket_id: int, file_id: int) -> TicketFile:
    """A file of a ticket that the caller has found to be within reach.

    Raises:
        TicketFile.DoesNotExist: there is none on that ticket.
    """
    return TicketFile.objects.get(pk=file_id, ticket_id=ticket_id)


def technical() -> QuerySet[Ticket]:
    """What is shown to the technical team: technical tickets; their text only where it is shared."""
    found = Ticket.objects.filter(technical=True).select_related("category")
    return with_beginning(found).order_by("-id")


@dataclass(frozen=True, kw_only=True)
class Count8c:
    """How the desk did with the tickets opened in a period (Pasal 8c, 11); counts only."""

    label: str
    opened: int
    active: int
    solved: int
    late: int
    content: int
    rated: int


def counted(*, since: datetime, until: datetime) -> list[Count8c]:
    """The tickets opened from `since` until `until`, a line a category that had one."""
    late = Q(solved_at__gt=F("due_at")) | Q(late_at__isnull=False)
    rows = (
        Ticket.objects.filter(opened_at__gte=since, opened_at__lt=until)
        .values("category_id")
        .annotate(
            opened=Count("pk"),
            active=Count("pk", filter=Q(state__in=ACTIVE)),
            solved=Count("pk", filter=Q(state__in=DONE)),
            late=Count("pk", filter=late),
            content=Count("pk", filter=Q(face=3)),
            rated=Count("face"),
        )
        .order_by("category_id")
    )
    labels = dict(Category.objects.values_list("pk", "label"))
    return [Count8c(label=labels[row.pop("category_id")], **row) for row in rows]
