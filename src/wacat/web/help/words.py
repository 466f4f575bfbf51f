"""Tickets in the words of the screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wacat.accounts.models import Office
from wacat.helpdesk.models import Ticket, TicketMessage
from wacat.helpdesk.states import TicketState

S = TicketState
# words and look of a state: to its author, and to the desk
TO_AUTHOR: dict[str, tuple[str, str, str]] = {
    S.OPEN: ("Terkirim", "kabar", "send"),
    S.IN_PROGRESS: ("Sedang ditangani", "kabar", "user-check"),
    S.WAITING: ("Menunggu balasan Anda", "hati-hati", "message-square-text"),
    S.SOLVED: ("Selesai", "baik", "circle-check"),
    S.CLOSED: ("Ditutup", "netral", "lock"),
}
TO_DESK = TO_AUTHOR | {
    S.OPEN: ("Belum diambil", "kabar", "inbox"),
    S.WAITING: ("Menunggu penulis", "hati-hati", "hourglass"),
}
CHANNEL_ICONS = {
    "APP": "inbox",
    "WHATSAPP": "message-square-text",
    "PHONE": "bell",
    "COUNTER": "users",
}


@dataclass(frozen=True)
class Said:
    """One message of a thread, ready to be shown."""

    who: str
    at: datetime
    text: str
    mine: bool
    internal: bool
    files: Sequence[tuple[int, str]]


def said(messages: Sequence[TicketMessage], *, ticket: Ticket, for_desk: bool) -> list[Said]:
    """The thread: the author does not read which person of the office answered, only that it did."""
    return [
        Said(
            who=_who(message, ticket=ticket, for_desk=for_desk),
            at=message.at,
            text=message.text,
            mine=message.from_desk == for_desk,
            internal=message.internal,
            files=[(file.pk, file.media_type) for file in message.files.all()],
        )
        for message in messages
    ]


def _who(message: TicketMessage, *, ticket: Ticket, for_desk: bool) -> str:
    name = message.by.person.name
    if for_desk:
        return (
            f"{name}, {Office(message.office).label}" if message.office in Office.values else name
        )
    if message.from_desk:
        return "Disdukcapil"
    keyed_in = message.by_id == ticket.entered_by_id and ticket.entered_by_id != ticket.author_id
    return f"Anda, dicatat petugas ({ticket.get_channel_display()})" if keyed_in else name
