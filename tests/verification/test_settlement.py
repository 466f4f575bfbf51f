"""What leads a case elsewhere or back: duplicates, another RT, one objection, the result that was read."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection

from tests import make, people
from tests.conftest import acting_as
from tests.door import standing_as
from tests.verification.acts import hours, standing, submitted
from wacat.records.models import Notice
from wacat.values.elements import Element
from wacat.verification import answering, inquiring, linking, moving, objecting, settling
from wacat.verification.models import Correction, Inquiry, Objection
from wacat.verification.states import CorrectionState as S

pytestmark = pytest.mark.django_db


def told_topics() -> list[str]:
    """The occasions for which messages wait in the queue, in order."""
    with acting_as("wacat_owner"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT args->>'topic' FROM procrastinate_jobs WHERE task_name = 'notify.tell' ORDER BY id"
        )
        return [row[0] for row in cursor.fetchall()]


def test_the_second_who_says_the_same_hears_how_the_first_ends() -> None:
    first = submitted(nik="6471010101900041", name="Pindah Berdua")
    second = submitted(by=people.BUDI, nik="6471010101900041", name="Pindah Berdua")
    with standing_as("operator") as dewi:
        settling.take(correction_id=second.pk, by=dewi, at=hours(1))
        linking.link(
            correction_id=second.pk, first_id=first.pk, reason="Sama", by=dewi, at=hours(2)
        )
        settling.take(correction_id=first.pk, by=dewi, at=hours(3))
        items = first.items.values_list("pk", flat=True)
        settling.decide(
            correction_id=first.pk, outcomes=dict.fromkeys(items, "ACCEPTED"), reason="Rahasia RT 023",
            accept=True, by=dewi, at=hours(4),
        )  # fmt: skip
        settling.mark_done(correction_id=first.pk, remark="", by=dewi, at=hours(5))
    with standing_as("rt2"):
        heard = Correction.objects.get(pk=second.pk)
        assert (heard.state, heard.linked_state) == (S.DUPLICATE, S.DONE_IN_SIAK)
        assert "Rahasia" not in heard.decision_reason
        assert not Correction.objects.filter(pk=first.pk).exists()
    # linked, then the first one's decision and its end: each told to both
    assert told_topics() == ["SETTLED"] * 5


def test_only_the_same_person_can_be_linked_and_no_chain_is_made() -> None:
    stranger, first, second = submitted(), submitted(nik="6471010101900042"), standing(S.DUPLICATE)
    case = submitted(nik="6471010101900042")
    with standing_as("operator") as dewi:
        settling.take(correction_id=case.pk, by=dewi, at=hours(1))
        for wrong in (stranger.pk, second.pk, case.pk, 10**9):
            with pytest.raises(settling.CannotSettle, match="bukan tentang orang yang sama"):
                linking.link(correction_id=case.pk, first_id=wrong, reason="", by=dewi, at=hours(2))
        linking.link(correction_id=case.pk, first_id=first.pk, reason="", by=dewi, at=hours(2))
        later = Correction.objects.get(pk=first.pk)
        settling.take(correction_id=later.pk, by=dewi, at=hours(3))
        with pytest.raises(settling.CannotSettle, match="yang pertama"):
            linking.link(correction_id=later.pk, first_id=case.pk, reason="", by=dewi, at=hours(4))


def test_another_rt_is_asked_answers_for_itself_and_the_first_hears_yes_or_no() -> None:
    case = standing(S.FORWARDED)
    with standing_as("rt2") as budi:
        asked = Inquiry.objects.get(correction_id=case.pk)
        assert not Correction.objects.filter(pk=case.pk).exists()
        assert not Notice.objects.filter(pk=case.notice_id).exists()
        inquiring.answer(
            inquiry_id=asked.pk, lives_here=False, remark="Tidak kenal", by=budi, at=hours(5)
        )
        with pytest.raises(answering.CannotAnswer, match="sudah dijawab"):
            inquiring.answer(inquiry_id=asked.pk, lives_here=True, remark="", by=budi, at=hours(6))
    with standing_as("rtlain"):
        assert not Inquiry.objects.filter(pk=asked.pk).exists()
    with standing_as("operator") as dewi:
        inquiring.pass_on(inquiry_id=asked.pk, at=hours(6))
        inquiring.pass_on(inquiry_id=asked.pk, at=hours(7))
        linking.conclude(correction_id=case.pk, reason="Belum ditemukan", by=dewi, at=hours(8))
    with standing_as("rt"):
        heard = Correction.objects.get(pk=case.pk)
        assert (heard.state, heard.linked_state, heard.decision_reason) == (
            S.CLOSED, "NO", "Belum ditemukan",
        )  # fmt: skip
        assert not Inquiry.objects.exists()
    assert told_topics().count("INQUIRY_ANSWERED") == 1
    assert "INQUIRY" in told_topics()


def test_a_vacant_rt_is_answered_for_by_its_lurah() -> None:
    case = standing(S.IN_REVIEW)
    with standing_as("operator") as dewi:
        asked = linking.forward(
            correction_id=case.pk,
            rt_id=make.area("64.71.01.1001.026").pk,
            question="",
            by=dewi,
            at=hours(3),
        )
    with standing_as("lurah") as lurah:
        assert inquiring.may_answer(asked, by=lurah)
        inquiring.answer(inquiry_id=asked.pk, lives_here=True, remark="", by=lurah, at=hours(4))


def test_one_objection_reopens_the_case_for_another_operator() -> None:
    case = standing(S.PARTLY_ACCEPTED)
    with standing_as("rt") as sari:
        with pytest.raises(answering.CannotAnswer, match="Tulis mengapa"):
            objecting.object_to(correction_id=case.pk, reason=" ", by=sari, at=hours(3))
        objecting.object_to(correction_id=case.pk, reason="Akta terlampir", by=sari, at=hours(3))
        again = Correction.objects.get(pk=case.pk)
        assert (again.state, again.decided_at, again.taken_by_id) == (S.RECEIVED, None, None)
        assert again.due_at == hours(75)
        assert list(again.items.order_by("id").values_list("outcome", flat=True)) == [
            "ACCEPTED",
            "",
        ]
        # an objection is no answer that could be taken back
        with pytest.raises(answering.CannotAnswer, match="tidak dapat diurungkan"):
            answering.undo(notice_id=case.notice_id, by=sari, at=hours(4))
    with (
        standing_as("operator") as dewi,
        pytest.raises(settling.CannotSettle, match="operator yang lain"),
    ):
        settling.take(correction_id=case.pk, by=dewi, at=hours(4))
    with standing_as("operator2") as rahmat:
        settling.take(correction_id=case.pk, by=rahmat, at=hours(4))
        items = again.items.values_list("pk", flat=True)
        settling.decide(
            correction_id=case.pk, outcomes=dict.fromkeys(items, "REJECTED"), reason="Tetap",
            accept=True, by=rahmat, at=hours(5),
        )  # fmt: skip
    with standing_as("rt") as sari:
        with pytest.raises(answering.CannotAnswer, match="satu kali"):
            objecting.object_to(correction_id=case.pk, reason="Lagi", by=sari, at=hours(6))
        frozen = Objection.objects.get()
        assert (frozen.first_state, frozen.first_reason) == (S.PARTLY_ACCEPTED, "Sesuai akta")


def test_an_objection_comes_in_time_or_not_at_all() -> None:
    case = standing(S.REJECTED)
    with standing_as("rt") as sari, pytest.raises(answering.CannotAnswer, match="sudah lewat"):
        objecting.object_to(
            correction_id=case.pk, reason="Terlambat", by=sari, at=hours(2) + timedelta(days=15)
        )
    with standing_as("lurah") as lurah, pytest.raises(answering.CannotAnswer, match="Ketua RT"):
        objecting.object_to(correction_id=case.pk, reason="Saya", by=lurah, at=hours(3))


def test_what_nobody_reads_is_closed_when_the_time_to_object_has_passed() -> None:
    case, fresh = standing(S.REJECTED), standing(S.DONE_IN_SIAK)
    with standing_as("operator") as dewi:
        system = moving.System(dewi.account_id)
        assert objecting.close_unread(by=system, at=hours(3)) == 0
        assert objecting.close_unread(by=system, at=hours(2.5) + timedelta(days=14)) == 1
        states = dict(Correction.objects.values_list("pk", "state"))
        assert (states[case.pk], states[fresh.pk]) == (S.CLOSED, S.DONE_IN_SIAK)
        # the notice still says how it ended
        assert Notice.objects.get(pk=case.notice_id).result == S.REJECTED


def test_a_question_may_be_given_up_by_its_author_or_passed_over_after_a_day() -> None:
    mine, silent = standing(S.NEEDS_INFO), standing(S.NEEDS_INFO)
    with standing_as("rt") as sari:
        answering.undo(notice_id=mine.notice_id, by=sari, at=hours(3), reason="Ternyata benar")
        assert Notice.objects.get(pk=mine.notice_id).state == "READ"
    with standing_as("operator") as dewi:
        with pytest.raises(settling.CannotSettle, match="24 jam"):
            settling.proceed(correction_id=silent.pk, by=dewi, at=hours(20))
        settling.proceed(correction_id=silent.pk, by=dewi, at=hours(26))
        now = Correction.objects.get(pk=silent.pk)
        assert (now.state, now.due_at) == (S.IN_REVIEW, hours(72 + 24))


def test_the_same_key_of_a_correction_is_one_correction() -> None:
    told, key = make.notice(), uuid.uuid4()
    with standing_as("rt") as sari:
        for _ in range(2):
            answering.correct(
                notice_id=told.pk, claims={Element.NAME: "Siti", "rt": "RT 024 Manggar"}, remark="",
                proof=None, by=sari, at=hours(0), key=key, told_by="FAMILY",
            )  # fmt: skip
        only = Correction.objects.get(notice=told)
        assert only.told_by == "FAMILY"
        assert only.items.get(element="rt").old_value == "RT 023 Manggar"
