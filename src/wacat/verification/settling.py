"""Acts of the operator at the desk (Pasal 10b): take a case, ask, decide, mark done in SIAK."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from wacat.accounts.access import Visitor
from wacat.audit.actions import note
from wacat.records.actions import mark_result
from wacat.values.refusal import Refusal
from wacat.verification.models import Correction, CorrectionItem
from wacat.verification.moving import CannotMove, get_open, move
from wacat.verification.states import CorrectionState

ITEM_OUTCOMES = ("ACCEPTED", "REJECTED")


class CannotSettle(Refusal):
    """The act is not possible now; the message says why and what to do."""


@transaction.atomic
def take(*, correction_id: int, by: Visitor, at: datetime) -> None:
    """Take a case; of two operators at once one wins and the other is told who has it.

    Raises:
        Correction.DoesNotExist: there is none.
        CannotSettle: somebody else has it, or it is settled.
    """
    correction = get_open(correction_id)
    if correction.taken_by_id == by.account_id:
        return
    if correction.taken_by is not None and correction.closed_at is None:
        raise CannotSettle(f"Koreksi ini sedang dikerjakan oleh {correction.taken_by.person.name}.")
    _move(correction, to=CorrectionState.IN_REVIEW, by=by, at=at)
    Correction.objects.filter(pk=correction.pk).update(taken_by_id=by.account_id, taken_at=at)


@transaction.atomic
def release(*, correction_id: int, by: Visitor, at: datetime) -> None:
    """Give a case back to the queue.

    Raises:
        CannotSettle: this operator does not have it.
    """
    correction = _mine(correction_id, by=by)
    _move(correction, to=CorrectionState.SUBMITTED, by=by, at=at)
    Correction.objects.filter(pk=correction.pk).update(taken_by=None, taken_at=None)


@transaction.atomic
def ask(*, correction_id: int, question: str, by: Visitor, at: datetime) -> None:
    """Ask the author for more; the legal clock pauses until the reply.

    Raises:
        CannotSettle: without a question, or this operator does not have the case.
    """
    if not question.strip():
        raise CannotSettle("Tulis keterangan apa yang Anda perlukan.")
    correction = _mine(correction_id, by=by)
    _move(correction, to=CorrectionState.NEEDS_INFO, by=by, at=at, text=question.strip())


@transaction.atomic
def decide(
    *, correction_id: int, outcomes: Mapping[int, str], reason: str, accept: bool,
    by: Visitor, at: datetime,
) -> CorrectionState:  # fmt: skip
    """Decide a correction: each item accepted or rejected; `accept` decides one without items.

    Source: Pasal 3b, 10b; UU 27/2022 Pasal 30. Returns ACCEPTED, PARTLY_ACCEPTED or REJECTED.

    Raises:
        CannotSettle: an item has no outcome, a rejection no reason, or the case is not this operator's.
    """
    correction = _mine(correction_id, by=by)
    items = list(correction.items.order_by("id"))
    accepted = [accept] if not items else [_outcome(item, outcomes) == "ACCEPTED" for item in items]
    if not all(accepted) and not reason.strip():
        raise CannotSettle("Tulis alasan penolakan. Alasan ini dibaca oleh yang menjawab.")
    to = (
        CorrectionState.ACCEPTED
        if all(accepted)
        else CorrectionState.PARTLY_ACCEPTED
        if any(accepted)
        else CorrectionState.REJECTED
    )
    for item in items:
        CorrectionItem.objects.filter(pk=item.pk).update(outcome=outcomes[item.pk])
    _move(correction, to=to, by=by, at=at, text=reason.strip())
    return to


@transaction.atomic
def mark_done(*, correction_id: int, remark: str, by: Visitor, at: datetime) -> None:
    """Say that an accepted correction has been carried out in SIAK, by hand (I9).

    Raises:
        CannotSettle: the case is not this operator's, or nothing was accepted.
    """
    correction = _mine(correction_id, by=by)
    _move(correction, to=CorrectionState.DONE_IN_SIAK, by=by, at=at, text=remark.strip())


def _mine(correction_id: int, *, by: Visitor) -> Correction:
    correction = get_open(correction_id)
    if correction.taken_by_id != by.account_id:
        holder = correction.taken_by.person.name if correction.taken_by else None
        raise CannotSettle(
            f"Koreksi ini sedang dikerjakan oleh {holder}."
            if holder
            else "Ambil koreksi ini lebih dahulu."
        )
    return correction


def _outcome(item: CorrectionItem, outcomes: Mapping[int, str]) -> str:
    outcome = outcomes.get(item.pk, "")
    if outcome not in ITEM_OUTCOMES:
        raise CannotSettle("Tentukan diterima atau ditolak untuk setiap hal.")
    return outcome


def _move(
    correction: Correction, *, to: CorrectionState, by: Visitor, at: datetime, text: str = ""
) -> None:
    try:
        move(correction=correction, to=to, by=by, at=at, text=text)
    except CannotMove as refusal:
        raise CannotSettle(str(refusal)) from refusal
    mark_result(notice_id=correction.notice_id, result=to, at=at)
    note(act=f"correction.{to.lower()}", of="correction", ids=[correction.pk])
