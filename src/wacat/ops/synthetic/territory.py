"""The synthetic city's areas: 50 RTs in each kelurahan, some with a history of their own."""

from datetime import UTC, date, datetime, timedelta

from django.conf import settings

from wacat.areas import acts, kelurahan
from wacat.areas.actions import load_city
from wacat.areas.models import ActKind, Area, AreaCode, AreaVersion
from wacat.areas.order import Order
from wacat.territory.acting import perform
from wacat.territory.intents import Intent

RT_PER_KELURAHAN = 50
FROZEN = ("64.71.01.1001.050", "64.71.03.1003.048", "64.71.05.1006.049", "64.71.06.1004.047")
# code, how the name was written before, and the day of the decree that mended it
RENAMED = ("64.71.05.1010", "Sungai Nangka", date(2024, 7, 1))
MERGED = ("64.71.01.1002.050", "64.71.01.1002.049")
MERGED_DAYS = 75


def load(*, at: datetime) -> Area:
    """Load the areas; the frozen RTs stopped two to five months ago, one kelurahan was renamed."""
    city = load_city(code=settings.WACAT_CITY, rt_per_kelurahan=RT_PER_KELURAHAN)
    for number, code in enumerate(FROZEN):
        stopped = at - timedelta(days=60 + 30 * number)
        note = "Warga pindah karena penggusuran" if number % 2 else "Tidak ada calon Ketua RT"
        acts.freeze(rt_id=_id(code), order=_order(stopped, number=41 + number, note=note))
    _rename()
    return city


def merge_two(*, by: int, at: datetime) -> None:
    """Record a merger that took place some weeks ago, with the items that are open today."""
    source, target = map(_id, MERGED)
    day = (at - timedelta(days=MERGED_DAYS)).date()
    intent = Intent(
        kind=ActKind.MERGE, area_id=target, rt_ids=(source,), effective_on=day, decree_on=day,
        decree_number=f"188.45/77/{day.year}", note="Penduduk RT 050 tinggal sedikit",
    )  # fmt: skip
    perform(intent=intent, by=by, at=at)


def _rename() -> None:
    code, before, on = RENAMED
    place = Area.objects.get(pk=_id(code))
    official = place.name
    AreaVersion.objects.filter(area=place).update(name=before)
    Area.objects.filter(pk=place.pk).update(name=before)
    moment = datetime(on.year, on.month, on.day, 3, tzinfo=UTC)
    order = _order(moment, number=19, note="Penulisan nama sesuai Kepmendagri")
    kelurahan.rename_kelurahan(kelurahan_id=place.pk, name=official, order=order)


def _id(code: str) -> int:
    return AreaCode.objects.get(code=code).area_id


def _order(moment: datetime, *, number: int, note: str) -> Order:
    day = moment.date()
    return Order(
        decree_number=f"188.45/{number}/{day.year}", decree_on=day, effective_on=day, note=note,
        by=None, at=moment,
    )  # fmt: skip
