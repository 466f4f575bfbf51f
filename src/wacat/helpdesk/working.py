"""What the desk does with a ticket: take it, hand it on, answer, ask back, note, settle."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from django.db import transaction

from wacat.accounts.access import Visitor
from wacat.accounts.models import Account, Appointment
from wacat.accounts.queries import running
from wacat.accounts.scans import Scan
from wacat.audit.actions import note as tell_trail
from wacat.helpdesk import clock, writing
from wacat.helpdesk.models import Category, Ticket
from wacat.helpdesk.moving import get_locked, move
from wacat.helpdesk.states import ACTIVE, DESK, TAKEN, TicketState
from wacat.queue.actions import defer
from wacat.values.refusal import Refusal

Then = Literal["", "wait", "solve"]
AFTER: dict[str, TicketState] = {"wait": TicketState.WAITING, "solve": TicketState.SOLVED}


class CannotWork(Refusal):
    """The desk cannot do this now; the message says why and what to do."""


@transaction.atomic
def take(*, ticket_id: int, by: Visitor, at: datetime) -> None:
    """Take a ticket; of two at once one wins and the other is told who has it.

    Raises:
        Ticket.DoesNotExist: there is none.
        CannotWork: somebody else has it.
        CannotMoveTicket: it is settled.
    """
    ticket = get_locked(ticket_id)
    if ticket.state in TAKEN and ticket.taken_by_id == by.account_id:
        return
    _not_anothers(ticket, by=by)
    move(ticket=ticket, to=TicketState.IN_PROGRESS, by=by, at=at)


@transaction.atomic
def release(*, ticket_id: int, by: Visitor, at: datetime) -> None:
    """Give a ticket back to the queue.

    Raises:
        CannotWork: the visitor does not have it.
    """
    ticket = get_locked(ticket_id)
    _not_anothers(ticket, by=by)
    if ticket.state == TicketState.WAITING:
        move(ticket=ticket, to=TicketState.IN_PROGRESS, by=by, at=at)
    move(ticket=ticket, to=TicketState.OPEN, by=by, at=at)


@transaction.atomic
def assign(*, ticket_id: int, account_id: int, by: Visitor, at: datetime) -> None:
    """Hand a ticket to somebody of the desk, whoever has it now.

    Raises:
        CannotWork: that person is not of the desk.
        CannotMoveTicket: it is settled.
    """
    ticket = get_locked(ticket_id)
    if account_id not in {held.person.account.pk for held in colleagues()}:
        raise CannotWork("Pilih petugas dari daftar.")
    if ticket.state == TicketState.OPEN:
        move(ticket=ticket, to=TicketState.IN_PROGRESS, by=by, at=at)
    elif ticket.state not in ACTIVE:
        raise CannotWork(f"Tiket {ticket.number} sudah selesai.")
    Ticket.objects.filter(pk=ticket.pk).update(taken_by_id=account_id, taken_at=at)


@transaction.atomic
def answer(
    *,
    ticket_id: int,
    text: str,
    files: Sequence[Scan] = (),
    then: Then = "",
    by: Visitor,
    at: datetime,
) -> None:
    """Answer the author; then go on, wait for his reply, or take it as settled. He is told.

    Raises:
        Ticket.DoesNotExist: there is none.
        CannotWork: somebody else has it, or it is settled.
        CannotWrite: nothing is written, or too much.
    """
    ticket = get_locked(ticket_id)
    _not_anothers(ticket, by=by)
    if ticket.state == TicketState.OPEN:
        move(ticket=ticket, to=TicketState.IN_PROGRESS, by=by, at=at)
    if ticket.state not in TAKEN:
        raise CannotWork(f"Tiket {ticket.number} sudah selesai, jadi tidak dapat dijawab lagi.")
    writing.write(ticket, text=text, files=files, from_desk=True, by=by, at=at)
    if ticket.replied_at is None:
        Ticket.objects.filter(pk=ticket.pk).update(replied_at=at)
    if then in AFTER and ticket.state != AFTER[then]:
        move(ticket=ticket, to=AFTER[then], by=by, at=at)
    for account_id in receivers(ticket):
        if then == "solve":
            defer("notify.tell", topic="TICKET_SOLVED", account_id=account_id, ticket_id=ticket.pk)
        else:
            defer("notify.tell", topic="TICKET_REPLIED", account_id=account_id, ticket_id=ticket.pk)


@transaction.atomic
def note(*, ticket_id: int, text: str, by: Visitor, at: datetime) -> None:
    """Write down something for the desk alone.

    Raises:
        Ticket.DoesNotExist: there is none.
        CannotWrite: nothing is written, or too much.
    """
    ticket = get_locked(ticket_id)
    if by.role not in DESK:
        raise CannotWork("Catatan hanya untuk petugas.")
    writing.write(ticket, text=text, from_desk=True, internal=True, by=by, at=at)


@transaction.atomic
def change_category(*, ticket_id: int, category_id: int, by: Visitor, at: datetime) -> None:
    """Give a ticket another category; its deadline is then that of the new one, from the opening on.

    Whose ticket it is does not change by it.

    Raises:
        CannotWork: no such category, or the ticket is settled.
    """
    ticket = get_locked(ticket_id)
    category = Category.objects.filter(pk=category_id, active=True).first()
    if category is None or ticket.state not in ACTIVE:
        raise CannotWork(
            "Kategori tidak dapat diganti. Pilih dari daftar, selama tiket belum selesai."
        )
    steps = ticket.steps.order_by("id").values_list("to_state", "at")
    Ticket.objects.filter(pk=ticket.pk).update(
        category=category,
        technical=category.technical,
        due_at=clock.due_at(steps, hours=category.hours) or ticket.due_at,
    )
    tell_trail(act="ticket.category", of="ticket", ids=[ticket.pk], category=category.code)


def colleagues() -> list[Appointment]:
    """Everybody of the desk who can be handed a ticket, by name."""
    found = [
        held
        for office in sorted(DESK)
        for held in running(office)
        .select_related("person__account")
        .filter(person__account__state="ACTIVE")
    ]
    return sorted(found, key=lambda held: held.person.name)


def receivers(ticket: Ticket) -> list[int]:
    """Who is told of an answer: the author, or whoever holds the office that the ticket is about."""
    if not ticket.of_office:
        return [ticket.author_id]
    held = running(ticket.office).filter(area_id=ticket.area_id)
    return list(
        Account.objects.filter(person_id__in=held.values("person_id"), state="ACTIVE")
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def _not_anothers(ticket: Ticket, *, by: Visitor) -> None:
    holder = ticket.taken_by
    if ticket.state in TAKEN and holder is not None and holder.pk != by.account_id:
        raise CannotWork(
            f"Tiket ini sedang ditangani {holder.person.name}. Ambil alih lewat “Serahkan” bila perlu."
        )
