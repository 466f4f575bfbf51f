"""Masukan that are still open follow the territory; settled ones stay where they were settled."""

from wacat.areas.models import Area
from wacat.feedback.models import Feedback, FeedbackPhoto, FeedbackStep, Match, Visit
from wacat.feedback.states import OPEN


def move_open(*, rt_id: int, to: Area) -> int:
    """Give the open Masukan of an RT to `to`, with all their parts; returns how many.

    The caller holds the territory (`areas.steady.change`).
    """
    ids = list(Feedback.objects.filter(rt_id=rt_id, state__in=OPEN).values_list("pk", flat=True))
    if not ids:
        return 0
    place = {"rt_id": to.pk, "kelurahan_id": to.kelurahan_id}
    Feedback.objects.filter(pk__in=ids).update(**place)
    for part in (FeedbackStep, FeedbackPhoto, Match, Visit):
        part.objects.filter(feedback_id__in=ids).update(**place)
    return len(ids)
