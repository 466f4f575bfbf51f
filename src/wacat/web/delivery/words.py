"""Messages in the words of the screen."""

from dataclasses import dataclass
from datetime import datetime

from wacat.accounts.models import Office
from wacat.notify.composing import place_of
from wacat.notify.models import Message
from wacat.notify.queries import waits_for_setup
from wacat.notify.states import Channel, MessageState, Trouble
from wacat.notify.topics import LABELS

LOOKS = {
    MessageState.QUEUED: "netral",
    MessageState.SENT: "kabar",
    MessageState.DELIVERED: "baik",
    MessageState.READ: "baik",
    MessageState.FAILED: "hati-hati",
    MessageState.DEAD: "gawat",
    MessageState.CANCELLED: "netral",
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One message as the ledger shows it."""

    id: int
    made_at: datetime
    name: str
    office: str
    topic: str
    count: int
    channel: str
    state: str
    look: str
    why: str
    sent_at: datetime | None
    next_try_at: datetime | None
    is_dead: bool
    is_carried: bool


def line_of(message: Message) -> Line:
    """The words of one message; the receiver is an office holder, never a resident."""
    return Line(
        id=message.pk,
        made_at=message.made_at,
        name=message.account.person.name,
        office=office_of(message),
        topic=LABELS.get(message.topic, message.topic),
        count=message.count,
        channel=str(Channel(message.channel).label),
        state=str(MessageState(message.state).label),
        look=LOOKS[MessageState(message.state)],
        why=why(message),
        sent_at=message.sent_at,
        next_try_at=message.next_try_at,
        is_dead=message.state == MessageState.DEAD,
        is_carried=message.channel == Channel.LINK and message.state == MessageState.QUEUED,
    )


def office_of(message: Message) -> str:
    """The office addressed, such as "Ketua RT 023 Manggar"."""
    place = place_of(message)
    if message.office == Office.KETUA_RT:
        return f"Ketua {place}"
    if message.office == Office.LURAH:
        return f"Lurah {place.removeprefix('Kelurahan ')}"
    return str(Office(message.office).label) if message.office in Office.values else ""


def why(message: Message) -> str:
    """Why a message has not left, in a few words; empty when there is nothing to explain."""
    if waits_for_setup(message):
        return f"{Channel(message.channel).label} belum diatur"
    if message.error:
        return str(Trouble(message.error).label)
    if message.channel == Channel.LINK and message.state == MessageState.QUEUED:
        return "Menunggu dibuka petugas di WhatsApp"
    return ""
