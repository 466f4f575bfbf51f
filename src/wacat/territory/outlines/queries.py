"""Reads of outlines: what the maps show, and what was loaded when."""

from django.db.models import QuerySet

from wacat.territory.models import OutlineChoice, OutlineSet
from wacat.territory.outlines.drawing import Outlines, draw


def shown() -> Outlines | None:
    """The outlines that the maps show; None when they are made of tiles."""
    newest = OutlineChoice.objects.order_by("-id").values_list("outlines__features", flat=True)[:1]
    features = next(iter(newest), None)
    return drawing(features) if features else None


def drawing(features: list[dict[str, object]]) -> Outlines:
    """The drawing of a set's features, those left out that are no kelurahan of this city."""
    return draw((int(str(f["kelurahan_id"])), f) for f in features if f["kelurahan_id"])


def choices() -> QuerySet[OutlineChoice]:
    """What the maps showed, the newest first."""
    return (
        OutlineChoice.objects.select_related("outlines", "by__person")
        .defer("outlines__features")
        .order_by("-id")
    )


def sets() -> QuerySet[OutlineSet]:
    """The sets that were loaded, the newest first."""
    return OutlineSet.objects.select_related("uploaded_by__person").order_by("-id")
