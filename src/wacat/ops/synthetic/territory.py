"""The synthetic city's areas: 50 RTs in each kelurahan, a few of them frozen."""

from datetime import datetime, timedelta

from django.conf import settings

from wacat.areas.actions import load_city
from wacat.areas.models import Area, AreaCode, Level

RT_PER_KELURAHAN = 50
FROZEN = ("64.71.01.1001.050", "64.71.03.1003.048", "64.71.05.1006.049", "64.71.06.1004.047")


def load(*, at: datetime) -> Area:
    """Load the areas; the frozen RTs stopped two to five months ago."""
    city = load_city(code=settings.WACAT_CITY, rt_per_kelurahan=RT_PER_KELURAHAN)
    ids = (
        AreaCode.objects.filter(code__in=FROZEN).order_by("code").values_list("area_id", flat=True)
    )
    for number, area_id in enumerate(ids):
        stopped = (at - timedelta(days=60 + 30 * number)).date()
        Area.objects.filter(pk=area_id, level=Level.RT).update(frozen_on=stopped)
    return city
