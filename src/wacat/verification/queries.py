"""Reads of answers and corrections for those who gave them."""

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from wacat.records.models import Notice
from wacat.verification.models import Answer, Correction, CorrectionItem, Evidence, Step
from wacat.verification.states import CorrectionState


def with_answer(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """Notices with `correction_reason`: why the last correction of each was decided as it was."""
    last = (
        Correction.objects.filter(notice=OuterRef("pk"))
        .exclude(state=CorrectionState.CANCELLED)
        .order_by("-id")
    )
    return notices.annotate(correction_reason=Subquery(last.values("decision_reason")[:1]))


def answers_to(notice_id: int) -> list[Answer]:
    """Every answer given to a notice, the newest first, with its correction: items, steps, evidence."""
    steps = Step.objects.order_by("id")
    items = CorrectionItem.objects.order_by("id")
    proofs = Evidence.objects.defer("content").order_by("id")
    corrections = Correction.objects.prefetch_related(
        Prefetch("steps", steps), Prefetch("items", items), Prefetch("evidence", proofs)
    ).order_by("id")
    return list(
        Answer.objects.filter(notice_id=notice_id)
        .prefetch_related(Prefetch("correction", corrections))
        .order_by("-id")
    )


def find_answer(notice_id: int) -> Answer | None:
    """The answer that stands for a notice, or None."""
    return Answer.objects.filter(notice_id=notice_id, undone_at=None).first()


def get_proof(*, notice_id: int, evidence_id: int) -> Evidence:
    """A photo or PDF that was given with an answer to this notice.

    Raises:
        Evidence.DoesNotExist: not within reach, or not of this notice.
    """
    return Evidence.objects.get(pk=evidence_id, correction__notice_id=notice_id)
