"""What somebody wants to do to the territory, as the form or the command says it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from wacat.areas import acts, kelurahan
from wacat.areas.models import ActKind, TerritoryAct
from wacat.areas.order import Order
from wacat.areas.refusals import CannotChangeTerritory


@dataclass(frozen=True, kw_only=True)
class Intent:
    """An act before it is done; which fields count depends on its kind.

    `area_id` is the RT or kelurahan concerned; `rt_ids` are the RTs that go into it (MERGE) or leave
    it (SPLIT_KELURAHAN, MOVE_RT); with `take_items` a new RT takes the open items of the old one.
    """

    kind: ActKind
    area_id: int
    effective_on: date
    decree_number: str
    decree_on: date
    note: str
    rt_ids: tuple[int, ...] = ()
    into_id: int = 0
    number: int = 0
    name: str = ""
    code: str = ""
    system: str = ""
    take_items: bool = False

    def order(
        self, *, by: int, at: datetime, carry: Callable[[TerritoryAct], dict[str, Any]]
    ) -> Order:
        """The order that the act is given."""
        return Order(
            decree_number=self.decree_number,
            decree_on=self.decree_on,
            effective_on=self.effective_on,
            note=self.note,
            by=by,
            at=at,
            carry=carry,
        )


def run(intent: Intent, order: Order) -> TerritoryAct:
    """Do the act itself.

    Raises:
        CannotChangeTerritory: it is refused.
    """
    act = _RUNNERS.get(intent.kind)
    if act is None:
        raise CannotChangeTerritory("Pilih tindakan dari daftar.")
    return act(intent, order)


_RUNNERS: dict[ActKind, Callable[[Intent, Order], TerritoryAct]] = {
    ActKind.OPEN: lambda i, o: acts.open_rt(kelurahan_id=i.area_id, number=i.number, order=o)[0],
    ActKind.SPLIT_RT: lambda i, o: acts.split_rt(rt_id=i.area_id, number=i.number, order=o)[0],
    ActKind.FREEZE: lambda i, o: acts.freeze(rt_id=i.area_id, order=o),
    ActKind.UNFREEZE: lambda i, o: acts.unfreeze(rt_id=i.area_id, order=o),
    ActKind.MERGE: lambda i, o: acts.merge(rt_ids=i.rt_ids, into_id=i.area_id, order=o),
    ActKind.RENAME: lambda i, o: kelurahan.rename_kelurahan(
        kelurahan_id=i.area_id, name=i.name, order=o
    ),
    ActKind.SPLIT_KELURAHAN: lambda i, o: kelurahan.split_kelurahan(
        kelurahan_id=i.area_id, rt_ids=i.rt_ids, name=i.name, code=i.code, order=o
    )[0],
    ActKind.MOVE_RT: lambda i, o: kelurahan.move_rts(
        kelurahan_id=i.area_id, rt_ids=i.rt_ids, into_id=i.into_id, order=o
    ),
    ActKind.CODE: lambda i, o: kelurahan.change_code(
        area_id=i.area_id, system=i.system, code=i.code, order=o
    ),
}
