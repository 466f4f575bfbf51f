"""Temporary stays in every state, and the module switched on; the demo's people registered them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from wacat.accounts import settings
from wacat.accounts.access import get_account
from wacat.accounts.models import Appointment, SettingName
from wacat.areas.models import Area, Level
from wacat.nonpermanent.models import Stay, StayStep
from wacat.nonpermanent.states import Purpose, StayState

P, S = Purpose, StayState
# fixed, so that a demo made anew is the same demo
NAMESPACE = uuid5(NAMESPACE_URL, "wacat-contoh-nonpermanen")


@dataclass(frozen=True)
class Lodger:
    """One stay: whose RT, who, from where, since and until so many days from today, why, and its state."""

    by: str
    name: str
    origin: str
    since: int
    until: int
    purpose: Purpose
    host: str
    address: str
    state: StayState = S.ACTIVE
    reason: str = ""
    nik: str = ""
    longer: bool = False


LODGERS = (
    Lodger("rt", "Ahmad Fauzi", "Kabupaten Banjar", -40, 150, P.WORK, "Mes PT Karya Teluk",
           "Jl. Mulawarman No. 41", nik="6303050704929002"),
    Lodger("rt", "Yuliana Tandipau", "Kabupaten Toraja Utara", -85, 5, P.FAMILY, "Ibu Marthina",
           "Jl. Mufakat No. 12", longer=True),
    Lodger("rt", "Riski Ananda", "Kota Samarinda", -120, 240, P.STUDY, "Kos Bu Darmi",
           "Jl. Persatuan No. 7", nik="6472035511049003"),
    Lodger("rt", "Suparno", "Kabupaten Malang", -95, -3, P.WORK, "Kontrakan Pak Heri",
           "Jl. Mufakat No. 30", S.EXPIRED),
    Lodger("rt", "Nurul Hidayah", "Kabupaten Paser", -60, -20, P.CARE, "Pak Jamal",
           "Gang Damai No. 2", S.LEFT, "Pulang setelah berobat."),
    Lodger("rt", "Budi", "Kota Bontang", -9, 80, P.OTHER, "Pak Jamal", "Gang Damai No. 2",
           S.VOID, "Ternyata warga RT 021."),
    Lodger("rt2", "Melki Sinaga", "Kabupaten Kutai Timur", -15, 75, P.WORK, "Mes PT Karya Teluk",
           "Jl. Mulawarman No. 66"),
    Lodger("rt2", "Fitriani", "Kabupaten Penajam Paser Utara", -200, 2, P.STUDY, "Kos Hijau",
           "Jl. Mulawarman No. 58"),
)  # fmt: skip
# pupils of a boarding school and workers of a project, spread over the city for the operator's list
OTHERS = ("Arif Setiawan", "Siti Rahmah", "Yohanes Lolo", "Dian Pertiwi", "Hamzah", "Rina Kumala")
HOMES = ("Kabupaten Berau", "Kota Palu", "Kabupaten Bulungan", "Kabupaten Jember", "Kota Tarakan")


def load(*, at: datetime) -> None:
    """Switch the module on and register them; the caller has opened a context of the system."""
    settings.change(
        name=SettingName.NONPERMANENT, value=1, reason="Dipakai sejak uji coba di Balikpapan Timur.",
        by=get_account("administrator").pk, at=at - timedelta(days=150),
    )  # fmt: skip
    for number, one in enumerate(LODGERS):
        account = get_account(one.by)
        held = Appointment.objects.filter(person_id=account.person_id, office="KETUA_RT")
        _register(one, rt=held.latest("valid").area, by=account.pk, number=number, at=at)
    places = Area.objects.filter(level=Level.RT, closed_on=None).order_by("id")[200:1400:40]
    for number, rt in enumerate(places, start=len(LODGERS)):
        one = Lodger(
            "", OTHERS[number % 6], HOMES[number % 5], -10 - number, 20 + 9 * number,
            P.values[number % 4], "Mes karyawan" if number % 2 else "Kos", f"Blok {number}",  # type: ignore[arg-type]
        )  # fmt: skip
        _register(one, rt=rt, by=get_account("rt").pk, number=number, at=at)


def _register(one: Lodger, *, rt: Area, by: int, number: int, at: datetime) -> None:
    today = timezone.localtime(at).date()
    begun = at + timedelta(days=one.since + 1, hours=-number)
    place: dict[str, Any] = {
        "rt_id": rt.pk, "kelurahan_id": rt.kelurahan_id, "city_id": rt.city_id,
    }  # fmt: skip
    until = today + timedelta(days=one.until)
    ended = at + timedelta(days=max(one.since + 2, min(one.until, -1)))
    closed = one.state in (S.LEFT, S.VOID)
    stay = Stay.objects.create(
        key=uuid5(NAMESPACE, str(number)), name=one.name, origin=one.origin, nik=one.nik,
        host=one.host, address=one.address, purpose=one.purpose, until_on=until,
        since_on=today + timedelta(days=one.since), by_id=by, registered_at=begun,
        state=one.state, ended_at=ended if closed else None, end_reason=one.reason, **place,
    )  # fmt: skip
    _step(stay, "REGISTERED", by=by, at=begun)
    if one.longer:
        before = {"until_on": (until - timedelta(days=60)).isoformat()}
        _step(stay, "EXTENDED", by=by, at=at - timedelta(days=30), before=before)
    if one.state == S.EXPIRED:
        _step(stay, "EXPIRED", by=None, at=at + timedelta(days=one.until + 1))
    if closed:
        _step(stay, one.state, by=by, at=ended, text=one.reason)


def _step(
    stay: Stay,
    act: str,
    *,
    by: int | None,
    at: datetime,
    text: str = "",
    before: dict[str, str] | None = None,
) -> None:
    StayStep.objects.create(
        stay=stay, rt_id=stay.rt_id, kelurahan_id=stay.kelurahan_id, city_id=stay.city_id, act=act,
        by_id=by, office="KETUA_RT" if by else "SYSTEM", at=at, note=text, before=before or {},
    )  # fmt: skip
