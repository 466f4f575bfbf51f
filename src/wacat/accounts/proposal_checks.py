"""What the lines of a proposal share with each other, with other proposals and with living accounts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from wacat.accounts.models import Account, AccountState, Appointment, Office, ProposalLine
from wacat.accounts.proposal_rows import Fault, Row, Territory
from wacat.accounts.proposal_states import LineState
from wacat.areas.models import Area, AreaAlias, Level
from wacat.areas.queries import neighbourhoods_of
from wacat.values.text import key


@dataclass(frozen=True)
class User:
    """Who logs in with a telephone number, and by which office he is known."""

    account_id: int
    person_id: int
    name: str
    username: str
    ended: bool
    office: str
    kelurahan_id: int | None

    def known_as(self, *, kelurahan_id: int | None) -> str:
        """The office; with the name only inside the same kelurahan."""
        near = kelurahan_id is not None and self.kelurahan_id == kelurahan_id
        return f"{self.name}, {self.office}" if near else self.office


@dataclass
class Surroundings:
    """What stands around the rows of one proposal."""

    users: dict[str, list[User]]
    holders: dict[int, Appointment]
    pending_phones: dict[str, ProposalLine] = field(default_factory=dict)
    pending_places: dict[int, ProposalLine] = field(default_factory=dict)


def territory_of(*, kind: str, kelurahan: Area | None, kecamatan: Area) -> Territory:
    """The areas that a proposal may name."""
    if kind == "KETUA_RT" and kelurahan is not None:
        places = {str(rt.number): rt for rt in neighbourhoods_of(kelurahan.pk)}
        return Territory(kind, f"Kelurahan {kelurahan.name}", places)
    found = Area.objects.filter(parent=kecamatan, level=Level.KELURAHAN, closed_on=None)
    places = {key(area.name): area for area in found.order_by("name")}
    by_id = {area.pk: area for area in places.values()}
    for alias in AreaAlias.objects.filter(area__in=by_id):
        places.setdefault(alias.spelling, by_id[alias.area_id])
    return Territory(kind, f"Kecamatan {kecamatan.name}", places)


def look_around(rows: Sequence[Row], *, kind: str, proposal_id: int | None) -> Surroundings:
    """Three questions to the database, however many rows there are."""
    phones = {row.values["phone"] for row in rows if row.values.get("phone")}
    places = {row.values["place"].pk for row in rows if row.values.get("place")}
    around = Surroundings(users_of(phones), holders_of(kind, places))
    pending = ProposalLine.objects.filter(
        Q(state=LineState.SENT) | Q(state=LineState.APPROVED, account=None),
        Q(phone__in=phones) | Q(area__in=places),
    ).select_related("area__kelurahan")
    if proposal_id is not None:
        pending = pending.exclude(proposal_id=proposal_id, state=LineState.SENT)
    for line in pending:
        around.pending_phones[line.phone] = line
        if line.area_id is not None and _kind_of(line) == kind:
            around.pending_places[line.area_id] = line
    return around


def check_together(
    rows: Sequence[Row],
    *,
    kind: str,
    kelurahan_id: int | None,
    proposal_id: int | None = None,
    others: Iterable[ProposalLine] = (),
    discreet: bool = False,
) -> None:
    """Add the faults that only the sight of all shows; `others` are the proposal's other lines.

    `discreet` tells nothing about present holders: for a Camat, who has no account.
    """
    around = look_around(rows, kind=kind, proposal_id=proposal_id)
    phones = {line.phone: (line.number, line.name) for line in others if line.phone}
    places = {line.area_id: line.number for line in others if line.area_id}
    after = max((line.number for line in others), default=0)
    for number, row in enumerate(rows, after + 1):
        place, phone = row.values.get("place"), row.values.get("phone", "")
        name = row.values.get("name", "")
        if place is not None:
            fault = _place_fault(
                place, name, around=around, twice=places.get(place.pk), discreet=discreet
            )
            places.setdefault(place.pk, number)
            row.faults += [fault] if fault else []
        if phone:
            fault = _phone_fault(
                phone,
                name,
                around=around,
                twice=phones.get(phone),
                within=kelurahan_id,
                discreet=discreet,
            )
            phones.setdefault(phone, (number, name))
            row.faults += [fault] if fault else []


def _place_fault(
    place: Area, name: str, *, around: Surroundings, twice: int | None, discreet: bool
) -> Fault | None:
    if twice is not None:
        return Fault(
            "place", f"{place.name} juga ada pada baris {twice}", "Hapus salah satu barisnya."
        )
    if place.pk in around.pending_places:
        return Fault(
            "place",
            f"{place.name} sudah ada dalam usulan yang belum selesai",
            "Tunggu putusannya, atau tarik usulan itu dahulu.",
        )
    holder = None if discreet else around.holders.get(place.pk)
    if (
        holder is not None
        and name
        and key(holder.person.name) == key(name)
        and _has_account(holder)
    ):
        return Fault(
            "place",
            f"{holder.person.name} sudah menjabat di {place.name} dan punya akun",
            "Hapus baris ini. Bila nomor HP atau e-mailnya berganti, hubungi Disdukcapil.",
        )
    return None


def _phone_fault(
    phone: str,
    name: str,
    *,
    around: Surroundings,
    twice: tuple[int, str] | None,
    within: int | None,
    discreet: bool,
) -> Fault | None:
    if twice is not None and key(twice[1]) != key(name):
        return Fault(
            "phone",
            f"Nomor HP ini juga ada pada baris {twice[0]}",
            "Setiap orang memakai nomornya sendiri. Tanyakan nomor yang benar.",
        )
    for user in around.users.get(phone, ()):
        if not user.ended and key(user.name) != key(name):
            return Fault(
                "phone",
                "Nomor HP ini sudah dipakai"
                + ("" if discreet else f": {user.known_as(kelurahan_id=within)}"),
                "Tanyakan nomor lain. Bila orangnya sama, tulis namanya seperti pada akunnya; "
                "bila nomornya berpindah tangan, hubungi Disdukcapil.",
            )
    pending = around.pending_phones.get(phone)
    if pending is not None and key(pending.name) != key(name):
        return Fault(
            "phone",
            "Nomor HP ini ada dalam usulan lain yang belum selesai",
            "Tanyakan nomor lain, atau tunggu putusan usulan itu.",
        )
    return None


def known_person(line_phone: str, name: str, *, users: dict[str, list[User]]) -> User | None:
    """The person with an account who is meant: the same number and the same name."""
    return next((u for u in users.get(line_phone, ()) if key(u.name) == key(name)), None)


def users_of(phones: Iterable[str]) -> dict[str, list[User]]:
    """Who uses each of these numbers to log in, the living first."""
    wanted = {phone for phone in phones if phone}
    accounts = list(
        Account.objects.filter(login_phone__in=wanted).select_related("person") if wanted else ()
    )
    offices = {
        held.person_id: held
        for held in Appointment.objects.filter(
            person_id__in=[account.person_id for account in accounts],
            valid__contains=timezone.now(),
        ).select_related("area__kelurahan")
    }
    found: dict[str, list[User]] = {}
    for account in sorted(accounts, key=lambda a: (a.state == AccountState.ENDED, a.pk)):
        held = offices.get(account.person_id)
        found.setdefault(account.login_phone or "", []).append(
            User(
                account_id=account.pk,
                person_id=account.person_id,
                name=account.person.name,
                username=account.username,
                ended=account.state == AccountState.ENDED,
                office=office_words(held),
                kelurahan_id=held.area.kelurahan_id if held else None,
            )
        )
    return found


def holders_of(office: str, places: Iterable[int]) -> dict[int, Appointment]:
    """Who holds that office in each of these areas now, by area id."""
    running = Appointment.objects.filter(
        office=office, area_id__in=set(places), valid__contains=timezone.now()
    ).select_related("person", "person__account")
    return {appointment.area_id: appointment for appointment in running}


def office_words_of(area: Area | None) -> str:
    """The office of an area as people say it: Ketua RT 003 Lamaru, Lurah Manggar."""
    if area is None:
        return "Pengguna"
    if area.level == Level.RT and area.kelurahan is not None:
        return f"Ketua {area.name} {area.kelurahan.name}"
    return f"Lurah {area.name}"


def office_words(held: Appointment | None) -> str:
    """An office as people say it: Ketua RT 003 Lamaru, Lurah Manggar, Operator."""
    if held is None:
        return "akun yang sudah ada"
    if held.office == Office.KETUA_RT and held.area.kelurahan is not None:
        return f"Ketua {held.area.name} {held.area.kelurahan.name}"
    if held.office == Office.LURAH:
        return f"Lurah {held.area.name}"
    return str(Office(held.office).label)


def _has_account(holder: Appointment) -> bool:
    account = getattr(holder.person, "account", None)
    return account is not None and account.state != AccountState.ENDED


def _kind_of(line: ProposalLine) -> str:
    return "KETUA_RT" if line.area is not None and line.area.level == Level.RT else "LURAH"
