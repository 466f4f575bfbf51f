"""Steps of an evaluation and of a follow-up: locked, given back, signed, taken up again; done, dropped."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from django.db import transaction

from tests import make
from tests.door import standing_as
from tests.notify.office import worker
from tests.races.together import Race, Step, Table, twice
from wacat.accounts.access import Visitor
from wacat.areas.queries import get_city
from wacat.evaluation import actions, following, semester
from wacat.evaluation.models import Edition, Evaluation, FollowUp
from wacat.evaluation.states import (
    FOLLOW_UP_TRANSITIONS,
    LEADERS,
    EvaluationState,
    FollowUpState,
)

E, F = EvaluationState, FollowUpState
AFTER = datetime(2027, 1, 4, 1, 0, tzinfo=UTC)
KEPALA, SEKRETARIS = "kepala", "sekretaris"


def lock(evaluation: Evaluation, by: Visitor) -> None:
    """Hand it to the head."""
    actions.lock(evaluation_id=evaluation.pk, by=by, at=AFTER)


def give_back(evaluation: Evaluation, by: Visitor) -> None:
    """Open it again before it is signed."""
    actions.give_back(evaluation_id=evaluation.pk, reason="Lengkapi", by=by, at=AFTER)


def sign(evaluation: Evaluation, by: Visitor) -> None:
    """Sign what was read."""
    read = Edition.objects.filter(evaluation=evaluation).latest("revision")
    actions.sign(evaluation_id=evaluation.pk, sha256=read.sha256, by=by, at=AFTER)


def revise(evaluation: Evaluation, by: Visitor) -> None:
    """Take it up again."""
    actions.revise(evaluation_id=evaluation.pk, reason="Susulan", by=by, at=AFTER)


def _did(who: str, evaluation: Evaluation, act: Callable[[Evaluation, Visitor], None]) -> None:
    with standing_as(who) as visitor:
        act(evaluation, visitor)


def standing(state: EvaluationState) -> Callable[[], Evaluation]:
    """The evaluation of a semester, counted and brought there by those who may."""

    def ready() -> Evaluation:
        with transaction.atomic():
            with worker():
                first = semester.read("2026-S1", city=get_city())
                known = Evaluation.objects.filter(key=first.key).first()
            if known is not None and known.state != E.OPEN:
                _did(KEPALA, known, revise if known.state == E.SIGNED else give_back)
            with worker():
                found = actions.count(semester=first, at=AFTER).evaluation
            if state != E.OPEN:
                _did(SEKRETARIS, found, lock)
            if state == E.SIGNED:
                _did(KEPALA, found, sign)
            with worker():
                return Evaluation.objects.get(pk=found.pk)

    return ready


RACES: dict[Step, Race] = {
    (E.OPEN, E.LOCKED): Race(ready=standing(E.OPEN), both=twice(SEKRETARIS, lock)),
    (E.LOCKED, E.OPEN): Race(ready=standing(E.LOCKED), both=twice(KEPALA, give_back, SEKRETARIS)),
    (E.LOCKED, E.SIGNED): Race(ready=standing(E.LOCKED), both=twice(KEPALA, sign)),
    (E.SIGNED, E.OPEN): Race(ready=standing(E.SIGNED), both=twice(KEPALA, revise, SEKRETARIS)),
}
RIVALS = [Race(ready=standing(E.LOCKED), both=((KEPALA, sign), (SEKRETARIS, give_back)))]
TABLE = Table(
    title="Evaluasi (Pasal 11)", rows=Evaluation._meta.db_table, races=RACES, born={},
    rivals=RIVALS,
)  # fmt: skip


def bring(to: str) -> Callable[[FollowUp, Visitor], object]:
    """Say how it goes."""
    return lambda one, by: following.move(
        number=one.pk, to=to, text="Sudah dibahas", by=by, at=AFTER
    )


def follow_up(state: FollowUpState) -> Callable[[], FollowUp]:
    """Something on the list that stands so."""

    def ready() -> FollowUp:
        with transaction.atomic(), standing_as(KEPALA) as tirta:
            one = following.add(
                semester=semester.read("2026-S1", city=get_city()), what="Jadwal piket",
                owner_id=make.account("kasi").pk, until_on=date(2027, 3, 1), by=tirta, at=AFTER,
            )  # fmt: skip
            if state != F.OPEN:
                one = following.move(number=one.pk, to=state, text="Dicatat", by=tirta, at=AFTER)
        return one

    return ready


FOLLOWED = Table(
    title="Tindak lanjut", rows=FollowUp._meta.db_table, born={},
    races={
        (start, to): Race(
            ready=follow_up(start),
            both=twice(KEPALA, bring(to), "kasi" if offices - LEADERS else SEKRETARIS),
        )
        for (start, to), offices in FOLLOW_UP_TRANSITIONS.items()
    },
    rivals=[
        Race(ready=follow_up(F.OPEN), both=((KEPALA, bring(F.DROPPED)), ("kasi", bring(F.DONE)))),
    ],
)  # fmt: skip
