"""The sender: one letter, one transaction, held by row locks while the provider is spoken to.

A digest is one letter: all that an office is told without haste leaves together.
Two senders never take the same line (SKIP LOCKED). A sender that dies lets its lock go with its
connection and leaves the line waiting (docs/keputusan/pengiriman.md).
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import Q, QuerySet

from wacat.accounts.access import enter_system, get_account
from wacat.accounts.models import Account
from wacat.notify import addressing, composing, health, rules, secrets
from wacat.notify.actions import move
from wacat.notify.channels import catalogue
from wacat.notify.channels.line import Line, Never, NotNow
from wacat.notify.habits import Habits
from wacat.notify.models import Message
from wacat.notify.states import WAITING, Channel, MessageState, Trouble
from wacat.notify.topics import TOPICS

log = structlog.get_logger(__name__)
SYSTEM = "sistem"
LEASE = timedelta(minutes=2)
MOST_TOGETHER = 20
Chance = Callable[[], float]


class Lines:
    """One run: in whose name, which channels are open, and the connections that messages needed."""

    def __init__(self, *, at: datetime) -> None:
        self.at = at
        self.system = get_account(SYSTEM).pk
        self.channels = health.open_channels(at=at)
        self._open: dict[str, Line] = {}

    def __enter__(self) -> "Lines":
        return self

    def __exit__(self, *_: object) -> None:
        for line in self._open.values():
            line.close()

    def to(self, channel: str) -> Line:
        """The connection of a channel.

        Raises:
            NotNow: the provider is not there.
        """
        if channel not in self._open:
            self._open[channel] = catalogue.WAYS[Channel(channel)].connect()
        return self._open[channel]

    def drop(self, channel: str) -> None:
        """Close a connection that failed, and look which channels rest now."""
        self.channels = health.open_channels(at=self.at)
        line = self._open.pop(channel, None)
        if line is not None:
            line.close()


@dataclass(frozen=True, kw_only=True)
class _Prepared:
    """A message whose one-time key has been made; nobody else takes it for a while."""

    message_id: int
    way_in: str


def send_due(*, at: datetime, limit: int = 2_000, chance: Chance = random.random) -> int:
    """Send what is due at `at`, the urgent first; how many lines were worked on."""
    done = 0
    with Lines(at=at) as lines:
        while done < limit:
            worked = _send_next(lines, at=at, chance=chance)
            if isinstance(worked, _Prepared):
                _send_prepared(worked, lines, at=at, chance=chance)
            elif not worked:
                break
            done += 1
    return done


@transaction.atomic
def _send_next(lines: Lines, *, at: datetime, chance: Chance) -> bool | _Prepared:
    """Take one due message and bring it as far as it goes; False when none is due."""
    enter_system(lines.system)
    message = _locked().filter(
        state__in=WAITING, next_try_at__lte=at, channel__in=lines.channels
    ).order_by("urgency", "next_try_at", "id").first()  # fmt: skip
    if message is None:
        return False
    about = TOPICS[message.topic]
    account = _receiver(message)
    if account is None:
        move(message, MessageState.DEAD, error=Trouble.NO_HOLDER, next_try_at=None)
    elif not addressing.may_be_told(account, topic=about):
        move(message, MessageState.DEAD, error=Trouble.ENDED, next_try_at=None)
    elif not secrets.opens(about, account=account):
        move(message, MessageState.CANCELLED, error="", next_try_at=None)
    elif not addressing.address_of(account, message.channel):
        move(message, MessageState.DEAD, error=Trouble.NO_ADDRESS, next_try_at=None)
    elif message.channel not in lines.channels:
        # the successor is reached another way: by hand, or by a channel that rests or is not set up
        by_hand = message.channel == Channel.LINK
        Message.objects.filter(pk=message.pk).update(next_try_at=None if by_hand else at)
    elif (later := _after_quiet(message, account, at=at)) > at:
        Message.objects.filter(pk=message.pk).update(next_try_at=later)
    elif about.purpose:
        # making keys takes a lock that others wait for: not while a provider is spoken to
        way_in = secrets.make_path(about, account=account, by=lines.system, at=at)
        Message.objects.filter(pk=message.pk).update(next_try_at=at + LEASE)
        return _Prepared(message_id=message.pk, way_in=way_in)
    else:
        _send(_together(message, account, at=at), account, lines, at=at, chance=chance)
    return True


@transaction.atomic
def _send_prepared(prepared: _Prepared, lines: Lines, *, at: datetime, chance: Chance) -> None:
    enter_system(lines.system)
    message = _locked().filter(pk=prepared.message_id, state__in=WAITING).first()
    if message is not None:
        account = Account.objects.select_related("person").get(pk=message.account_id)
        _send([message], account, lines, at=at, chance=chance, way_in=prepared.way_in)


def _locked() -> QuerySet[Message]:
    return Message.objects.select_for_update(skip_locked=True, of=("self",)).select_related(
        "rt", "kelurahan", "city"
    )


def _receiver(message: Message) -> Account | None:
    """Whom the message is for now: an office that changed hands has another holder."""
    account = Account.objects.select_related("person").get(pk=message.account_id)
    if not TOPICS[message.topic].to_office or not message.office:
        return account
    seat = addressing.Seat(
        office=message.office,
        rt_id=message.rt_id,
        kelurahan_id=message.kelurahan_id,
        city_id=message.city_id,
    )
    holder = addressing.find_holder(seat)
    if holder is not None and holder.pk != account.pk:
        about = TOPICS[message.topic]
        channel = Habits.of([holder]).channel_of(holder, topic=about)
        message.account = holder
        message.channel = channel or message.channel
        message.save(update_fields=["account", "channel"])
    return holder


def _after_quiet(message: Message, account: Account, *, at: datetime) -> datetime:
    """Now, or the morning after: a worker that stood still may find a message in the night."""
    if TOPICS[message.topic].any_hour:
        return at
    return Habits.of([account]).first_moment(account, at=at)


def _together(message: Message, account: Account, *, at: datetime) -> list[Message]:
    """What leaves in one letter: the message, and with a digest all that its office is told by then."""
    if not _joins(message):
        return [message]
    by_then = Q(next_try_at__lte=at) | Q(
        state=MessageState.QUEUED, digest_on__lte=message.digest_on
    )
    others = (
        _locked()
        .filter(
            by_then, account=account, office=message.office, rt_id=message.rt_id,
            kelurahan_id=message.kelurahan_id, channel=message.channel, urgency=message.urgency,
            state__in=WAITING,
        )
        .exclude(pk=message.pk)
        .order_by("id")
    )  # fmt: skip
    joined = [other for other in others[: MOST_TOGETHER - 1] if _joins(other)]
    return sorted([message, *joined], key=lambda each: each.pk)


def _joins(message: Message) -> bool:
    about = TOPICS[message.topic]
    return bool(message.digest_on and not about.purpose and not about.by_mail)


def _send(
    messages: Sequence[Message],
    account: Account,
    lines: Lines,
    *,
    at: datetime,
    chance: Chance,
    way_in: str = "",
) -> None:
    """Send messages of one account and channel as one letter; all of them share what becomes of it."""
    channel = messages[0].channel
    to = addressing.address_of(account, channel)
    letter = (
        composing.compose(messages[0], to=to, secret_path=way_in)
        if len(messages) == 1
        else composing.compose_digest(messages, to=to)
    )
    try:
        number = lines.to(channel).send(letter)
    except NotNow as refusal:
        _again(messages, account, refusal.trouble, wait=refusal.wait, at=at, chance=chance)
        lines.drop(channel)
    except Never as refusal:
        for message in messages:
            move(
                message, MessageState.DEAD, attempts=message.attempts + 1, error=refusal.trouble,
                next_try_at=None,
            )  # fmt: skip
        health.failed(channel, trouble=refusal.trouble, at=at)
    except Exception as error:  # a fault of ours must not hold up those behind it
        log.error("delivery fault", channel=channel, kind=type(error).__name__)
        _again(messages, account, Trouble.FAULT, wait=None, at=at, chance=chance)
        lines.drop(channel)
    else:
        for message in messages:
            move(
                message, MessageState.SENT, attempts=message.attempts + 1,
                provider_id=number[:200], sent_at=at, error="", next_try_at=None,
            )  # fmt: skip
        health.succeeded(channel, at=at)


def _again(
    messages: Sequence[Message],
    account: Account,
    trouble: Trouble,
    *,
    wait: timedelta | None,
    at: datetime,
    chance: Chance,
) -> None:
    """Keep the failure; try later, or give up after the last try."""
    drawn = chance()
    for message in messages:
        attempts = message.attempts + 1
        if attempts >= rules.MAX_ATTEMPTS:
            move(message, MessageState.DEAD, attempts=attempts, error=trouble, next_try_at=None)
            continue
        pause = max(rules.wait_after(attempts, chance=drawn), wait or timedelta())
        later = _after_quiet(message, account, at=at + min(pause, rules.LONGEST_WAIT))
        move(message, MessageState.FAILED, attempts=attempts, error=trouble, next_try_at=later)
    health.failed(messages[0].channel, trouble=trouble, at=at)
