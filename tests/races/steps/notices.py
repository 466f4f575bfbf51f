"""Steps of a notice: told, read, answered, taken back, passed to the Lurah, closed, withdrawn."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.db import connections, transaction

from tests import make, people
from tests.door import standing_as
from tests.notify.office import worker
from tests.races.together import SYSTEM, Race, Step, Table, at_once, twice
from wacat.accounts.access import Visitor
from wacat.records import actions, overdue
from wacat.records.models import Notice, NoticeState
from wacat.records.states import TRANSITIONS
from wacat.verification import answering

S = NoticeState
MONDAY = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)


def on(day: int) -> datetime:
    """That day of the same November, in office hours."""
    return datetime(2026, 11, day, 2, 0, tzinfo=UTC)


def answer(told: Notice, by: Visitor) -> None:
    """Benar."""
    answering.confirm(notice_id=told.pk, by=by, at=on(20), key=uuid.uuid4())


def read(told: Notice, _by: Visitor) -> None:
    """Open it."""
    actions.mark_read(notice_id=told.pk, at=on(3))


def undo(told: Notice, by: Visitor) -> None:
    """Urungkan."""
    answering.undo(notice_id=told.pk, by=by, at=on(20))


def withdraw(told: Notice, _by: Visitor) -> None:
    """Withdraw the file that brought it."""
    actions.withdraw(batch_id=told.batch_id, at=on(20), reason="Keliru")


def look_after(day: int) -> Callable[[Notice, Any], None]:
    """The job of unanswered notices on that day."""
    return lambda _told, _by: overdue.look_after(at=on(day)) and None


PASS_ON, CLOSE = look_after(11), look_after(20)


def standing(state: NoticeState) -> Callable[[], Notice]:
    """A notice that stands so, brought there by those who may."""

    def ready() -> Notice:
        with transaction.atomic():
            (told,) = make.publish(make.row(rt=people.SARI.place), at=MONDAY)
        escalated = state in (S.ESCALATED, S.CLOSED_UNANSWERED)
        if escalated:
            _do(SYSTEM, told, PASS_ON)
        if state == S.CLOSED_UNANSWERED:
            _do(SYSTEM, told, CLOSE)
        if state == S.READ:
            _do("rt", told, read)
        if state == S.ANSWERED:
            _do("rt", told, answer)
        return told

    return ready


def answered_late() -> Notice:
    """One that was answered after it had gone to the Lurah."""
    told = standing(S.ESCALATED)()
    _do("rt", told, answer)
    return told


def _do(who: str, told: Notice, act: Callable[[Notice, Any], None]) -> None:
    with transaction.atomic():
        if who == SYSTEM:
            with worker():
                act(told, None)
        else:
            with standing_as(who) as visitor:
                act(told, visitor)


def told_once() -> None:
    """Two workers that publish the same fact tell of it once."""
    row = make.row(rt=people.SARI.place)

    def publish(_thing: object, _by: object) -> None:
        make.publish(row, at=MONDAY)

    with transaction.atomic():
        before = _count()
    connections.close_all()
    assert at_once(None, twice(SYSTEM, publish)) == ["", ""]
    with transaction.atomic():
        assert _count() == before + 1


def _count() -> int:
    with worker():
        return Notice.objects.exclude(state=S.PREPARED).count()


RACES: dict[Step, Race] = {
    (S.SENT, S.READ): Race(ready=standing(S.SENT), both=twice("rt", read)),
    (S.SENT, S.ANSWERED): Race(ready=standing(S.SENT), both=twice("rt", answer)),
    (S.READ, S.ANSWERED): Race(ready=standing(S.READ), both=twice("rt", answer)),
    (S.ESCALATED, S.ANSWERED): Race(ready=standing(S.ESCALATED), both=twice("rt", answer, "lurah")),
    (S.ANSWERED, S.READ): Race(ready=standing(S.ANSWERED), both=twice("rt", undo)),
    (S.ANSWERED, S.ESCALATED): Race(ready=answered_late, both=twice("rt", undo)),
    (S.SENT, S.ESCALATED): Race(ready=standing(S.SENT), both=twice(SYSTEM, PASS_ON)),
    (S.READ, S.ESCALATED): Race(ready=standing(S.READ), both=twice(SYSTEM, PASS_ON)),
    (S.ESCALATED, S.CLOSED_UNANSWERED): Race(
        ready=standing(S.ESCALATED), both=twice(SYSTEM, CLOSE)
    ),
    **{
        (start, S.WITHDRAWN): Race(ready=standing(start), both=twice("operator", withdraw))
        for start, end in TRANSITIONS
        if end == S.WITHDRAWN
    },
}
RIVALS = [
    # the reminder and the passing on to the Lurah while the RT answers
    Race(ready=standing(S.SENT), both=((SYSTEM, PASS_ON), ("rt", answer)), ends=S.ANSWERED),
    Race(ready=standing(S.ESCALATED), both=((SYSTEM, CLOSE), ("rt", answer))),
    Race(ready=standing(S.SENT), both=(("operator", withdraw), ("rt", answer))),
    Race(ready=standing(S.ANSWERED), both=(("operator", withdraw), ("rt", undo))),
    Race(ready=standing(S.READ), both=((SYSTEM, PASS_ON), ("operator", withdraw))),
]
TABLE = Table(
    title="Pemberitahuan",
    rows=Notice._meta.db_table,
    races=RACES,
    born={(S.PREPARED, S.SENT): told_once},
    rivals=RIVALS,
)
