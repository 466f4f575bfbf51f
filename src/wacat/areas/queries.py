"""Reads of the territory."""

from django.conf import settings
from django.db.models import QuerySet

from wacat.areas.models import Area, Level


def get_city() -> Area:
    """The city this installation serves (WACAT_CITY).

    Raises:
        Area.DoesNotExist: its territory has not been loaded yet.
    """
    return Area.objects.get(level=Level.CITY, codes__code=settings.WACAT_CITY)


def find_by_code(code: str) -> Area | None:
    """The area that carries this code today, of whatever level, or None."""
    return Area.objects.filter(codes__code=code, codes__valid__endswith=None).first()


def neighbourhoods_of(kelurahan_id: int) -> QuerySet[Area]:
    """The open RTs of a kelurahan in the order of their numbers."""
    return Area.objects.filter(parent_id=kelurahan_id, level=Level.RT, closed_on=None).order_by(
        "number"
    )
