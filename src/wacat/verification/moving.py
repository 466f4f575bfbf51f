"""Moving a correction from state to state: the one place that writes its state and its steps."""

from datetime import datetime

from wacat.accounts.access import Visitor
from wacat.areas import steady
from wacat.records.actions import mark_result
from wacat.values.refusal import Refusal
from wacat.verification.models import Answer, Correction, Step
from wacat.verification.rules import LEGAL_TIME
from wacat.verification.states import CLOSED, DECIDED, TRANSITIONS, CorrectionState


class CannotMove(Refusal):
    """The correction is not in a state from which this act is possible; the message says so."""


def begin(*, answer: Answer, by: Visitor, at: datetime) -> Correction:
    """Open a correction for an answer that disagrees; the legal clock starts."""
    correction = Correction.objects.create(
        notice_id=answer.notice_id,
        answer=answer,
        rt_id=answer.rt_id,
        kelurahan_id=answer.kelurahan_id,
        city_id=answer.city_id,
        kind=answer.kind,
        state=CorrectionState.SUBMITTED,
        remark=answer.remark,
        submitted_at=at,
        due_at=at + LEGAL_TIME,
    )
    _step(correction, to=CorrectionState.SUBMITTED, by=by, at=at, text=answer.remark)
    mark_result(notice_id=answer.notice_id, result=CorrectionState.SUBMITTED, at=at)
    return correction


def get_open(correction_id: int) -> Correction:
    """The correction, locked for the length of the transaction.

    Raises:
        Correction.DoesNotExist: not within reach, or it does not exist.
    """
    steady.stay()
    # Without joins: after a wait for the lock, only the locked row is read anew, so that a joined
    # `taken_by` would still be the one from before the wait.
    return Correction.objects.select_for_update().get(pk=correction_id)


def move(
    *, correction: Correction, to: CorrectionState, by: Visitor, at: datetime, text: str = ""
) -> None:
    """Take one step of TRANSITIONS and record it; a pause that ends moves the due time.

    Raises:
        CannotMove: the table does not allow it to this office.
    """
    now = CorrectionState(correction.state)
    if by.role not in TRANSITIONS.get((now, to), frozenset()):
        raise CannotMove(
            f"Koreksi ini berstatus “{now.label}”, jadi langkah itu tidak dapat dilakukan."
        )
    changes: dict[str, object] = {"state": to}
    if now == CorrectionState.NEEDS_INFO:
        asked = (
            correction.steps.filter(to_state=now).order_by("-id").values_list("at", flat=True)[0]
        )
        changes["due_at"] = correction.due_at + (at - asked)
    if to in DECIDED:
        changes |= {"decided_at": at, "decision_reason": text}
    if to in CLOSED:
        changes["closed_at"] = at
    Correction.objects.filter(pk=correction.pk).update(**changes)
    _step(correction, to=to, by=by, at=at, text=text)
    for name, value in changes.items():
        setattr(correction, name, value)


def _step(
    correction: Correction, *, to: CorrectionState, by: Visitor, at: datetime, text: str
) -> None:
    begun = to == CorrectionState.SUBMITTED and correction.state == to
    Step.objects.create(
        correction=correction,
        rt_id=correction.rt_id,
        kelurahan_id=correction.kelurahan_id,
        city_id=correction.city_id,
        from_state="" if begun else correction.state,
        to_state=to,
        by_id=by.account_id,
        office=by.role,
        at=at,
        note=text,
    )
