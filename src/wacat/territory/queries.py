"""Reads for the pages of the territory: areas by state, their holders, lists that were uploaded."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from wacat.accounts.models import Appointment, Office
from wacat.areas.models import Area, Level
from wacat.territory.models import RtList

SHELVES = ("semua", "beku", "ditutup")

COUNTS = """
SELECT a.kecamatan_id, a.kelurahan_id,
       count(*) FILTER (WHERE a.closed_on IS NULL AND a.frozen_on IS NULL),
       count(*) FILTER (WHERE a.closed_on IS NULL AND a.frozen_on IS NOT NULL),
       count(*) FILTER (WHERE a.closed_on IS NOT NULL)
FROM areas_area a WHERE a.level = 'RT' AND a.city_id = %(city)s GROUP BY 1, 2
"""
KELURAHAN = """
SELECT a.id, a.name, coalesce(c.code, ''), a.kecamatan_id, k.name, coalesce(p.name, '')
FROM areas_area a JOIN areas_area k ON k.id = a.kecamatan_id
LEFT JOIN areas_areacode c ON c.area_id = a.id AND c.system = 'KEMENDAGRI' AND upper_inf(c.valid)
LEFT JOIN accounts_appointment ap ON ap.area_id = a.id AND ap.office = 'LURAH'
     AND ap.valid @> statement_timestamp()
LEFT JOIN accounts_person p ON p.id = ap.person_id
WHERE a.level = 'KELURAHAN' AND a.city_id = %(city)s AND a.closed_on IS NULL
ORDER BY k.id, c.code, a.id
"""


@dataclass(frozen=True)
class KelurahanLine:
    """A kelurahan in the tree of the city: its code, its Lurah, and how its RTs stand."""

    id: int
    name: str
    code: str
    kecamatan_id: int
    kecamatan: str
    lurah: str
    working: int
    frozen: int
    closed: int


def tree(city_id: int) -> list[KelurahanLine]:
    """The kelurahan of the city, kecamatan by kecamatan."""
    counts = {row[1]: row[2:] for row in _rows(COUNTS, {"city": city_id})}
    return [
        KelurahanLine(*row, *counts.get(row[0], (0, 0, 0)))
        for row in _rows(KELURAHAN, {"city": city_id})
    ]


def on_shelf(name: str) -> Q:
    """The condition of one of `SHELVES`; the whole of it leaves closed areas out."""
    if name == "ditutup":
        return Q(closed_on__isnull=False)
    return Q(closed_on=None, frozen_on__isnull=False) if name == "beku" else Q(closed_on=None)


def found(*, city_id: int, words: str, shelf: str) -> QuerySet[Area]:
    """RTs and kelurahan of a shelf whose name, number, kelurahan or code fits the words."""
    areas = Area.objects.filter(
        on_shelf(shelf), city_id=city_id, level__in=[Level.RT, Level.KELURAHAN]
    )
    for word in words.split():
        number = word.lstrip("0")
        fits = Q(name__icontains=word) | Q(kelurahan__name__icontains=word)
        fits |= Q(versions__name__icontains=word) | Q(codes__code__startswith=word)
        if number.isascii() and number.isdigit():
            fits = Q(number=int(number[:4])) | Q(codes__code__startswith=word)
        elif word.upper() == "RT":
            fits = Q(level=Level.RT)
        areas = areas.filter(fits)
    return areas.select_related("kelurahan", "kecamatan", "successor").order_by("id").distinct()


def holders(area: Area) -> QuerySet[Appointment]:
    """Who held the office of an area, the newest first."""
    office = {Level.RT: Office.KETUA_RT, Level.KELURAHAN: Office.LURAH}.get(Level(area.level))
    held = Appointment.objects.filter(area=area, office=office).exclude(valid__isempty=True)
    return held.select_related("person").order_by("-valid")


def lists() -> QuerySet[RtList]:
    """The uploaded lists, the newest first."""
    return RtList.objects.select_related("uploaded_by__person", "applied_by__person").order_by(
        "-id"
    )


def names_of(account_ids: set[int]) -> dict[int, str]:
    """The names of those who recorded acts."""
    from_accounts = (
        "SELECT a.id, p.name FROM accounts_account a JOIN accounts_person p ON p.id = a.person_id"
    )
    return dict(_rows(f"{from_accounts} WHERE a.id = ANY (%(ids)s)", {"ids": list(account_ids)}))


def _rows(query: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
