"""Codes over time: which an area carries, which is free, closing one and opening the next."""

import re
from datetime import date

from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from wacat.areas.actions import rt_code as rt_code
from wacat.areas.models import Area, AreaCode, CodeSystem, Level
from wacat.areas.refusals import CannotChangeTerritory
from wacat.values.tanggal import tanggal

SHAPES = {
    Level.CITY: re.compile(r"[0-9]{2}\.[0-9]{2}", re.ASCII),
    Level.KECAMATAN: re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}", re.ASCII),
    Level.KELURAHAN: re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}", re.ASCII),
}
SIAK_SHAPE = re.compile(r"[0-9.]{2,24}", re.ASCII)
BELOW = {Level.CITY: Level.KECAMATAN, Level.KECAMATAN: Level.KELURAHAN}


def current(area: Area, *, system: CodeSystem) -> str:
    """The code that the area carries today in that system, or nothing."""
    running = AreaCode.objects.filter(area=area, system=system, valid__endswith=None)
    return running.values_list("code", flat=True).first() or ""


def check(code: str, *, system: CodeSystem, above: Area | None, on: date) -> None:
    """Refuse what is no code of an area below `above`, or is taken from that day on.

    Raises:
        CannotChangeTerritory: it is.
    """
    if system == CodeSystem.SIAK:
        if not SIAK_SHAPE.fullmatch(code):
            raise CannotChangeTerritory("Kode SIAK ditulis dengan angka dan titik saja.")
    else:
        level = Level.CITY if above is None else BELOW.get(Level(above.level), Level.KELURAHAN)
        shape = SHAPES[level]
        start = f"{current(above, system=system)}." if above is not None else ""
        if not shape.fullmatch(code) or not code.startswith(start):
            example = (
                f"{start}{'1001' if level == Level.KELURAHAN else '01'}"
                if start
                else settings.WACAT_CITY
            )
            raise CannotChangeTerritory(f"Kode ini tidak sesuai. Tulis misalnya {example}.")
    check_free(code, system=system, on=on)


def check_free(code: str, *, system: CodeSystem, on: date) -> None:
    """Refuse a code that some area carries from that day on.

    Raises:
        CannotChangeTerritory: one does.
    """
    taken = (
        AreaCode.objects.filter(Q(valid__endswith=None) | Q(valid__endswith__gt=on))
        .filter(system=system, code=code)
        .select_related("area")
        .first()
    )
    if taken is None:
        return
    until: date | None = taken.valid.upper
    if until is None:
        raise CannotChangeTerritory(f"Kode {code} sudah dipakai oleh {taken.area.name}.")
    raise CannotChangeTerritory(
        f"Kode {code} masih dipakai sampai {tanggal(until)}. Pilih tanggal itu atau sesudahnya."
    )


def succeed(area: Area, *, system: CodeSystem, code: str, on: date) -> None:
    """Let the area carry this code from that day on; one that began on the same day is replaced.

    Raises:
        CannotChangeTerritory: a newer one is kept already.
    """
    now = AreaCode.objects.filter(area=area, system=system, valid__endswith=None).first()
    if now is not None and now.valid.lower == on:
        AreaCode.objects.filter(pk=now.pk).update(code=code)
        return
    if now is not None:
        _end(now, on=on)
    AreaCode.objects.create(area=area, system=system, code=code, valid=DateRange(on, None))


def end_all(area: Area, *, on: date) -> None:
    """End every running code of an area that closes.

    Raises:
        CannotChangeTerritory: one began on that day or later.
    """
    for running in AreaCode.objects.filter(area=area, valid__endswith=None):
        _end(running, on=on)


def follow(kelurahan: Area, *, code: str, on: date) -> None:
    """Give the RTs of a kelurahan the codes that follow from its own."""
    for rt in Area.objects.filter(parent=kelurahan, level=Level.RT, closed_on=None):
        wanted = rt_code(code, rt.number or 0)
        check_free(wanted, system=CodeSystem.WACAT, on=on)
        succeed(rt, system=CodeSystem.WACAT, code=wanted, on=on)


def _end(running: AreaCode, *, on: date) -> None:
    began: date = running.valid.lower
    if began >= on:
        raise CannotChangeTerritory(
            f"Kode {running.code} baru berlaku {tanggal(began)}. Pilih tanggal sesudahnya."
        )
    AreaCode.objects.filter(pk=running.pk).update(valid=DateRange(began, on))
