"""Stays that have not ended follow the territory; ended ones stay where they ended."""

from wacat.areas.models import Area
from wacat.nonpermanent.models import Stay, StayStep
from wacat.nonpermanent.states import OPEN


def move_open(*, rt_id: int, to: Area) -> int:
    """Give the open stays of an RT to `to`, with their steps; returns how many.

    The caller holds the territory (`areas.steady.change`).
    """
    ids = list(Stay.objects.filter(rt_id=rt_id, state__in=OPEN).values_list("pk", flat=True))
    if not ids:
        return 0
    place = {"rt_id": to.pk, "kelurahan_id": to.kelurahan_id}
    Stay.objects.filter(pk__in=ids).update(**place)
    StayStep.objects.filter(stay_id__in=ids).update(**place)
    return len(ids)
