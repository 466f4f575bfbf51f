"""Steps of a message: sent, failed, given up, cancelled, told of later, sent once more."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

from django.db import transaction

from tests import make, people
from tests.notify.mailbox import Postbox
from tests.notify.office import MORNING, reachable, worker
from tests.races.together import SYSTEM, Attempt, Race, Step, Table
from wacat.notify import actions, announcing, receipts, sending
from wacat.notify.models import ChannelHealth, Message
from wacat.notify.states import WAITING, MessageState

S = MessageState
NEXT_WEEK = MORNING + timedelta(days=7)
GOOD, FULL, WRONG = "rt@contoh.test", "penuh@contoh.test", "salah@contoh.test"
_numbers = count(1)


def answer_by_address(box: Postbox) -> None:
    """Let the mail server take some addresses, and refuse others for now or for good."""
    box.refused |= {FULL: "452 penuh", WRONG: "550 tidak ada"}


def send(_message: Message, _by: Any) -> None:
    """Let the sender work on what is due."""
    sending.send_due(at=MORNING, limit=1, chance=lambda: 1.0)


def receipt(state: str) -> Callable[[Message, Any], object]:
    """What the provider tells of it."""
    return lambda message, _by: receipts.receive(
        provider_id=message.provider_id, state=state, trouble="REFUSED", told_at=MORNING
    )


def resend(message: Message, _by: Any) -> None:
    """Somebody of the office sends it once more."""
    actions.resend(message_id=message.pk, at=MORNING)


def told_of(urgency: str) -> list[announcing.Told]:
    """Two notices for Bu Sari's RT."""
    rt_id = make.area(people.SARI.place).pk
    return [announcing.Told(rt_id=rt_id, urgency=urgency, count=2)]


def retract(message: Message, _by: Any) -> None:
    """The file that it speaks of is withdrawn."""
    (batch,) = message.batch_ids
    announcing.retract(told=told_of(message.urgency), batch_id=batch, at=MORNING)


def announce_another(_message: Message, _by: Any) -> None:
    """Another file comes for the same digest."""
    announcing.announce(told=told_of("B"), batch_id=499_999, at=MORNING)


def standing(state: str, *, to: str = GOOD) -> Callable[[], Message]:
    """A message by mail that stands so and is due; nothing else is, and no channel rests."""

    def ready() -> Message:
        number = next(_numbers)
        with transaction.atomic():
            reachable("rt", email=to)
            with worker():
                _leave_alone_what_waits()
                message = actions.tell(
                    topic="SETTLED", account_id=make.account("rt").pk, at=MORNING,
                    key=f"lomba-{number}", notice_id=number,
                )  # fmt: skip
                given = {
                    "state": state,
                    "provider_id": f"penyedia-{number}",
                    "next_try_at": MORNING,
                    "error": "FAULT" if state in (S.FAILED, S.DEAD) else "",
                    "sent_at": MORNING if state in (S.SENT, S.DELIVERED) else None,
                }
                Message.objects.filter(pk=message.pk).update(**given)
                return Message.objects.get(pk=message.pk)

    return ready


def announced(state: str, *, urgency: str = "A") -> Callable[[], Message]:
    """A message of a file of its own that stands so."""

    def ready() -> Message:
        batch = 500_000 + next(_numbers)
        with transaction.atomic():
            reachable("rt", email=GOOD)
            with worker():
                _leave_alone_what_waits()
                announcing.announce(told=told_of(urgency), batch_id=batch, at=MORNING)
                message = Message.objects.get(batch_ids__contains=[batch])
                if state == S.CANCELLED:
                    retract(message, None)
                else:
                    due = {"state": state, "next_try_at": MORNING, "error": "FAULT"}
                    Message.objects.filter(pk=message.pk).update(**due)
                return message

    return ready


def _leave_alone_what_waits() -> None:
    ChannelHealth.objects.update(paused_until=None)
    Message.objects.filter(state__in=WAITING).update(next_try_at=NEXT_WEEK)


def _both(act: Callable[[Message, Any], object]) -> tuple[Attempt, Attempt]:
    return (SYSTEM, act), (SYSTEM, act)


def _sent(start: str, *, to: str) -> Race:
    return Race(ready=standing(start, to=to), both=_both(send))


RACES: dict[Step, Race] = {
    **{(start, S.SENT): _sent(start, to=GOOD) for start in WAITING},
    **{(start, S.DEAD): _sent(start, to=WRONG) for start in WAITING},
    (S.QUEUED, S.FAILED): _sent(S.QUEUED, to=FULL),
    # the state stays; what counts is that the try is counted once
    (S.FAILED, S.FAILED): Race(
        ready=standing(S.FAILED, to=FULL), both=_both(send), column="attempts"
    ),
    **{
        (start, S.CANCELLED): Race(ready=announced(start), both=_both(retract)) for start in WAITING
    },
    (S.CANCELLED, S.QUEUED): Race(
        ready=announced(S.CANCELLED, urgency="B"), both=_both(announce_another)
    ),
    **{
        (S.SENT, told): Race(ready=standing(S.SENT), both=_both(receipt(told)))
        for told in (S.DELIVERED, S.READ, S.DEAD)
    },
    (S.DELIVERED, S.READ): Race(ready=standing(S.DELIVERED), both=_both(receipt(S.READ))),
    (S.DEAD, S.QUEUED): Race(ready=standing(S.DEAD), both=_both(resend)),
}
RIVALS = [
    Race(ready=announced(S.QUEUED), both=((SYSTEM, retract), (SYSTEM, send))),
    Race(
        ready=standing(S.SENT),
        both=((SYSTEM, receipt(S.DELIVERED)), (SYSTEM, receipt(S.READ))),
    ),
]
TABLE = Table(title="Pesan", rows=Message._meta.db_table, races=RACES, born={}, rivals=RIVALS)
