"""What is written on a ticket: its text is bounded, its pictures written anew, its PDFs harmless."""

from collections.abc import Sequence
from datetime import datetime

from wacat.accounts.access import Visitor
from wacat.accounts.scans import Scan
from wacat.helpdesk.models import Ticket, TicketFile, TicketMessage
from wacat.values.refusal import Refusal

LONGEST = 4_000
MOST_FILES = 3


class CannotWrite(Refusal):
    """The text or its files cannot be kept; the message says what to do."""


def checked(text: str, *, files: Sequence[Scan] = ()) -> str:
    """The text as it is kept.

    Raises:
        CannotWrite: nothing is written, or too much, or too many files.
    """
    written = text.replace("\x00", "").strip()
    if not written:
        raise CannotWrite("Tulis dahulu apa yang ingin Anda sampaikan.")
    if len(written) > LONGEST:
        raise CannotWrite(f"Tulisan lebih dari {LONGEST} huruf. Singkat dahulu, lalu kirim lagi.")
    if len(files) > MOST_FILES:
        raise CannotWrite(f"Lampirkan paling banyak {MOST_FILES} berkas.")
    return written


def write(
    ticket: Ticket,
    *,
    text: str,
    files: Sequence[Scan] = (),
    from_desk: bool,
    internal: bool = False,
    by: Visitor,
    at: datetime,
) -> TicketMessage:
    """Add a message with its files; the caller holds the ticket's lock or has just made it.

    Raises:
        CannotWrite: see `checked`.
    """
    message = TicketMessage.objects.create(
        ticket=ticket, text=checked(text, files=files), by_id=by.account_id, office=by.role, at=at,
        from_desk=from_desk, internal=internal,
    )  # fmt: skip
    for scan in files:
        TicketFile.objects.create(
            ticket=ticket, message=message, media_type=scan.media_type, content=scan.content,
            added_at=at,
        )  # fmt: skip
    return message
