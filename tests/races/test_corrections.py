"""Every step of a correction that two can attempt at once, on real PostgreSQL: one takes it, once.

The table names an act for each step of TRANSITIONS; a step without one fails the first test.
"""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from tests import make, people
from tests.door import standing_as
from tests.races.together import SYSTEM, at_once
from tests.verification.acts import hours, standing, submitted
from wacat.accounts.access import Visitor
from wacat.ops.testdb import TestDatabase
from wacat.records.models import Notice
from wacat.verification import (
    answering,
    cosigning,
    inquiring,
    linking,
    moving,
    objecting,
    returning,
    settling,
)
from wacat.verification.models import ClockRound, Correction, Inquiry, Objection, Step
from wacat.verification.states import (
    DECIDED,
    FINISHED,
    FOLLOWED,
    OBJECTABLE,
    TRANSITIONS,
    UNDECIDED,
    CorrectionState,
)

pytestmark = pytest.mark.race
S = CorrectionState
Act = Callable[[Correction, Any], object]
RT, DESK = "rt", "operator"
MUCH_LATER = hours(24 * 60)


def decide(*outcomes: str) -> Act:
    """Decide the two items of the claim like this."""

    def act(case: Correction, by: Visitor) -> object:
        items = case.items.order_by("id").values_list("pk", flat=True)
        return settling.decide(
            correction_id=case.pk, outcomes=dict(zip(items, outcomes, strict=True)),
            reason="Sesuai akta", accept=True, by=by, at=hours(5),
        )  # fmt: skip

    return act


def link(case: Correction, by: Visitor) -> None:
    """Settle it as the same as the first correction about that person."""
    same = Correction.objects.filter(notice__record__nik=case.notice.record.nik)
    first = same.exclude(pk=case.pk).earliest("id")
    linking.link(correction_id=case.pk, first_id=first.pk, reason="Sama", by=by, at=hours(5))


def forward(to: str) -> Act:
    """Ask the RT with that code."""

    def act(case: Correction, by: Visitor) -> object:
        return linking.forward(
            correction_id=case.pk, rt_id=make.area(to).pk, question="", by=by, at=hours(5)
        )

    return act


def receive(case: Correction, by: Visitor) -> None:
    """Open it for the first time."""
    settling.receive(correction_id=case.pk, by=by, at=hours(5))


def take(case: Correction, by: Visitor) -> None:
    """Take it."""
    settling.take(correction_id=case.pk, by=by, at=hours(5))


def release(case: Correction, by: Visitor) -> None:
    """Give it back."""
    settling.release(correction_id=case.pk, by=by, at=hours(5))


def ask(case: Correction, by: Visitor) -> None:
    """Ask its author."""
    settling.ask(correction_id=case.pk, question="Sejak kapan?", by=by, at=hours(5))


def reply(case: Correction, by: Visitor) -> None:
    """Answer the question."""
    answering.reply(correction_id=case.pk, text="Sejak Mei", proof=None, by=by, at=hours(5))


def conclude(case: Correction, by: Visitor) -> None:
    """End it without an RT."""
    linking.conclude(correction_id=case.pk, reason="Tidak ditemukan", by=by, at=hours(5))


def mark_done(case: Correction, by: Visitor) -> None:
    """Carry it out."""
    settling.mark_done(correction_id=case.pk, remark="", by=by, at=hours(5))


def read(case: Correction, by: Visitor) -> None:
    """Read the result."""
    objecting.read_result(correction_id=case.pk, by=by, at=hours(5))


def object_to(case: Correction, by: Visitor) -> None:
    """Object to the decision."""
    objecting.object_to(correction_id=case.pk, reason="Keliru", by=by, at=hours(5))


def cancel(case: Correction, by: Visitor) -> None:
    """Take the answer back."""
    answering.undo(notice_id=case.notice_id, by=by, at=hours(5))


ACTS: dict[tuple[CorrectionState, CorrectionState], tuple[str, Act]] = {
    (S.SUBMITTED, S.RECEIVED): (DESK, receive),
    (S.RECEIVED, S.IN_REVIEW): (DESK, take),
    (S.IN_REVIEW, S.RECEIVED): (DESK, release),
    (S.IN_REVIEW, S.NEEDS_INFO): (DESK, ask),
    (S.NEEDS_INFO, S.IN_REVIEW): (RT, reply),
    (S.IN_REVIEW, S.ACCEPTED): (DESK, decide("ACCEPTED", "ACCEPTED")),
    (S.IN_REVIEW, S.PARTLY_ACCEPTED): (DESK, decide("ACCEPTED", "REJECTED")),
    (S.IN_REVIEW, S.REJECTED): (DESK, decide("REJECTED", "REJECTED")),
    (S.IN_REVIEW, S.DUPLICATE): (DESK, link),
    (S.IN_REVIEW, S.FORWARDED): (DESK, forward(people.BUDI.place)),
    (S.FORWARDED, S.FORWARDED): (DESK, forward(people.ASING.place)),
    (S.FORWARDED, S.CLOSED): (DESK, conclude),
    (S.SUBMITTED, S.CANCELLED): (RT, cancel),
    (S.RECEIVED, S.CANCELLED): (RT, cancel),
    (S.NEEDS_INFO, S.CANCELLED): (RT, cancel),
    **{(state, S.DONE_IN_SIAK): (DESK, mark_done) for state in FOLLOWED},
    **{(state, S.CLOSED): (RT, read) for state in FINISHED},
    **{(state, S.RECEIVED): (RT, object_to) for state in OBJECTABLE},
}


def give_back_untouched(_case: Correction, _by: Visitor | None) -> None:
    """The job that returns what nobody touched in time."""
    returning.return_untouched(at=MUCH_LATER)


def close_unread(_case: Correction, _by: Visitor | None) -> None:
    """The job that closes what nobody read until the time to object had passed."""
    system = moving.System(make.account(SYSTEM).pk)
    objecting.close_unread(by=system, at=MUCH_LATER)


# two different acts at once: exactly one of them stands, the other is refused
CONFLICTS: list[tuple[CorrectionState, tuple[str, Act], tuple[str, Act]]] = [
    (S.RECEIVED, (DESK, take), (RT, cancel)),
    (S.RECEIVED, (DESK, take), ("operator2", take)),
    (S.NEEDS_INFO, (RT, reply), (RT, cancel)),
    (S.IN_REVIEW, (DESK, decide("ACCEPTED", "ACCEPTED")), (DESK, ask)),
    (S.IN_REVIEW, (DESK, decide("REJECTED", "REJECTED")), (DESK, release)),
    (S.IN_REVIEW, (DESK, decide("REJECTED", "REJECTED")), (DESK, link)),
    (S.IN_REVIEW, (DESK, forward(people.BUDI.place)), (DESK, forward(people.ASING.place))),
    (S.FORWARDED, (DESK, mark_done), (DESK, conclude)),
]
# the system beside people and beside itself: it passes over what was done meanwhile, one step is taken
ONCE: list[tuple[CorrectionState, tuple[str, Act], tuple[str, Act]]] = [
    (S.IN_REVIEW, (SYSTEM, give_back_untouched), (SYSTEM, give_back_untouched)),
    (S.IN_REVIEW, (SYSTEM, give_back_untouched), (DESK, decide("REJECTED", "REJECTED"))),
    (S.IN_REVIEW, (SYSTEM, give_back_untouched), (DESK, ask)),
    (S.REJECTED, (SYSTEM, close_unread), (RT, read)),
    (S.DUPLICATE, (SYSTEM, close_unread), (SYSTEM, close_unread)),
    (S.DONE_IN_SIAK, (SYSTEM, close_unread), (RT, read)),
]


def prepared(start: CorrectionState) -> Correction:
    """A correction in a state, committed, with what its next steps need beside it."""
    with transaction.atomic():
        case = standing(start)
        if start == S.FORWARDED:
            answered = {"answer": "NO", "answered_at": hours(3), "by_id": make.account("rt2").pk}
            with standing_as("rt2"):
                Inquiry.objects.filter(correction_id=case.pk).update(**answered)
        if start == S.IN_REVIEW:
            with standing_as("operator"):
                nik = case.notice.record.nik
            submitted(by=people.BUDI, nik=nik)
    return case


def steps_of(case: Correction) -> list[tuple[str, str]]:
    """What is recorded of a correction."""
    with transaction.atomic(), standing_as("operator"):
        found = Step.objects.filter(correction=case).order_by("id")
        return list(found.values_list("from_state", "to_state"))


def check_whole(case: Correction) -> CorrectionState:
    """What must be true of a correction whatever was attempted; returns where it stands."""
    with transaction.atomic(), standing_as("operator"):
        now = Correction.objects.get(pk=case.pk)
        told = Notice.objects.get(pk=now.notice_id)
        rounds = ClockRound.objects.filter(correction=now)
        assert rounds.count() == 1 + Objection.objects.filter(correction=now).count()
        assert rounds.filter(ended_at=None).count() == (now.state in UNDECIDED)
        assert rounds.latest("number").due_at == now.due_at == moving.due_now(now)
        assert (now.paused_at is not None) == (now.state == S.NEEDS_INFO)
        assert now.state == Step.objects.filter(correction=now).latest("id").to_state
        if now.state not in (S.CLOSED, S.CANCELLED):
            assert told.result == now.state
        return S(now.state)


def test_every_step_has_an_act_in_the_table() -> None:
    assert set(ACTS) == set(TRANSITIONS)
    assert {to for _, to in ACTS} >= {*DECIDED, S.CANCELLED, S.CLOSED}


def test_every_step_is_taken_once_when_two_try(real_database: TestDatabase) -> None:
    for (start, to), act in ACTS.items():
        case = prepared(start)
        before = steps_of(case)
        refused = at_once(case, [act, act])
        assert refused.count("") >= 1, (start, to, refused)
        assert steps_of(case)[len(before) :] == [(start, to)], (start, to)
        assert check_whole(case) == to


def test_of_two_acts_that_exclude_each_other_one_stands(real_database: TestDatabase) -> None:
    for start, one, other in CONFLICTS:
        case = prepared(start)
        before = steps_of(case)
        refused = at_once(case, [one, other])
        assert refused.count("") == 1, (start, refused)
        assert len(steps_of(case)) == len(before) + 1, (start, steps_of(case))
        check_whole(case)


def test_the_system_and_people_finish_it_once(real_database: TestDatabase) -> None:
    for start, one, other in ONCE:
        case = prepared(start)
        before = steps_of(case)
        refused = at_once(case, [one, other])
        assert "" in refused, (start, refused)
        assert len(steps_of(case)) == len(before) + 1, (start, steps_of(case))
        check_whole(case)


def test_the_lurahs_word_and_another_rts_answer_are_given_once(real_database: TestDatabase) -> None:
    with transaction.atomic():
        told = make.notice()
        with standing_as("rt") as sari:
            key = uuid.uuid4()
            answering.deny(
                notice_id=told.pk, reason="RT_LAIN", remark="", by=sari, at=hours(0), key=key
            )
            denied = Correction.objects.get(notice=told)
        asked = standing(S.FORWARDED)

    def sign(agrees: bool) -> Act:
        return lambda case, by: cosigning.cosign(
            correction_id=case.pk, agrees=agrees, remark="Alasan", by=by, at=hours(1)
        )

    def say(lives_here: bool) -> Act:
        return lambda case, by: inquiring.answer(
            inquiry_id=Inquiry.objects.get(correction_id=case.pk).pk, lives_here=lives_here,
            remark="", by=by, at=hours(3),
        )  # fmt: skip

    for case, who, act in ((denied, "lurah", sign), (asked, "rt2", say)):
        refused = at_once(case, [(who, act(True)), (who, act(False))])
        assert refused.count("") == 1, refused
