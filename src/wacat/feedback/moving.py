"""Moving a Masukan from state to state: the one place that writes its state and its steps."""

from datetime import datetime

from wacat.accounts.access import Visitor
from wacat.areas import steady
from wacat.audit.actions import note
from wacat.feedback.models import Feedback, FeedbackStep
from wacat.feedback.states import CLOSED, REASONED, TRANSITIONS, FeedbackState
from wacat.queue.actions import defer
from wacat.values.refusal import Refusal

LONGEST_REASON = 500


class CannotMoveFeedback(Refusal):
    """The Masukan is not in a state from which this act is possible; the message says so."""


def get_locked(feedback_id: int) -> Feedback:
    """The Masukan, locked for the length of the transaction.

    Raises:
        Feedback.DoesNotExist: not within reach, or it does not exist.
    """
    steady.stay()
    return Feedback.objects.select_for_update().get(pk=feedback_id)


def move(
    feedback: Feedback,
    *,
    to: FeedbackState,
    by: Visitor,
    at: datetime,
    text: str = "",
    record_id: int | None = None,
) -> None:
    """Take one step of TRANSITIONS, record it, and tell the teller when it is settled.

    Raises:
        CannotMoveFeedback: the table does not allow it to this office, or the reason is missing.
    """
    now, text = FeedbackState(feedback.state), text.strip()[:LONGEST_REASON]
    if by.role not in TRANSITIONS.get((now, to), frozenset()):
        raise CannotMoveFeedback(
            f"Masukan ini berstatus “{now.label}”, jadi langkah itu tidak dapat dilakukan."
        )
    if to in REASONED and not text:
        raise CannotMoveFeedback("Tulis alasannya; yang menyampaikan masukan akan membacanya.")
    feedback.state, feedback.record_id = to, record_id
    if to == FeedbackState.FOLLOWED:
        feedback.followed_by_id = by.account_id
    if to in CLOSED:
        feedback.closed_at, feedback.reason = at, text
    feedback.save(update_fields=["state", "record", "followed_by", "closed_at", "reason"])
    step(feedback, before=now, by=by, at=at, text=text)
    note(act=f"feedback.{to.lower()}", of="feedback", ids=[feedback.pk])
    if to in CLOSED and to != FeedbackState.CANCELLED:
        area_id = feedback.rt_id if feedback.office == "KETUA_RT" else feedback.kelurahan_id
        defer(
            "notify.tell",
            topic="FEEDBACK_SETTLED",
            account_id=feedback.by_id,
            area_id=area_id,
            feedback_id=feedback.pk,
        )


def step(
    feedback: Feedback, *, before: str, by: Visitor, at: datetime, text: str = ""
) -> FeedbackStep:
    """Record the step that brought a Masukan into its present state."""
    return FeedbackStep.objects.create(
        feedback=feedback,
        rt_id=feedback.rt_id,
        kelurahan_id=feedback.kelurahan_id,
        city_id=feedback.city_id,
        from_state=before,
        to_state=feedback.state,
        by_id=by.account_id,
        office=by.role,
        at=at,
        note=text,
    )
