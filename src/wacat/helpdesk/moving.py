"""Moving a ticket from state to state: the one place that writes its state and its steps."""

from datetime import datetime

from wacat.accounts.access import Visitor
from wacat.helpdesk import clock
from wacat.helpdesk.models import Category, Ticket, TicketStep
from wacat.helpdesk.states import DESK, TRANSITIONS, TicketState
from wacat.values.refusal import Refusal


class CannotMoveTicket(Refusal):
    """The ticket is not in a state from which this act is possible; the message says so."""


def get_locked(ticket_id: int) -> Ticket:
    """The ticket, locked for the length of the transaction.

    Raises:
        Ticket.DoesNotExist: not within reach, or there is none.
    """
    return Ticket.objects.select_for_update(of=("self",)).get(pk=ticket_id)


def is_author(ticket: Ticket, *, by: Visitor) -> bool:
    """Whether this is the visitor's own ticket, or one of the office he holds now."""
    if ticket.of_office:
        return by.role == ticket.office and by.area_id == ticket.area_id
    return by.account_id == ticket.author_id


def relations(ticket: Ticket, *, by: Visitor) -> frozenset[str]:
    """As what the visitor stands to the ticket: author, desk, or both."""
    return frozenset(({by.role} & DESK) | ({"AUTHOR"} if is_author(ticket, by=by) else set()))


def move(*, ticket: Ticket, to: TicketState, by: Visitor, at: datetime) -> None:
    """Take one step of TRANSITIONS and record it; waiting that ends moves the deadline.

    Raises:
        CannotMoveTicket: the table does not allow it to this visitor.
    """
    now = TicketState(ticket.state)
    if not relations(ticket, by=by) & TRANSITIONS.get((now, to), frozenset()):
        raise CannotMoveTicket(
            f"Tiket {ticket.number} berstatus “{now.label}”, jadi langkah itu tidak dapat dilakukan."
        )
    changes = _changes(ticket, to=to, by=by, at=at)
    Ticket.objects.filter(pk=ticket.pk).update(**changes)
    record(ticket, to=to, account_id=by.account_id, office=by.role, at=at)
    for name, value in changes.items():
        setattr(ticket, name, value)


def record(ticket: Ticket, *, to: TicketState, account_id: int, office: str, at: datetime) -> None:
    """Write down one step; the very first one has no state before it."""
    begun = ticket.opened_at == at and to == TicketState.OPEN
    TicketStep.objects.create(
        ticket=ticket, from_state="" if begun else ticket.state, to_state=to,
        by_id=account_id, office=office, at=at,
    )  # fmt: skip


def _changes(ticket: Ticket, *, to: TicketState, by: Visitor, at: datetime) -> dict[str, object]:
    changes: dict[str, object] = {"state": to}
    if ticket.state == TicketState.WAITING:
        changes["due_at"] = clock.after_waiting(ticket.due_at, since=_since(ticket), until=at)
    if to == TicketState.IN_PROGRESS and ticket.state == TicketState.OPEN:
        changes |= {"taken_by_id": by.account_id, "taken_at": at}
    if to == TicketState.SOLVED:
        changes["solved_at"] = at
    if to == TicketState.OPEN:
        changes |= {"taken_by_id": None, "taken_at": None}
    if ticket.state == TicketState.SOLVED and to == TicketState.OPEN:
        hours = Category.objects.values_list("hours", flat=True).get(pk=ticket.category_id)
        changes |= {
            "solved_at": None, "face": None, "warned_at": None, "late_at": None,
            "due_at": clock.first_due(at, hours=hours),
        }  # fmt: skip
    return changes


def _since(ticket: Ticket) -> datetime:
    """When the ticket came into its present state."""
    steps = ticket.steps.filter(to_state=ticket.state).order_by("-id")
    return steps.values_list("at", flat=True)[0]
