"""Who is told, in which office, and where a channel reaches him."""

from dataclasses import dataclass

from wacat.accounts.models import Account, Appointment, Office
from wacat.accounts.queries import KEPT_OUT, running
from wacat.areas.models import Area
from wacat.areas.queries import get_city
from wacat.notify.states import Channel
from wacat.notify.topics import Topic
from wacat.values.phone import international

OFF = KEPT_OUT


@dataclass(frozen=True, kw_only=True)
class Seat:
    """An office and where it stands, as the ledger keeps it."""

    office: str
    rt_id: int | None
    kelurahan_id: int | None
    city_id: int

    @property
    def place(self) -> tuple[str, int | None, int | None]:
        """What tells offices apart."""
        return self.office, self.rt_id, self.kelurahan_id


def seat_of(account: Account, *, area_id: int | None = None) -> Seat:
    """The office in whose name an account is told: the one in that area, else the latest one."""
    held = Appointment.objects.filter(person_id=account.person_id).select_related("area")
    if area_id is not None:
        held = held.filter(area_id=area_id)
    latest = held.order_by("-valid").first()
    if latest is None:
        return Seat(office="", rt_id=None, kelurahan_id=None, city_id=get_city().pk)
    return seat_in(latest.area, office=latest.office)


def seat_in(area: Area, *, office: str) -> Seat:
    """An office in an area."""
    return Seat(
        office=office,
        rt_id=area.pk if area.level == "RT" else None,
        kelurahan_id=area.kelurahan_id,
        city_id=area.city_id or area.pk,
    )


def find_holder(seat: Seat) -> Account | None:
    """Who holds this office now; for an RT whose head cannot come in the Lurah, else perhaps nobody."""
    if seat.office == Office.KETUA_RT:
        head = _holder(Office.KETUA_RT, seat.rt_id)
        if head is not None and head.state not in OFF:
            return head
        return _holder(Office.LURAH, seat.kelurahan_id) or head
    return _holder(seat.office, seat.kelurahan_id or seat.city_id)


def _holder(office: str, area_id: int | None) -> Account | None:
    if area_id is None:
        return None
    found = running(office).filter(area_id=area_id).select_related("person__account")
    held = found.first()
    return getattr(held.person, "account", None) if held else None


def address_of(account: Account, channel: str) -> str:
    """Where a channel reaches a person; empty when there is no address. Push has devices instead."""
    if channel == Channel.EMAIL:
        return account.person.email
    if channel == Channel.PUSH:
        return str(account.pk)
    return international(account.person.phone)


def may_be_told(account: Account, *, topic: Topic) -> bool:
    """Whether this account may still be written to about this."""
    if topic.to_inactive:
        return True
    return account.state not in OFF
