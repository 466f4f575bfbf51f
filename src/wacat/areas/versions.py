"""Names and parents over time: closing what was and opening what is, day by day."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from wacat.areas.models import Area, AreaAlias, AreaVersion, Level
from wacat.areas.refusals import CannotChangeTerritory
from wacat.values.tanggal import tanggal
from wacat.values.text import key


def succeed(area: Area, *, name: str, parent_id: int | None, on: date) -> None:
    """Let the area have this name and parent from that day on.

    What began on the same day is replaced: it never lived through a night.

    Raises:
        CannotChangeTerritory: something newer is kept already.
    """
    now = end(area, on=on, may_replace=True)
    if now is not None:
        AreaVersion.objects.filter(pk=now.pk).update(name=name, parent_id=parent_id)
    else:
        AreaVersion.objects.create(
            area=area, name=name, parent_id=parent_id, valid=DateRange(on, None)
        )
    if area.name != name:
        Area.objects.filter(pk=area.pk).update(name=name)


def end(area: Area, *, on: date, may_replace: bool = False) -> AreaVersion | None:
    """End the running version on that day; with `may_replace` one that began on it is given back.

    Raises:
        CannotChangeTerritory: it began on that day or later.
    """
    now = AreaVersion.objects.get(area=area, valid__endswith=None)
    began: date = now.valid.lower
    if began == on and may_replace:
        return now
    if began >= on:
        raise CannotChangeTerritory(
            f"{area.name} sudah berubah pada {tanggal(began)}. Pilih tanggal sesudahnya."
        )
    AreaVersion.objects.filter(pk=now.pk).update(valid=DateRange(began, on))
    return None


def check_free_name(name: str, *, kecamatan_id: int, other_than: int = 0) -> None:
    """Refuse a name that another kelurahan of the kecamatan carries.

    Raises:
        CannotChangeTerritory: it does.
    """
    others = Area.objects.filter(
        level=Level.KELURAHAN, kecamatan_id=kecamatan_id, closed_on=None
    ).exclude(pk=other_than)
    if key(name) in {key(other) for other in others.values_list("name", flat=True)}:
        raise CannotChangeTerritory(f"Nama {name} sudah dipakai kelurahan lain di kecamatan ini.")


def remember_spelling(area: Area, *names: str) -> None:
    """Keep names as spellings under which files may write the area."""
    for name in names:
        AreaAlias.objects.get_or_create(area=area, spelling=key(name))
