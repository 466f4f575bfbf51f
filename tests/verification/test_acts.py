"""Pasal 3b and 10b as acts: answer, take back, correct, ask, decide; each refusal with its reason."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from tests import make
from tests.door import standing_as
from wacat.records.models import Notice
from wacat.values.elements import Element
from wacat.verification import answering, moving, settling
from wacat.verification.models import Answer, Correction
from wacat.verification.states import DECIDED, TRANSITIONS, CorrectionState

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
VACANT = "64.71.01.1001.026"


def hours(number: float) -> datetime:
    """That many hours after NOW."""
    return NOW + timedelta(hours=number)


def a_correction(*, items: int = 2) -> Correction:
    """Bu Sari says that name and address of a notice are wrong."""
    told = make.notice()
    claims = dict(list({Element.NAME: "Siti", Element.ADDRESS: "Jl. Baru 2"}.items())[:items])
    with standing_as("rt") as sari:
        answering.correct(
            notice_id=told.pk,
            claims=claims,
            remark="",
            proof=None,
            by=sari,
            at=NOW,
            key=uuid.uuid4(),
        )
        return Correction.objects.get(notice=told)


def test_a_tap_confirms_and_the_same_key_again_changes_nothing() -> None:
    told, key = make.notice(), uuid.uuid4()
    with standing_as("rt") as sari:
        first = answering.confirm(notice_id=told.pk, by=sari, at=NOW, key=key)
        assert answering.confirm(notice_id=told.pk, by=sari, at=hours(1), key=key) == first
        told.refresh_from_db()
        assert (told.state, told.answer, told.answered_at) == ("ANSWERED", "CONFIRMED", NOW)
        assert Answer.objects.count() == 1


def test_another_answer_is_refused_until_the_first_is_taken_back() -> None:
    told = make.notice()
    with standing_as("rt") as sari:
        answering.confirm(notice_id=told.pk, by=sari, at=NOW, key=uuid.uuid4())
        with pytest.raises(answering.CannotAnswer, match="sudah dijawab"):
            answering.deny(
                notice_id=told.pk, reason="RT_LAIN", remark="", by=sari, at=NOW, key=uuid.uuid4()
            )
        answering.undo(notice_id=told.pk, by=sari, at=hours(1))
        answering.deny(
            notice_id=told.pk, reason="RT_LAIN", remark="", by=sari, at=hours(2), key=uuid.uuid4()
        )
        kinds = Answer.objects.order_by("id").values_list("kind", "undone_at")
        assert list(kinds) == [("CONFIRMED", hours(1)), ("NOT_MINE", None)]


def test_the_neighbour_cannot_even_find_it() -> None:
    told = make.notice()
    with standing_as("rt2") as budi, pytest.raises(Notice.DoesNotExist):
        answering.confirm(notice_id=told.pk, by=budi, at=NOW, key=uuid.uuid4())


def test_the_lurah_answers_for_a_vacant_rt_only() -> None:
    held, vacant = make.notice(), make.notice(rt=VACANT)
    with standing_as("lurah") as lurah:
        with pytest.raises(answering.CannotAnswer, match="Ketua RT"):
            answering.confirm(notice_id=held.pk, by=lurah, at=NOW, key=uuid.uuid4())
        answer = answering.confirm(notice_id=vacant.pk, by=lurah, at=NOW, key=uuid.uuid4())
        assert answer.office == "LURAH"


def test_a_correction_freezes_the_old_value_and_starts_the_clock() -> None:
    correction = a_correction()
    with standing_as("operator"):
        items = list(correction.items.order_by("id").values_list("element", "claimed_value"))
        assert items == [("name", "Siti"), ("address", "Jl. Baru 2")]
        assert correction.items.get(element="name").old_value.startswith("Warga Uji")
        assert correction.due_at == hours(72)


def test_the_operator_decides_each_element_and_the_rt_reads_the_result() -> None:
    correction = a_correction()
    with standing_as("operator") as dewi:
        settling.take(correction_id=correction.pk, by=dewi, at=hours(1))
        first, second = correction.items.order_by("id")
        outcomes = {first.pk: "ACCEPTED", second.pk: "REJECTED"}
        with pytest.raises(settling.CannotSettle, match="alasan penolakan"):
            settling.decide(
                correction_id=correction.pk,
                outcomes=outcomes,
                reason=" ",
                accept=True,
                by=dewi,
                at=hours(2),
            )
        state = settling.decide(
            correction_id=correction.pk,
            outcomes=outcomes,
            reason="Alamat sesuai KK",
            accept=True,
            by=dewi,
            at=hours(2),
        )
        assert state == CorrectionState.PARTLY_ACCEPTED
        settling.mark_done(correction_id=correction.pk, remark="", by=dewi, at=hours(3))
    with standing_as("rt") as sari:
        told = Notice.objects.get(pk=correction.notice_id)
        assert told.result == "DONE_IN_SIAK"
        assert Correction.objects.get().decision_reason == "Alamat sesuai KK"
        with pytest.raises(answering.CannotAnswer, match="sudah diperiksa"):
            answering.undo(notice_id=told.pk, by=sari, at=hours(4))


def test_only_the_operator_who_took_it_settles_it() -> None:
    correction = a_correction()
    with standing_as("operator") as dewi:
        settling.take(correction_id=correction.pk, by=dewi, at=hours(1))
    with standing_as("operator2") as rahmat:
        with pytest.raises(settling.CannotSettle, match="Dewi Anggraini"):
            settling.take(correction_id=correction.pk, by=rahmat, at=hours(1))
        with pytest.raises(settling.CannotSettle, match="Dewi Anggraini"):
            settling.ask(correction_id=correction.pk, question="?", by=rahmat, at=hours(1))


def test_the_clock_stands_still_while_an_explanation_is_owed() -> None:
    correction = a_correction()
    with standing_as("operator") as dewi:
        settling.take(correction_id=correction.pk, by=dewi, at=hours(1))
        settling.ask(correction_id=correction.pk, question="Sejak kapan?", by=dewi, at=hours(2))
    with standing_as("rt") as sari:
        assert Notice.objects.get(pk=correction.notice_id).result == "NEEDS_INFO"
        answering.reply(
            correction_id=correction.pk, text="Sejak Mei", proof=None, by=sari, at=hours(12)
        )
    with standing_as("operator"):
        correction.refresh_from_db()
        assert correction.due_at == hours(82) == moving.due_now(correction)


def test_every_state_is_reached_from_the_first_and_every_decision_has_a_way_in() -> None:
    reached = {CorrectionState.SUBMITTED}
    while True:
        more = {to for (start, to) in TRANSITIONS if start in reached} - reached
        if not more:
            break
        reached |= more
    assert reached == set(CorrectionState)
    assert {to for (_, to) in TRANSITIONS} >= set(DECIDED)
