"""Bukan warga saya: the Lurah's word or evidence, the right of reply, the alarm that changes nothing."""

import uuid
from datetime import datetime

import pytest

from tests import make, people
from tests.door import standing_as
from tests.notify.office import worker
from tests.verification.acts import NOW, hours
from wacat.records.models import Notice, ServiceRecord
from wacat.verification import answering, cosigning, patterns, settling
from wacat.verification.evidence import MEDIA_TYPE, Proof
from wacat.verification.models import Correction, CoSign, DenialPattern, Purpose, Step

pytestmark = pytest.mark.django_db
VACANT = "64.71.01.1001.026"


def denied(
    *, by: people.Someone = people.SARI, rt: str = "", proof: Proof | None = None,
    at: datetime = NOW, **row: object,
) -> Correction:  # fmt: skip
    """Somebody says that a person is no resident of his RT."""
    told = make.notice(rt=rt or by.place, **row)
    with standing_as(by.username) as author:
        answering.deny(
            notice_id=told.pk,
            reason="RT_LAIN",
            remark="",
            by=author,
            at=at,
            key=uuid.uuid4(),
            proof=proof,
        )
        return Correction.objects.get(notice=told)


def accept(case: Correction) -> str:
    """Dewi takes it and accepts it; the refusal, if there is one."""
    at = hours(2)
    with standing_as("operator") as dewi:
        settling.take(correction_id=case.pk, by=dewi, at=at)
        try:
            settling.decide(
                correction_id=case.pk, outcomes={}, reason="", accept=True, by=dewi, at=at
            )
        except settling.CannotSettle as refusal:
            return str(refusal)
    return ""


def test_it_is_accepted_with_the_lurahs_word_or_evidence_and_not_without() -> None:
    bare, shown, signed = denied(), denied(proof=Proof(b"x", MEDIA_TYPE)), denied()
    lurahs_own = denied(by=people.LURAH, rt=VACANT)
    assert "bila Lurah menyetujuinya atau ada bukti" in accept(bare)
    assert accept(shown) == ""
    with standing_as("lurah") as lurah:
        assert lurahs_own.pk not in cosigning.awaiting(lurah).values_list("pk", flat=True)
        cosigning.cosign(correction_id=signed.pk, agrees=True, remark="", by=lurah, at=hours(1))
    assert accept(signed) == ""
    assert accept(lurahs_own) == ""


def test_a_lurah_who_disagrees_says_why_and_opens_nothing() -> None:
    case = denied()
    with standing_as("lurah") as lurah:
        with pytest.raises(answering.CannotAnswer, match="Tulis alasan"):
            cosigning.cosign(correction_id=case.pk, agrees=False, remark="", by=lurah, at=hours(1))
        cosigning.cosign(
            correction_id=case.pk, agrees=False, remark="Warga lama", by=lurah, at=hours(1)
        )
        with pytest.raises(answering.CannotAnswer, match="sudah memberi pendapat"):
            cosigning.cosign(correction_id=case.pk, agrees=True, remark="", by=lurah, at=hours(1))
    assert "bila Lurah menyetujuinya" in accept(case)
    with standing_as("rt"):
        assert CoSign.objects.get(correction_id=case.pk).remark == "Warga lama"


def test_only_the_lurah_of_that_kelurahan_signs() -> None:
    case = denied()
    with standing_as("lurah2") as other:
        assert not cosigning.awaiting(other).exists()
        with pytest.raises(Correction.DoesNotExist):
            cosigning.cosign(correction_id=case.pk, agrees=True, remark="", by=other, at=hours(1))
    with standing_as("rt") as sari, pytest.raises(answering.CannotAnswer, match="Lurah"):
        cosigning.cosign(correction_id=case.pk, agrees=True, remark="", by=sari, at=hours(1))


def test_it_is_refused_only_after_its_author_could_reply() -> None:
    case = denied()
    refuse = {"correction_id": case.pk, "outcomes": {}, "reason": "KK di RT 023", "accept": False}
    with standing_as("operator") as dewi:
        settling.take(correction_id=case.pk, by=dewi, at=hours(1))
        with pytest.raises(settling.CannotSettle, match="berhak tahu alasannya"):
            settling.decide(**refuse, by=dewi, at=hours(2))
        settling.ask(
            correction_id=case.pk, question="KK masih di RT 023", by=dewi, at=hours(2),
            purpose=Purpose.HEARING,
        )  # fmt: skip
    with standing_as("rt") as sari:
        assert Step.objects.get(to_state="NEEDS_INFO").note == "KK masih di RT 023"
        answering.reply(
            correction_id=case.pk, text="Rumahnya kosong", proof=None, by=sari, at=hours(4)
        )
    with standing_as("operator") as dewi:
        assert settling.decide(**refuse, by=dewi, at=hours(5)) == "REJECTED"


def test_many_denials_of_an_rt_and_of_a_street_raise_one_alarm_each_and_change_nothing() -> None:
    for number in range(5):
        denied(address=f"Jl. Mufakat No. {number + 1}")
    denied(by=people.BUDI, address="Jl. Lain 3")
    before = facts()
    with worker():
        assert patterns.look(at=hours(2)) == 2
        assert patterns.look(at=hours(3)) == 0
    with standing_as("operator") as dewi:
        found = dict(DenialPattern.objects.values_list("kind", "count"))
        assert found == {"RT": 5, "STREET": 5}
        alarm = DenialPattern.objects.get(kind="STREET")
        assert alarm.street == "jl. mufakat"
        assert patterns.cases_of(alarm).count() == 5
        patterns.mark(pattern_id=alarm.pk, to="SEEN", remark="", by=dewi, at=hours(4))
        with pytest.raises(patterns.CannotMarkPattern, match="sudah ditandai"):
            patterns.mark(pattern_id=alarm.pk, to="SEEN", remark="", by=dewi, at=hours(4))
        with pytest.raises(patterns.CannotMarkPattern, match="Tulis apa yang ditemukan"):
            patterns.mark(pattern_id=alarm.pk, to="CLOSED", remark=" ", by=dewi, at=hours(4))
        patterns.mark(pattern_id=alarm.pk, to="CLOSED", remark="Batas RT", by=dewi, at=hours(5))
    with worker():
        # what was looked at raises no second alarm
        assert patterns.look(at=hours(6)) == 0
    assert facts() == before
    with standing_as("rt"):
        assert not DenialPattern.objects.exists()
    with standing_as("kepala"):
        assert DenialPattern.objects.count() == 2


def facts() -> list[object]:
    """What an alarm must not touch."""
    with standing_as("operator"):
        return [
            list(model.objects.order_by("pk").values_list())
            for model in (ServiceRecord, Notice, Correction, Step)
        ]
