"""Acts of the Ketua RT, or of the Lurah for a vacant RT: answer a notice, take the answer back."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from wacat.accounts.access import Visitor
from wacat.accounts.queries import lurah_answers, still_holds
from wacat.areas import steady
from wacat.areas.models import Area
from wacat.audit.actions import note
from wacat.records.actions import mark_answered
from wacat.records.models import WAITING_STATES, AnswerKind, Notice, NoticeState
from wacat.values.claims import MOST_CLAIMS, Claim
from wacat.values.elements import Element
from wacat.values.refusal import Refusal
from wacat.values.situations import SITUATION, registered
from wacat.verification import evidence, telling
from wacat.verification.models import Answer, Correction, CorrectionItem, Evidence, Objection
from wacat.verification.moving import begin, get_open, may_move, move
from wacat.verification.states import CorrectionState


class CannotAnswer(Refusal):
    """The answer cannot be taken; the message says why and what to do."""


NOT_MINE_REASONS = {
    "TIDAK_DIKENAL": "Tidak dikenal di RT ini",
    "RT_LAIN": "Tinggal di RT lain",
    "SUDAH_PINDAH": "Sudah lama pindah",
    "LAINNYA": "Alasan lain",
}


@transaction.atomic
def confirm(*, notice_id: int, by: Visitor, at: datetime, key: UUID) -> Answer:
    """Say that a notice is right (Benar). The same key again changes nothing.

    Raises:
        Notice.DoesNotExist: not within reach, or it does not exist.
        CannotAnswer: answered, withdrawn or closed already, or not this person's to answer.
    """
    return _answer(notice_id=notice_id, kind=AnswerKind.CONFIRMED, by=by, at=at, key=key)


@transaction.atomic
def correct(
    *,
    notice_id: int,
    claims: Mapping[str, str],
    remark: str,
    proof: evidence.Proof | None,
    by: Visitor,
    at: datetime,
    key: UUID,
    told_by: str = "",
) -> Answer:
    """Say which elements of a notice are wrong and what they should be (Ada yang salah, Pasal 3b).

    `claims` maps elements, or `SITUATION` for a claim about the whole person, to what should
    stand; the old values are frozen beside them. `proof` comes from `evidence.proof_of`.

    Raises:
        Notice.DoesNotExist, CannotAnswer: as `confirm`; also when nothing is claimed.
    """
    if not claims and not remark.strip():
        raise CannotAnswer("Pilih paling sedikit satu hal yang salah, atau tulis keterangan.")
    if len(claims) > MOST_CLAIMS:
        raise CannotAnswer(f"Pilih paling banyak {MOST_CLAIMS} hal yang salah.")
    answer = _answer(
        notice_id=notice_id, kind=AnswerKind.CORRECTED, by=by, at=at, key=key, remark=remark
    )
    if answer.key == key and not hasattr(answer, "correction"):
        correction = begin(answer=answer, by=by, at=at, told_by=told_by)
        CorrectionItem.objects.bulk_create(
            CorrectionItem(
                correction=correction,
                rt_id=answer.rt_id,
                kelurahan_id=answer.kelurahan_id,
                city_id=answer.city_id,
                element=str(element),
                old_value=registered_value(answer.notice, element),
                claimed_value=claimed,
            )
            for element, claimed in claims.items()
        )
        _keep(correction=correction, proof=proof, at=at)
    return answer


@transaction.atomic
def deny(
    *,
    notice_id: int,
    reason: str,
    remark: str,
    by: Visitor,
    at: datetime,
    key: UUID,
    proof: evidence.Proof | None = None,
    told_by: str = "",
) -> Answer:
    """Say that the person is not a resident here (Bukan warga saya). Changes nothing by itself (I9).

    Its Lurah is asked for his word: without it, or evidence, no operator may accept it.

    Raises:
        Notice.DoesNotExist, CannotAnswer: as `confirm`; also without a reason.
    """
    if reason not in NOT_MINE_REASONS:
        raise CannotAnswer("Pilih alasannya.")
    answer = _answer(
        notice_id=notice_id,
        kind=AnswerKind.NOT_MINE,
        by=by,
        at=at,
        key=key,
        reason=reason,
        remark=remark,
    )
    if not hasattr(answer, "correction"):
        correction = begin(answer=answer, by=by, at=at, told_by=told_by)
        _keep(correction=correction, proof=proof, at=at)
        if by.role == "KETUA_RT":
            once = f"COSIGN:{correction.pk}"
            telling.tell_lurah(
                answer.notice.rt, topic="COSIGN", key=once, correction_id=correction.pk
            )
    return answer


@transaction.atomic
def undo(*, notice_id: int, by: Visitor, at: datetime, reason: str = "") -> None:
    """Take an answer back: until an operator has begun with it, or while he waits for its author.

    Raises:
        Notice.DoesNotExist: not within reach.
        CannotAnswer: no answer stands, an operator has begun, or an objection was made.
    """
    notice = _lock(notice_id)
    check_turn(notice, by=by)
    if Area.objects.filter(pk=notice.rt_id, closed_on__isnull=False).exists():
        raise CannotAnswer("RT ini sudah digabung, sehingga jawabannya tidak dapat diurungkan.")
    answer = Answer.objects.filter(notice=notice, undone_at=None).first()
    if answer is None or notice.state != NoticeState.ANSWERED:
        raise CannotAnswer("Tidak ada jawaban yang dapat diurungkan.")
    found = Correction.objects.filter(answer=answer).values_list("pk", flat=True).first()
    if found is not None:
        correction = get_open(found)
        if not may_cancel(correction, by=by):
            raise CannotAnswer(
                "Jawaban ini sudah diperiksa Disdukcapil sehingga tidak dapat diurungkan."
            )
        move(correction=correction, to=CorrectionState.CANCELLED, by=by, at=at, text=reason.strip())
    Answer.objects.filter(pk=answer.pk).update(undone_at=at)
    mark_answered(notice_id=notice.pk, answer="", at=at)
    note(act="undo", of="notice", ids=[notice.pk])


def may_cancel(correction: Correction, *, by: Visitor) -> bool:
    """Whether its author may still take a correction back: nobody works on it, nothing was decided."""
    free = may_move(correction, to=CorrectionState.CANCELLED, by=by)
    return free and not Objection.objects.filter(correction=correction).exists()


@transaction.atomic
def reply(
    *, correction_id: int, text: str, proof: evidence.Proof | None, by: Visitor, at: datetime
) -> None:
    """Give the explanation that the operator asked for; the clock runs again.

    Raises:
        Correction.DoesNotExist: not within reach.
        CannotAnswer: nothing was asked, or the text is empty.
    """
    correction = get_open(correction_id)
    check_turn(correction.notice, by=by)
    if correction.state != CorrectionState.NEEDS_INFO:
        raise CannotAnswer("Disdukcapil tidak sedang menunggu keterangan untuk koreksi ini.")
    if not text.strip():
        raise CannotAnswer("Tulis keterangan Anda.")
    _keep(correction=correction, proof=proof, at=at)
    move(correction=correction, to=CorrectionState.IN_REVIEW, by=by, at=at, text=text.strip())


def may_answer(notice: Notice, *, by: Visitor) -> bool:
    """Whether it is this person's turn: the Ketua RT, or the Lurah for one who is silent or missing."""
    if by.role == "KETUA_RT":
        return notice.rt_id == by.rt_id
    if by.role != "LURAH" or notice.kelurahan_id != by.kelurahan_id:
        return False
    return notice.escalated_at is not None or lurah_answers(notice.rt_id)


def _answer(
    *,
    notice_id: int,
    kind: AnswerKind,
    by: Visitor,
    at: datetime,
    key: UUID,
    reason: str = "",
    remark: str = "",
) -> Answer:
    notice = _lock(notice_id)
    again = Answer.objects.filter(key=key, notice=notice, by_id=by.account_id).first()
    if again is not None:
        return again
    check_turn(notice, by=by)
    if notice.state not in WAITING_STATES:
        raise CannotAnswer(_why_closed(notice))
    answer = Answer.objects.create(
        notice=notice,
        rt_id=notice.rt_id,
        kelurahan_id=notice.kelurahan_id,
        city_id=notice.city_id,
        kind=kind,
        reason=reason,
        remark=remark.strip(),
        by_id=by.account_id,
        office=by.role,
        key=key,
        answered_at=at,
    )
    mark_answered(notice_id=notice.pk, answer=kind, at=at)
    note(act=f"answer.{kind.lower()}", of="notice", ids=[notice.pk])
    return answer


def _lock(notice_id: int) -> Notice:
    steady.stay()
    return Notice.objects.select_for_update(of=("self",)).get(pk=notice_id)


def check_turn(notice: Notice, *, by: Visitor) -> None:
    """Refuse whoever does not hold the office that answers this notice.

    Raises:
        CannotAnswer: the office has ended, or another one answers.
    """
    if not still_holds(by):
        raise CannotAnswer(
            "Jabatan Anda berakhir sebelum jawaban ini sampai, jadi jawaban tidak disimpan. "
            "Pemegang jabatan yang baru yang menjawab."
        )
    if not may_answer(notice, by=by):
        raise CannotAnswer("Pemberitahuan ini dijawab oleh Ketua RT yang bersangkutan.")


def _why_closed(notice: Notice) -> str:
    if notice.replaced_by_id is not None:
        return "Pemberitahuan ini sudah diganti karena datanya diperbaiki. Jawablah penggantinya."
    if notice.state == NoticeState.WITHDRAWN:
        return "Pemberitahuan ini sudah ditarik oleh Disdukcapil. Anda tidak perlu menjawabnya."
    if notice.state == NoticeState.CLOSED_UNANSWERED:
        return (
            "Pemberitahuan ini sudah ditutup tanpa tanggapan karena waktu menjawabnya lewat, jadi "
            "jawaban Anda tidak disimpan. Bila datanya keliru, hubungi Disdukcapil lewat Bantuan."
        )
    return "Pemberitahuan ini sudah dijawab."


def _keep(*, correction: Correction, proof: evidence.Proof | None, at: datetime) -> None:
    if proof is not None:
        Evidence.objects.create(
            correction=correction,
            rt_id=correction.rt_id,
            kelurahan_id=correction.kelurahan_id,
            city_id=correction.city_id,
            media_type=proof.media_type,
            content=proof.content,
            added_at=at,
        )


def registered_value(notice: Notice, element: str) -> str:
    """What the register says of an element, as the notice tells it; it is frozen beside the claim."""
    if element == SITUATION:
        return registered(kind=notice.kind, direction=notice.direction)
    if element in set(Claim):
        # the notice does not show these; of the RT it is itself the word
        above = notice.rt.kelurahan
        return f"{notice.rt.name} {above.name if above else ''}" if element == Claim.RT else ""
    value = getattr(notice, Element(element).value)
    return "" if value is None else str(value)
