"""Who answers for an RT now: its head, else the Lurah. In bulk, for whole publications."""

from dataclasses import dataclass

from django.db.models import QuerySet

from wacat.accounts.models import Account, Appointment, Office
from wacat.accounts.queries import reachable_heads, running
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
    """For each RT who answers for it now: its head, else the Lurah; missing where neither can.

    A head whose account is locked or suspended is passed over: nobody would read the message.
    """
    areas = Area.objects.in_bulk(list(rt_ids))
    found = heads_of(areas)
    rest = {pk: area for pk, area in areas.items() if pk not in found}
    return found | lurahs_of(rest)


def heads_of(areas: dict[int, Area]) -> dict[int, Receiver]:
    """The heads of these RTs who can come in now."""
    held = reachable_heads().filter(area_id__in=areas)
    return {
        pk: Receiver(account=account, seat=addressing.seat_in(areas[pk], office=Office.KETUA_RT))
        for pk, account in _holders(held).items()
    }


def lurahs_of(areas: dict[int, Area]) -> dict[int, Receiver]:
    """The Lurah of each of these RTs; missing where that office is vacant."""
    above = {area.kelurahan_id for area in areas.values() if area.kelurahan_id is not None}
    lurahs = _holders(running(Office.LURAH).filter(area_id__in=above))
    return {
        pk: Receiver(
            account=lurahs[area.kelurahan_id],
            seat=addressing.Seat(
                office=Office.LURAH,
                rt_id=None,
                kelurahan_id=area.kelurahan_id,
                city_id=area.city_id or area.pk,
            ),
        )
        for pk, area in areas.items()
        if area.kelurahan_id in lurahs
    }


def _holders(held: QuerySet[Appointment]) -> dict[int, Account]:
    accounts = {
        account.person_id: account
        for account in Account.objects.filter(
            person_id__in=[each.person_id for each in held]
        ).select_related("person")
    }
    return {each.area_id: accounts[each.person_id] for each in held if each.person_id in accounts}
