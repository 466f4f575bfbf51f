"""What the clock does by itself: warn before a deadline, tell of a missed one, close what stays settled."""

from datetime import datetime

from django.db import transaction

from wacat.accounts.models import Office
from wacat.accounts.queries import running
from wacat.helpdesk import clock
from wacat.helpdesk.models import Ticket, TicketStep
from wacat.helpdesk.states import TicketState
from wacat.queue.actions import defer

# while the desk waits for the author, the clock stands
RUNNING = (TicketState.OPEN, TicketState.IN_PROGRESS)


@transaction.atomic
def watch(*, at: datetime) -> tuple[int, int]:
    """Tell the sekretaris of tickets near their deadline and beyond it, each ticket once.

    Returns how many were newly near and newly late.
    """
    active = Ticket.objects.filter(state__in=RUNNING)
    late = active.filter(due_at__lte=at, late_at=None).update(late_at=at, warned_at=at)
    near = active.filter(due_at__gt=at, due_at__lte=clock.pressing_from(at), warned_at=None).update(
        warned_at=at
    )
    for held in running(Office.SEKRETARIS).select_related("person__account"):
        account = getattr(held.person, "account", None)
        if account is None:
            continue
        if late:
            defer("notify.tell", topic="TICKETS_LATE", account_id=account.pk, jumlah=late)
        if near:
            defer("notify.tell", topic="TICKETS_NEAR", account_id=account.pk, jumlah=near)
    return near, late


@transaction.atomic
def close_settled(*, by: int, at: datetime) -> int:
    """Close what nobody opened again within fourteen days; returns how many."""
    old = Ticket.objects.select_for_update().filter(
        state=TicketState.SOLVED, solved_at__lt=at - clock.REOPENED_WITHIN
    )
    ids = list(old.order_by("pk").values_list("pk", flat=True))
    Ticket.objects.filter(pk__in=ids).update(state=TicketState.CLOSED, closed_at=at)
    TicketStep.objects.bulk_create(
        TicketStep(
            ticket_id=pk, from_state=TicketState.SOLVED, to_state=TicketState.CLOSED,
            by_id=by, office=Office.SYSTEM, at=at,
        )
        for pk in ids
    )  # fmt: skip
    return len(ids)
