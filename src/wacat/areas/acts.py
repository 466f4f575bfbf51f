"""Acts on RTs: open, split, freeze, let work again, merge.

Each act is one line of the ledger and is mended by its opposite only. What hangs on the areas
(offices, notices, reports) is moved by `wacat.territory`, in the same transaction.
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from wacat.areas import codes, steady, versions
from wacat.areas.actions import add_rts
from wacat.areas.models import ActKind, Area, CodeSystem, Level, TerritoryAct
from wacat.areas.order import Order, check_number, check_order, standing, write
from wacat.areas.refusals import CannotChangeTerritory
from wacat.values.tanggal import tanggal


@transaction.atomic
def open_rt(*, kelurahan_id: int, number: int, order: Order) -> tuple[TerritoryAct, Area]:
    """Open an RT in a kelurahan.

    Raises:
        CannotChangeTerritory: number taken or impossible, kelurahan closed, decree or day wrong.
    """
    steady.change()
    kelurahan = standing(kelurahan_id, level=Level.KELURAHAN)
    check_order(order, kelurahan)
    rt = _new_rt(kelurahan, number=number, on=order.effective_on)
    return write(ActKind.OPEN, kelurahan, [kelurahan, rt], order, rt=rt.pk, number=number), rt


@transaction.atomic
def split_rt(*, rt_id: int, number: int, order: Order) -> tuple[TerritoryAct, Area]:
    """Open a new RT on part of another one; which residents it takes is not known here.

    Raises:
        CannotChangeTerritory: as `open_rt`; also when the RT is closed.
    """
    steady.change()
    old = standing(rt_id, level=Level.RT)
    check_order(order, old)
    kelurahan = standing(old.kelurahan_id or 0, level=Level.KELURAHAN)
    rt = _new_rt(kelurahan, number=number, on=order.effective_on)
    return write(ActKind.SPLIT_RT, old, [old, rt], order, rt=rt.pk, number=number), rt


@transaction.atomic
def freeze(*, rt_id: int, order: Order) -> TerritoryAct:
    """Freeze an RT: it keeps its number and items, and nobody heads it meanwhile.

    Raises:
        CannotChangeTerritory: frozen or closed already, decree or day wrong.
    """
    steady.change()
    rt = standing(rt_id, level=Level.RT)
    check_order(order, rt)
    if rt.frozen_on:
        raise CannotChangeTerritory(f"{rt.name} sudah beku sejak {tanggal(rt.frozen_on)}.")
    Area.objects.filter(pk=rt.pk).update(frozen_on=order.effective_on)
    return write(ActKind.FREEZE, rt, [rt], order)


@transaction.atomic
def unfreeze(*, rt_id: int, order: Order) -> TerritoryAct:
    """Let a frozen RT work again; its office is vacant until somebody is appointed.

    Raises:
        CannotChangeTerritory: not frozen, decree or day wrong.
    """
    steady.change()
    rt = standing(rt_id, level=Level.RT)
    check_order(order, rt)
    if rt.frozen_on is None:
        raise CannotChangeTerritory(f"{rt.name} tidak sedang beku.")
    if rt.frozen_on > order.effective_on:
        raise CannotChangeTerritory(
            f"{rt.name} beku sejak {tanggal(rt.frozen_on)}. Pilih tanggal itu atau sesudahnya."
        )
    Area.objects.filter(pk=rt.pk).update(frozen_on=None)
    return write(ActKind.UNFREEZE, rt, [rt], order, frozen_on=rt.frozen_on.isoformat())


@transaction.atomic
def merge(*, rt_ids: Sequence[int], into_id: int, order: Order) -> TerritoryAct:
    """Merge RTs into another one of their kelurahan; they close and point to it.

    Raises:
        CannotChangeTerritory: nothing chosen, not of one kelurahan, the target frozen, or a day
            on which one of them did not stand yet.
    """
    steady.change()
    into = standing(into_id, level=Level.RT)
    sources = [standing(pk, level=Level.RT) for pk in dict.fromkeys(rt_ids) if pk != into_id]
    if not sources:
        raise CannotChangeTerritory("Pilih paling sedikit satu RT lain yang digabung.")
    if any(source.kelurahan_id != into.kelurahan_id for source in sources):
        raise CannotChangeTerritory("RT yang digabung harus terletak di satu kelurahan.")
    if into.frozen_on:
        raise CannotChangeTerritory(
            f"{into.name} sedang beku. Aktifkan kembali RT itu, atau pilih RT tujuan lain."
        )
    check_order(order, into, *sources)
    for source in sources:
        _close(source, successor=into, on=order.effective_on)
    return write(ActKind.MERGE, into, [into, *sources], order, merged=[s.pk for s in sources])


def _new_rt(kelurahan: Area, *, number: int, on: date) -> Area:
    check_number(number, kelurahan=kelurahan)
    code = codes.current(kelurahan, system=CodeSystem.KEMENDAGRI)
    codes.check_free(codes.rt_code(code, number), system=CodeSystem.WACAT, on=on)
    return add_rts(kelurahan=kelurahan, code=code, numbers=[number], on=on)[0]


def _close(rt: Area, *, successor: Area, on: date) -> None:
    versions.end(rt, on=on)
    codes.end_all(rt, on=on)
    Area.objects.filter(pk=rt.pk).update(closed_on=on, frozen_on=None, successor=successor)
    # whoever had gone into this one goes further with it: nobody needs to follow a chain
    Area.objects.filter(successor=rt).update(successor=successor)
