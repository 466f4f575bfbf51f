"""The only writer of messages: tell somebody, send a dead one again, take waiting ones back."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from wacat.accounts.models import Account
from wacat.audit.actions import note
from wacat.notify import addressing, composing
from wacat.notify.habits import Habits
from wacat.notify.models import Message
from wacat.notify.states import TRANSITIONS, Channel, MessageState, Trouble
from wacat.notify.topics import TOPICS, Topic
from wacat.notify.windows import digest_day, digest_moment
from wacat.values.refusal import Refusal


class CannotTell(Refusal):
    """A message cannot be made; the message says why."""


class CannotResend(Refusal):
    """A message cannot be sent once more; the message says why and what to do."""


@transaction.atomic
def tell(
    *,
    topic: str,
    account_id: int,
    at: datetime,
    key: str = "",
    area_id: int | None = None,
    **ids: int,
) -> Message:
    """Put a message to an account into the ledger; it leaves when quiet hours and digest allow.

    The same `key` again adds nothing and returns what stands. `ids` are numbers for text and path.

    Source: Pasal 2(1)b.

    Raises:
        CannotTell: the topic is not known, or something else than small numbers is given.
        Account.DoesNotExist: there is no such account.
    """
    about = _about(topic, ids=ids)
    account = Account.objects.select_related("person").get(pk=account_id)
    seat = addressing.seat_of(account, area_id=area_id)
    return keep(about=about, account=account, seat=seat, key=key, ids=ids, at=at)


def keep(
    *,
    about: Topic,
    account: Account,
    seat: addressing.Seat,
    key: str,
    ids: dict[str, int],
    at: datetime,
) -> Message:
    """Write the line of one message, with its channel and its first moment."""
    made = line(
        about=about, account=account, seat=seat, key=key or uuid4().hex, ids=ids,
        habits=Habits.of([account]), at=at,
    )  # fmt: skip
    Message.objects.bulk_create([made], ignore_conflicts=True)
    return Message.objects.get(key=made.key)


def line(
    *,
    about: Topic,
    account: Account,
    seat: addressing.Seat,
    key: str,
    ids: dict[str, int],
    habits: Habits,
    at: datetime,
) -> Message:
    """One message as it will stand in the ledger, not written yet."""
    channel = habits.channel_of(account, topic=about)
    unreachable = channel is None
    waits = unreachable or channel == Channel.LINK
    return Message(
        key=key,
        account=account,
        office=seat.office,
        rt_id=seat.rt_id,
        kelurahan_id=seat.kelurahan_id,
        city_id=seat.city_id,
        topic=about.code,
        urgency=about.urgency,
        channel=channel or Channel.EMAIL,
        state=MessageState.DEAD if unreachable else MessageState.QUEUED,
        error=Trouble.NO_ADDRESS if unreachable else "",
        next_try_at=None if waits else first_try(about, account=account, habits=habits, at=at),
        path=composing.path_of(about, ids=ids, office=seat.office),
        ids=ids,
        count=ids.get("jumlah", 0),
        digest_on=digest_day(at) if about.urgency == "B" else None,
        made_at=at,
    )


def first_try(about: Topic, *, account: Account, habits: Habits, at: datetime) -> datetime:
    """When a message may leave first: at once, or at the digest, and never in quiet hours."""
    moment = digest_moment(digest_day(at)) if about.urgency == "B" else at
    return moment if about.any_hour else habits.first_moment(account, at=moment)


@transaction.atomic
def resend(*, message_id: int, channel: str = "", at: datetime) -> Message:
    """Put a dead message back in the queue, through another channel if one is named.

    Raises:
        Message.DoesNotExist: not within reach, or there is none.
        CannotResend: it is not dead, or the person cannot be reached that way.
    """
    message = Message.objects.select_for_update(of=("self",)).get(pk=message_id)
    if message.state != MessageState.DEAD:
        raise CannotResend(
            f"Pesan ini berstatus {message.get_state_display()}. Hanya pesan yang gagal yang dikirim ulang."
        )
    account = Account.objects.select_related("person").get(pk=message.account_id)
    about = TOPICS[message.topic]
    habits = Habits.of([account])
    if channel and channel not in habits.possible(account, topic=about):
        raise CannotResend("Orang ini tidak dapat dicapai lewat saluran itu. Pilih saluran lain.")
    way = habits.channel_of(account, topic=about, wish=channel or message.channel)
    if way is None:
        raise CannotResend(
            "Alamat surel dan nomor telepon orang ini belum tercatat. Lengkapi dahulu di halaman akun."
        )
    move(
        message,
        MessageState.QUEUED,
        channel=way,
        attempts=0,
        error="",
        next_try_at=None if way == Channel.LINK else at,
    )
    note(act="resend", of="message", ids=[message.pk])
    return message


def move(message: Message, state: MessageState, **values: object) -> None:
    """Change the state of a locked message by the table of transitions."""
    if (MessageState(message.state), state) not in TRANSITIONS:
        raise ValueError(f"no transition {message.state} -> {state}")
    message.state = state
    for name, value in values.items():
        setattr(message, name, value)
    message.save(update_fields=["state", *values])


def _about(topic: str, *, ids: dict[str, int]) -> Topic:
    about = TOPICS.get(topic)
    if about is None:
        raise CannotTell(f"Jenis pesan {topic[:20]} tidak dikenal.")
    if not composing.fits(ids):
        raise CannotTell("Pesan keluar hanya boleh membawa nomor urut.")
    return about
