"""What every act on the territory needs: its order, what is checked of it, and its line of the ledger."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from wacat.areas.models import ActKind, Area, Level, TerritoryAct
from wacat.areas.refusals import CannotChangeTerritory
from wacat.values.tanggal import tanggal

BACKDATED_DAYS = 90
MOST_NUMBER = 999


@dataclass(frozen=True, kw_only=True)
class Order:
    """By which decree and from which day an act holds, why, and who records it when.

    `carry` moves what hangs on the areas once they are changed, and says for the ledger what it
    moved; it is given the line of the ledger before it is written.
    """

    decree_number: str
    decree_on: date
    effective_on: date
    note: str
    by: int | None
    at: datetime
    carry: Callable[[TerritoryAct], dict[str, Any]] | None = None


def standing(area_id: int, *, level: Level) -> Area:
    """The area, locked for the length of the transaction.

    Raises:
        Area.DoesNotExist: there is none of that level.
        CannotChangeTerritory: it is closed.
    """
    area = Area.objects.select_for_update(of=("self",)).get(pk=area_id, level=level)
    if area.closed_on:
        raise CannotChangeTerritory(f"{area.name} sudah ditutup sejak {tanggal(area.closed_on)}.")
    return area


def check_order(order: Order, *areas: Area) -> None:
    """Refuse an order without decree or reason, or whose day is ahead or further back than the page says.

    Raises:
        CannotChangeTerritory: so it is.
    """
    if not order.decree_number.strip():
        raise CannotChangeTerritory("Isi nomor keputusan yang menjadi dasar perubahan ini.")
    if not order.note.strip():
        raise CannotChangeTerritory("Tulis alasan perubahan ini.")
    today = timezone.localdate(order.at)
    if order.effective_on > today or order.decree_on > today:
        raise CannotChangeTerritory(
            "Tanggalnya masih di depan. Perubahan wilayah dicatat pada hari berlakunya atau sesudahnya."
        )
    if order.effective_on < today - timedelta(days=BACKDATED_DAYS):
        raise CannotChangeTerritory(
            f"Tanggal berlaku paling lama {BACKDATED_DAYS} hari yang lalu, supaya laporan yang sudah "
            "dibagikan tetap benar. Pilih tanggal yang lebih baru."
        )
    for area in areas:
        if order.effective_on <= area.opened_on:
            raise CannotChangeTerritory(
                f"{area.name} baru berdiri {tanggal(area.opened_on)}. Pilih tanggal sesudahnya."
            )


def check_number(number: int, *, kelurahan: Area) -> None:
    """Refuse a number that no RT can have, or that is in use.

    Raises:
        CannotChangeTerritory: so it is.
    """
    if not 0 < number <= MOST_NUMBER:
        raise CannotChangeTerritory(f"Nomor RT harus antara 1 dan {MOST_NUMBER}.")
    if Area.objects.filter(parent=kelurahan, number=number, closed_on=None).exists():
        raise CannotChangeTerritory(
            f"RT {number:03d} sudah ada di Kelurahan {kelurahan.name}. Pilih nomor lain."
        )


def write(
    kind: ActKind, area: Area, concerned: Sequence[Area], order: Order, **detail: Any
) -> TerritoryAct:
    """Let the order carry what hangs on the areas, then write the line of the ledger."""
    act = TerritoryAct(
        kind=kind,
        area=area,
        area_ids=[each.pk for each in concerned],
        decree_number=order.decree_number.strip(),
        decree_on=order.decree_on,
        effective_on=order.effective_on,
        note=" ".join(order.note.split()),
        by_id=order.by,
        at=order.at,
        detail=detail,
    )
    if order.carry is not None:
        act.detail = detail | order.carry(act)
    act.save(force_insert=True)
    return act
