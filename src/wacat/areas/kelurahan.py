"""Acts on kelurahan and codes: rename, split, hand RTs over, give another code."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from wacat.areas import codes, steady, versions
from wacat.areas.actions import add_kelurahan
from wacat.areas.models import ActKind, Area, CodeSystem, Level, TerritoryAct
from wacat.areas.order import Order, check_number, check_order, standing, write
from wacat.areas.refusals import CannotChangeTerritory


@transaction.atomic
def rename_kelurahan(*, kelurahan_id: int, name: str, order: Order) -> TerritoryAct:
    """Give a kelurahan another name; the old one stays known as a spelling and on old reports.

    Raises:
        CannotChangeTerritory: no name, the same one, or another kelurahan of the kecamatan has it.
    """
    steady.change()
    kelurahan = standing(kelurahan_id, level=Level.KELURAHAN)
    check_order(order, kelurahan)
    before, wanted = kelurahan.name, _clean_name(name)
    if wanted == before:
        raise CannotChangeTerritory("Nama baru sama dengan nama yang sekarang.")
    versions.check_free_name(
        wanted, kecamatan_id=kelurahan.kecamatan_id or 0, other_than=kelurahan.pk
    )
    versions.succeed(kelurahan, name=wanted, parent_id=kelurahan.parent_id, on=order.effective_on)
    versions.remember_spelling(kelurahan, before, wanted)
    return write(ActKind.RENAME, kelurahan, [kelurahan], order, before=before, after=wanted)


@transaction.atomic
def split_kelurahan(
    *, kelurahan_id: int, rt_ids: Sequence[int], name: str, code: str, order: Order
) -> tuple[TerritoryAct, Area]:
    """Let chosen RTs of a kelurahan form a new one in the same kecamatan; they keep ids and numbers.

    Raises:
        CannotChangeTerritory: nothing or everything chosen, foreign RTs, name or code taken.
    """
    steady.change()
    old = standing(kelurahan_id, level=Level.KELURAHAN)
    chosen = _chosen(rt_ids, of=old)
    check_order(order, old, *chosen)
    if len(chosen) == Area.objects.filter(parent=old, level=Level.RT, closed_on=None).count():
        raise CannotChangeTerritory(
            "Semua RT dipilih. Sisakan paling sedikit satu RT, atau ubah nama kelurahannya saja."
        )
    wanted = _clean_name(name)
    versions.check_free_name(wanted, kecamatan_id=old.kecamatan_id or 0)
    kecamatan = Area.objects.get(pk=old.kecamatan_id or 0)
    codes.check(code, system=CodeSystem.KEMENDAGRI, above=kecamatan, on=order.effective_on)
    new = add_kelurahan(kecamatan=kecamatan, name=wanted, code=code, on=order.effective_on)
    for rt in chosen:
        _rehome(rt, kelurahan=new, on=order.effective_on)
    act = write(
        ActKind.SPLIT_KELURAHAN, old, [old, new, *chosen], order, kelurahan=new.pk,
        rts=[rt.pk for rt in chosen], name=wanted, code=code,
    )  # fmt: skip
    return act, new


@transaction.atomic
def move_rts(
    *, kelurahan_id: int, rt_ids: Sequence[int], into_id: int, order: Order
) -> TerritoryAct:
    """Move chosen RTs to another kelurahan that stands; they keep ids and numbers.

    Raises:
        CannotChangeTerritory: nothing chosen, foreign RTs, or a number is taken there.
    """
    steady.change()
    old = standing(kelurahan_id, level=Level.KELURAHAN)
    into = standing(into_id, level=Level.KELURAHAN)
    if into.pk == old.pk:
        raise CannotChangeTerritory("Pilih kelurahan tujuan yang lain.")
    chosen = _chosen(rt_ids, of=old)
    check_order(order, old, into, *chosen)
    for rt in chosen:
        check_number(rt.number or 0, kelurahan=into)
        _rehome(rt, kelurahan=into, on=order.effective_on)
    ids = [rt.pk for rt in chosen]
    return write(ActKind.MOVE_RT, old, [old, into, *chosen], order, kelurahan=into.pk, rts=ids)


@transaction.atomic
def change_code(*, area_id: int, system: str, code: str, order: Order) -> TerritoryAct:
    """Give an area another code from a day on; the old one is still found by date.

    The codes of the RTs follow their kelurahan's Kemendagri code.

    Raises:
        CannotChangeTerritory: not a code, taken, or the same as now.
    """
    steady.change()
    area = Area.objects.select_for_update(of=("self",)).get(pk=area_id)
    if area.closed_on or system not in (CodeSystem.KEMENDAGRI, CodeSystem.SIAK):
        raise CannotChangeTerritory("Kode wilayah ini tidak dapat diubah.")
    check_order(order, area)
    before = codes.current(area, system=CodeSystem(system))
    if before == code:
        raise CannotChangeTerritory("Kode baru sama dengan kode yang sekarang.")
    codes.check(code, system=CodeSystem(system), above=area.parent, on=order.effective_on)
    codes.succeed(area, system=CodeSystem(system), code=code, on=order.effective_on)
    if area.level == Level.KELURAHAN and system == CodeSystem.KEMENDAGRI:
        codes.follow(area, code=code, on=order.effective_on)
    return write(ActKind.CODE, area, [area], order, system=system, before=before, after=code)


def _clean_name(name: str) -> str:
    wanted = " ".join(name.split())
    if not wanted or len(wanted) > 100:
        raise CannotChangeTerritory("Isi nama kelurahan, paling banyak 100 huruf.")
    return wanted


def _chosen(rt_ids: Sequence[int], *, of: Area) -> list[Area]:
    chosen = [standing(pk, level=Level.RT) for pk in dict.fromkeys(rt_ids)]
    if not chosen:
        raise CannotChangeTerritory("Pilih RT yang berpindah kelurahan.")
    if any(rt.parent_id != of.pk for rt in chosen):
        raise CannotChangeTerritory(f"Semua RT yang dipilih harus terletak di Kelurahan {of.name}.")
    return chosen


def _rehome(rt: Area, *, kelurahan: Area, on: date) -> None:
    versions.succeed(rt, name=rt.name, parent_id=kelurahan.pk, on=on)
    Area.objects.filter(pk=rt.pk).update(
        parent=kelurahan, kelurahan=kelurahan, kecamatan_id=kelurahan.kecamatan_id
    )
    code = codes.current(kelurahan, system=CodeSystem.KEMENDAGRI)
    codes.succeed(rt, system=CodeSystem.WACAT, code=codes.rt_code(code, rt.number or 0), on=on)
