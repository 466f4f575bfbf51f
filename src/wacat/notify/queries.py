"""Reads of the ledger: who was told, when, how, and what became of it (Pasal 2(1)b)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from wacat.accounts.access import Visitor
from wacat.notify.channels import catalogue
from wacat.notify.models import Message
from wacat.notify.states import WAITING, Channel, MessageState
from wacat.notify.topics import TOPICS

PAGE_SIZE = 50
WITH_KEY = sorted(topic.code for topic in TOPICS.values() if topic.purpose)
LAST = 2**63 - 1


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What of the ledger is wanted; an empty part means all."""

    state: str = ""
    channel: str = ""
    topic: str = ""
    words: str = ""
    days: int = 30
    batch_id: int = 0

    def without(self, part: str) -> "Filter":
        """The same without one part, for the counts of its chips."""
        values = vars(self) | {part: ""}
        return Filter(**values)


def ledger(wanted: Filter, *, by: Visitor, at: datetime) -> QuerySet[Message]:
    """The messages within the visitor's reach that match, without order."""
    found = _within(by).filter(made_at__gte=at - timedelta(days=wanted.days))
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.channel:
        found = found.filter(channel=wanted.channel)
    if wanted.topic:
        found = found.filter(topic=wanted.topic)
    if wanted.batch_id:
        found = found.filter(batch_ids__contains=[wanted.batch_id])
    return found.filter(_said(wanted.words)) if wanted.words else found


def page(wanted: Filter, *, before: int, by: Visitor, at: datetime) -> list[Message]:
    """One page, the newest first, and one line more when there is a next page."""
    found = ledger(wanted, by=by, at=at).filter(pk__lt=before or LAST)
    return list(_with_names(found).order_by("-pk")[: PAGE_SIZE + 1])


def counts(wanted: Filter, *, by: Visitor, at: datetime) -> dict[str, dict[str, int]]:
    """How many messages each chip would show: by state, channel and topic. Three small statements."""
    found: dict[str, dict[str, int]] = {}
    for part in ("state", "channel", "topic"):
        rows = ledger(wanted.without(part), by=by, at=at).order_by().values_list(part)
        found[part] = dict(rows.annotate(Count("id")))
    return found


def get_message(message_id: int, *, by: Visitor) -> Message:
    """One line of the ledger.

    Raises:
        Message.DoesNotExist: not within reach, or there is none.
    """
    return (
        _within(by).select_related("account__person", "rt", "kelurahan", "city").get(pk=message_id)
    )


def to_carry(*, by: Visitor) -> QuerySet[Message]:
    """The messages that wait for somebody who opens WhatsApp, the oldest first.

    A Lurah carries those of his RTs. A key to an account passes through the administrator's hands
    alone (Pasal 10a): whoever opens the link first chooses the password.
    """
    found = _within(by).filter(channel=Channel.LINK, state=MessageState.QUEUED)
    if by.role != "ADMINISTRATOR":
        found = found.exclude(topic__in=WITH_KEY)
    if by.role == "LURAH":
        found = found.exclude(rt=None)
    return _with_names(found).order_by("pk")


def written_to(account_id: int, *, topic: str = "", words: str = "") -> QuerySet[Message]:
    """What was written to one person in whatever office, but for what was taken back; without order."""
    mine = Message.objects.filter(account_id=account_id).exclude(state=MessageState.CANCELLED)
    if topic:
        mine = mine.filter(topic=topic)
    if words:
        text = words.casefold()
        fitting = [code for code, about in TOPICS.items() if text in about.label.casefold()]
        mine = mine.filter(topic__in=fitting)
    return mine


def page_of_mine(found: QuerySet[Message], *, before: int) -> list[Message]:
    """One page of these, the newest first, and one more when there is a next page."""
    return list(_with_names(found).filter(pk__lt=before or LAST).order_by("-pk")[: PAGE_SIZE + 1])


def about_notice(*, rt_id: int, kelurahan_id: int, batch_id: int, urgency: str) -> list[Message]:
    """The messages by which an office was told of a notice; they name no notice, only its file."""
    about = Message.objects.filter(
        Q(rt_id=rt_id) | Q(rt=None, kelurahan_id=kelurahan_id),
        batch_ids__contains=[batch_id],
        topic="NOTICES",
        urgency="A" if urgency == "A" else "B",
    )
    return list(about.only("channel", "sent_at", "state", "office").order_by("pk")[:3])


@dataclass(frozen=True)
class Reached:
    """How far telling the offices of one file has come; every figure counts messages to offices."""

    all: int
    sent: int
    at_once: int
    in_digest: int
    by_hand: int
    failed: int


def reached_by(batch_id: int) -> Reached:
    """How many offices have been told of a file, and what the others wait for."""
    waiting = Q(state__in=WAITING)
    by_hand = waiting & Q(channel=Channel.LINK)
    counts = (
        Message.objects.filter(topic="NOTICES", batch_ids__contains=[batch_id])
        .exclude(state=MessageState.CANCELLED)
        .aggregate(
            all=Count("pk"),
            sent=Count("pk", filter=Q(sent_at__isnull=False)),
            at_once=Count("pk", filter=waiting & Q(urgency="A") & ~by_hand),
            in_digest=Count("pk", filter=waiting & Q(urgency="B") & ~by_hand),
            by_hand=Count("pk", filter=by_hand),
            failed=Count("pk", filter=Q(state=MessageState.DEAD)),
        )
    )
    return Reached(**counts)


def waits_for_setup(message: Message) -> bool:
    """Whether a message waits because its channel has not been set up here."""
    by_itself = message.channel != Channel.LINK
    return message.state in WAITING and by_itself and not catalogue.is_configured(message.channel)


def _with_names(found: QuerySet[Message]) -> QuerySet[Message]:
    """The lines with what a list shows of receiver and area, and nothing else of them."""
    return found.select_related("account__person", "rt", "kelurahan", "city").only(
        *(field.name for field in Message._meta.concrete_fields),
        "account__person__name",
        "rt__name",
        "kelurahan__name",
        "city__name",
    )


def _within(by: Visitor) -> QuerySet[Message]:
    """Row-level security is the floor; the area is named as well, for the planner."""
    if by.role == "KETUA_RT":
        return Message.objects.filter(rt_id=by.rt_id)
    if by.role == "LURAH":
        return Message.objects.filter(kelurahan_id=by.kelurahan_id)
    return Message.objects.all()


def _said(words: str) -> Q:
    """A number is a message or a file; other words are a person, a user name or an area."""
    text = words.strip()
    if text.isascii() and text.isdigit() and len(text) < 16:
        return Q(pk=int(text)) | Q(batch_ids__contains=[int(text)])
    return (
        Q(account__username__iexact=text)
        | Q(account__person__name__icontains=text)
        | Q(rt__name__iexact=text)
        | Q(kelurahan__name__iexact=text)
    )
