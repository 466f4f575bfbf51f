"""Reads of answers and corrections for those who gave them."""

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery

from wacat.records.models import Notice
from wacat.verification.models import Answer, Correction, CorrectionItem, Step
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
    """Every answer given to a notice, the newest first, with its correction, items and steps."""
    steps = Step.objects.order_by("id")
    items = CorrectionItem.objects.order_by("id")
    corrections = (
        Correction.objects.annotate(photos=Count("evidence"))
        .prefetch_related(Prefetch("steps", steps), Prefetch("items", items))
        .order_by("id")
    )
    return list(
        Answer.objects.filter(notice_id=notice_id)
        .prefetch_related(Prefetch("correction", corrections))
        .order_by("-id")
    )


def find_answer(notice_id: int) -> Answer | None:
    """The answer that stands for a notice, or None."""
    return Answer.objects.filter(notice_id=notice_id, undone_at=None).first()
