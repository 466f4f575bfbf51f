"""What the author does with his ticket: reply, say that it is settled, open it again, say how it was."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from wacat.accounts.access import Visitor
from wacat.accounts.scans import Scan
from wacat.helpdesk import clock, writing
from wacat.helpdesk.models import Ticket
from wacat.helpdesk.moving import get_locked, is_author, move
from wacat.helpdesk.states import DONE, TicketState
from wacat.values.refusal import Refusal

FACES = {3: "Puas", 2: "Biasa saja", 1: "Tidak puas"}


class CannotReply(Refusal):
    """The author cannot do this now; the message says why and what to do."""


@transaction.atomic
def reply(
    *, ticket_id: int, text: str, files: Sequence[Scan] = (), by: Visitor, at: datetime
) -> None:
    """Add to the ticket; where the desk waited for it, the ticket goes on.

    Raises:
        Ticket.DoesNotExist: not the visitor's.
        CannotReply: it is settled already.
        CannotWrite: nothing is written, or too much.
    """
    ticket = _own(ticket_id, by=by)
    if ticket.state in DONE:
        raise CannotReply(
            "Tiket ini baru saja dinyatakan selesai. Bila masih bermasalah, pakai “Buka lagi” di bawah."
            if may_reopen(ticket, at=at)
            else "Tiket ini sudah ditutup. Kirim pertanyaan baru."
        )
    writing.write(ticket, text=text, files=files, from_desk=False, by=by, at=at)
    if ticket.state == TicketState.WAITING:
        move(ticket=ticket, to=TicketState.IN_PROGRESS, by=by, at=at)


@transaction.atomic
def settle(*, ticket_id: int, by: Visitor, at: datetime) -> None:
    """Say that it needs no more help.

    Raises:
        Ticket.DoesNotExist: not the visitor's.
        CannotMoveTicket: it is settled already.
    """
    move(ticket=_own(ticket_id, by=by), to=TicketState.SOLVED, by=by, at=at)


@transaction.atomic
def reopen(*, ticket_id: int, text: str, by: Visitor, at: datetime) -> None:
    """Open a settled ticket again within fourteen days, with what is still wrong.

    Raises:
        Ticket.DoesNotExist: not the visitor's.
        CannotReply: it is not settled, or too long ago.
        CannotWrite: nothing is written.
    """
    ticket = _own(ticket_id, by=by)
    if ticket.state not in DONE:
        raise CannotReply("Tiket ini masih terbuka. Tulis saja balasan Anda.")
    if not may_reopen(ticket, at=at):
        raise CannotReply(
            f"Tiket hanya dapat dibuka lagi dalam {clock.REOPENED_WITHIN.days} hari setelah selesai. "
            "Kirim pertanyaan baru."
        )
    move(ticket=ticket, to=TicketState.OPEN, by=by, at=at)
    writing.write(ticket, text=text, from_desk=False, by=by, at=at)


@transaction.atomic
def rate(*, ticket_id: int, face: int, text: str, by: Visitor, at: datetime) -> None:
    """Say how content one is with the help, with a sentence if one likes; the last word counts.

    Raises:
        Ticket.DoesNotExist: not the visitor's.
        CannotReply: nothing is settled yet, or no face is chosen.
    """
    ticket = _own(ticket_id, by=by)
    if ticket.state not in DONE:
        raise CannotReply("Penilaian dapat diberikan setelah tiket selesai.")
    if face not in FACES:
        raise CannotReply("Pilih salah satu: puas, biasa saja atau tidak puas.")
    Ticket.objects.filter(pk=ticket.pk).update(face=face)
    if text.strip():
        writing.write(ticket, text=text, from_desk=False, by=by, at=at)


def may_reopen(ticket: Ticket, *, at: datetime) -> bool:
    """Whether a settled ticket may still be opened again."""
    return (
        ticket.state == TicketState.SOLVED
        and ticket.solved_at is not None
        and at - ticket.solved_at <= clock.REOPENED_WITHIN
    )


def _own(ticket_id: int, *, by: Visitor) -> Ticket:
    ticket = get_locked(ticket_id)
    if not is_author(ticket, by=by):
        raise Ticket.DoesNotExist
    return ticket
