"""Acts of the operator at the desk (Pasal 10b): take a case, ask, decide, mark done in SIAK."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from wacat.accounts import settings
from wacat.accounts.access import Visitor
from wacat.accounts.models import SettingName
from wacat.records.models import AnswerKind
from wacat.values.refusal import Refusal
from wacat.verification.models import (
    Correction,
    CorrectionItem,
    CoSign,
    Evidence,
    Purpose,
    Step,
)
from wacat.verification.moving import CannotMove, get_open, move
from wacat.verification.states import CorrectionState

S = CorrectionState
ITEM_OUTCOMES = ("ACCEPTED", "REJECTED")


class CannotSettle(Refusal):
    """The act is not possible now; the message says why and what to do."""


@transaction.atomic
def receive(*, correction_id: int, by: Visitor, at: datetime) -> bool:
    """Note that the desk has seen a case, the first time it is opened; returns whether it was that.

    Raises:
        Correction.DoesNotExist: there is none.
    """
    correction = get_open(correction_id)
    if correction.state != S.SUBMITTED:
        return False
    step(correction, to=S.RECEIVED, by=by, at=at)
    return True


@transaction.atomic
def take(*, correction_id: int, by: Visitor, at: datetime) -> None:
    """Take a case; of two operators at once one wins and the other is told who has it.

    Raises:
        Correction.DoesNotExist: there is none.
        CannotSettle: somebody else has it, it is settled, or an objection is against this operator.
    """
    correction = get_open(correction_id)
    if correction.taken_by_id == by.account_id:
        return
    if correction.taken_by is not None and correction.closed_at is None:
        raise CannotSettle(f"Koreksi ini sedang dikerjakan oleh {correction.taken_by.person.name}.")
    if correction.barred_id == by.account_id:
        raise CannotSettle(
            "Keberatan ini tentang putusan Anda, jadi diperiksa oleh operator yang lain."
        )
    if correction.state == S.SUBMITTED:
        step(correction, to=S.RECEIVED, by=by, at=at)
    step(correction, to=S.IN_REVIEW, by=by, at=at, taken_by_id=by.account_id, taken_at=at)


@transaction.atomic
def release(*, correction_id: int, by: Visitor, at: datetime, remark: str = "") -> None:
    """Give a case back to the queue.

    Raises:
        CannotSettle: this operator does not have it.
    """
    correction = get_mine(correction_id, by=by)
    step(
        correction,
        to=S.RECEIVED,
        by=by,
        at=at,
        text=remark.strip(),
        taken_by_id=None,
        taken_at=None,
    )


@transaction.atomic
def ask(
    *, correction_id: int, question: str, by: Visitor, at: datetime, purpose: str = Purpose.INFO
) -> None:
    """Ask the author for more, or hear him before a refusal; the legal clock pauses until the reply.

    Raises:
        CannotSettle: without a question, or this operator does not have the case.
    """
    if not question.strip():
        raise CannotSettle("Tulis keterangan apa yang Anda perlukan.")
    correction = get_mine(correction_id, by=by)
    step(correction, to=S.NEEDS_INFO, by=by, at=at, text=question.strip(), purpose=purpose)


@transaction.atomic
def proceed(*, correction_id: int, by: Visitor, at: datetime) -> None:
    """Go on without the explanation, once its author has had time to give it.

    Raises:
        CannotSettle: too early, nothing was asked, or this operator does not have the case.
    """
    correction = get_mine(correction_id, by=by)
    hours = settings.get(SettingName.REPLY_HOURS)
    if correction.paused_at is not None and at < correction.paused_at + timedelta(hours=hours):
        raise CannotSettle(
            f"Beri waktu {hours} jam untuk menjawab. Sesudah itu Anda dapat melanjutkan."
        )
    step(correction, to=S.IN_REVIEW, by=by, at=at, text="Dilanjutkan tanpa keterangan.")


@transaction.atomic
def decide(
    *, correction_id: int, outcomes: Mapping[int, str], reason: str, accept: bool,
    by: Visitor, at: datetime,
) -> CorrectionState:  # fmt: skip
    """Decide a correction: each item accepted or rejected; `accept` decides one without items.

    Source: Pasal 3b, 10b; UU 27/2022 Pasal 30. Returns ACCEPTED, PARTLY_ACCEPTED or REJECTED.

    Raises:
        CannotSettle: an item has no outcome, a rejection no reason, "bukan warga saya" nothing that
            stands for it, or the case is not this operator's.
    """
    correction = get_mine(correction_id, by=by)
    items = list(correction.items.order_by("id"))
    accepted = [accept] if not items else [_outcome(item, outcomes) == "ACCEPTED" for item in items]
    if not all(accepted) and not reason.strip():
        raise CannotSettle("Tulis alasan penolakan. Alasan ini dibaca oleh yang menjawab.")
    to = S.ACCEPTED if all(accepted) else S.PARTLY_ACCEPTED if any(accepted) else S.REJECTED
    if to == S.ACCEPTED and not may_accept(correction):
        raise CannotSettle(
            "“Bukan warga saya” hanya dapat diterima bila Lurah menyetujuinya atau ada bukti. "
            "Tunggu Lurah, atau minta bukti kepada yang menjawab."
        )
    if to == S.REJECTED and not was_heard(correction):
        raise CannotSettle(
            "Sebelum “bukan warga saya” ditolak, yang menjawab berhak tahu alasannya dan menanggapi. "
            "Kirim alasan itu dengan “Sampaikan alasan menolak”."
        )
    for item in items:
        CorrectionItem.objects.filter(pk=item.pk).update(outcome=outcomes[item.pk])
    step(correction, to=to, by=by, at=at, text=reason.strip())
    return to


@transaction.atomic
def mark_done(*, correction_id: int, remark: str, by: Visitor, at: datetime) -> None:
    """Say that an accepted correction has been carried out in SIAK, by hand (I9).

    Raises:
        CannotSettle: the case is not this operator's, or nothing was accepted.
    """
    correction = get_mine(correction_id, by=by)
    step(correction, to=S.DONE_IN_SIAK, by=by, at=at, text=remark.strip())


def may_accept(correction: Correction) -> bool:
    """Whether something beside the RT's own word stands for "bukan warga saya"; others may always be.

    The Lurah's own answer is his word already.
    """
    if correction.kind != AnswerKind.NOT_MINE or correction.answer.office == "LURAH":
        return True
    return (
        CoSign.objects.filter(correction=correction, agrees=True).exists()
        or Evidence.objects.filter(correction=correction).exists()
    )


def was_heard(correction: Correction) -> bool:
    """Whether its author was told what is held against "bukan warga saya"; others need not be."""
    if correction.kind != AnswerKind.NOT_MINE:
        return True
    return Step.objects.filter(correction=correction, purpose=Purpose.HEARING).exists()


def get_mine(correction_id: int, *, by: Visitor) -> Correction:
    """The correction, locked, which this operator has taken.

    Raises:
        Correction.DoesNotExist: there is none.
        CannotSettle: somebody else has it, or nobody.
    """
    correction = get_open(correction_id)
    if correction.taken_by_id != by.account_id:
        holder = correction.taken_by.person.name if correction.taken_by else None
        raise CannotSettle(
            f"Koreksi ini sedang dikerjakan oleh {holder}."
            if holder
            else "Ambil koreksi ini lebih dahulu."
        )
    return correction


def step(
    correction: Correction, *, to: CorrectionState, by: Visitor, at: datetime, text: str = "",
    purpose: str = "", **also: object,
) -> None:  # fmt: skip
    """Move a correction at the desk.

    Raises:
        CannotSettle: the table does not allow it now.
    """
    try:
        move(correction=correction, to=to, by=by, at=at, text=text, purpose=purpose, **also)
    except CannotMove as refusal:
        raise CannotSettle(str(refusal)) from refusal


def _outcome(item: CorrectionItem, outcomes: Mapping[int, str]) -> str:
    outcome = outcomes.get(item.pk, "")
    if outcome not in ITEM_OUTCOMES:
        raise CannotSettle("Tentukan diterima atau ditolak untuk setiap hal.")
    return outcome
