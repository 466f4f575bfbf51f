"""Who answers for an RT now: its head, else the Lurah. In bulk, for whole publications."""

from collections.abc import Iterable
from dataclasses import dataclass

from wacat.accounts.models import Account, Appointment, Office
from wacat.accounts.queries import running
from wacat.areas.models import Area
from wacat.notify import addressing


@dataclass(frozen=True, kw_only=True)
class Receiver:
    """The office that answers for some RTs, and who holds it."""

    account: Account
    seat: addressing.Seat

    @property
    def area_id(self) -> int:
        """The area of the office."""
        return self.seat.rt_id or self.seat.kelurahan_id or self.seat.city_id


def receivers_of(rt_ids: set[int]) -> dict[int, Receiver]:
    """For each RT who answers for it now: its head, else the Lurah; missing where both are vacant."""
    areas = Area.objects.in_bulk(list(rt_ids))
    heads = _holders(Office.KETUA_RT, rt_ids)
    vacant = {area.kelurahan_id for pk, area in areas.items() if pk not in heads}
    lurah = _holders(Office.LURAH, {pk for pk in vacant if pk is not None})
    found: dict[int, Receiver] = {}
    for pk, area in areas.items():
        if pk in heads:
            seat = addressing.seat_in(area, office=Office.KETUA_RT)
            found[pk] = Receiver(account=heads[pk], seat=seat)
        elif area.kelurahan_id in lurah:
            seat = addressing.Seat(
                office=Office.LURAH,
                rt_id=None,
                kelurahan_id=area.kelurahan_id,
                city_id=area.city_id or area.pk,
            )
            found[pk] = Receiver(account=lurah[area.kelurahan_id], seat=seat)
    return found


def _holders(office: str, area_ids: set[int]) -> dict[int, Account]:
    held: Iterable[Appointment] = running(office).filter(area_id__in=area_ids)
    accounts = {
        account.person_id: account
        for account in Account.objects.filter(
            person_id__in=[each.person_id for each in held]
        ).select_related("person")
    }
    return {each.area_id: accounts[each.person_id] for each in held if each.person_id in accounts}
