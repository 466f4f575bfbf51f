"""Proposals in every state, so that each page of proposing and issuing has something to show."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from wacat.accounts import camat_links, issuing, issuing_run, proposing, reviewing
from wacat.accounts.access import Visitor, enter_system, get_account
from wacat.accounts.models import Appointment, Proposal
from wacat.accounts.proposing import Letter
from wacat.accounts.reviewing import Verdict
from wacat.areas.models import Area, AreaCode, Level
from wacat.ops.synthetic import staff

NAMES = (
    "Rina Kusuma", "Slamet Widodo", "Yuliana Pasaribu", "Haris Munandar", "Fitri Handayani",
    "Daniel Siregar", "Nur Aini", "Bambang Sutrisno", "Ketut Sudarma", "Lina Marlina",
)  # fmt: skip


def run(*, at: datetime) -> None:
    """What the Lurah of Manggar, the office and a Camat's link left behind; each act is its own."""
    manggar = AreaCode.objects.get(code=staff.MANGGAR).area
    vacant = AreaCode.objects.get(code=staff.VACANT).area
    lurah = visitor_of("lurah", "LURAH")
    others = list(Area.objects.filter(parent=manggar, number__in=range(5, 12)).order_by("number"))
    _returned(manggar, vacant, by=lurah, at=at - timedelta(days=6))
    _sent(manggar, others[:1], first=1, by=lurah, at=at - timedelta(hours=5))
    _draft(manggar, others[1:4], by=lurah, at=at - timedelta(hours=2))
    _decided(manggar, others[4:5], verdict="REJECTED", by=lurah, at=at - timedelta(days=20))
    _approved(at=at)
    _letter(at=at - timedelta(days=1))
    with transaction.atomic():
        administrator = get_account("administrator").pk
        enter_system(administrator)
        camat_links.make(
            kecamatan=Area.objects.filter(level=Level.KECAMATAN).order_by("id")[1],
            lasts=timedelta(days=7), by=administrator, at=at - timedelta(days=1),
        )  # fmt: skip


def visitor_of(username: str, office: str) -> Visitor:
    """Somebody as the door would let him in, for acts without a request."""
    account = get_account(username)
    nothing = dict.fromkeys(Visitor.__dataclass_fields__)
    known = {
        "account_id": account.pk, "person_id": account.person_id, "username": username,
        "office": office,
    }  # fmt: skip
    return Visitor(**(nothing | known))  # type: ignore[arg-type]


@transaction.atomic
def _sent(area: Area, places: list[Area], *, first: int, by: Visitor, at: datetime) -> Proposal:
    enter_system(by.account_id)
    proposal = proposing.begin(kind="KETUA_RT", area=area, by=by.account_id, at=at)
    lines = [_line(place, number) for number, place in enumerate(places, first)]
    proposing.add_lines(proposal_id=proposal.pk, written=lines, at=at)
    return proposing.submit(proposal_id=proposal.pk, by=by.account_id, at=at)


def _line(place: Area, number: int, **more: str) -> dict[str, str]:
    name = NAMES[number % len(NAMES)]
    return {
        "place": f"{place.number:03d}", "name": name, "phone": f"0813-5500-{place.pk:04d}",
        "email": f"{name.lower().replace(' ', '.')}@contoh.id", "decree_number": f"141/{number + 20}/2026",
        "decree_on": "02-11-2026",
    } | more  # fmt: skip


def _returned(area: Area, place: Area, *, by: Visitor, at: datetime) -> None:
    proposal = _sent(area, [place], first=0, by=by, at=at)
    reason = "Nama pada SK tertulis Rina Kusumawati. Cocokkan namanya, lalu kirim lagi."
    _decide(proposal, Verdict("RETURNED", reason), at=at + timedelta(days=1))


def _decided(
    area: Area, places: list[Area], *, verdict: str, by: Visitor, at: datetime, first: int = 5
) -> Proposal:
    proposal = _sent(area, places, first=first, by=by, at=at)
    reason = "" if verdict == "APPROVED" else "SK yang dilampirkan untuk RT lain."
    _decide(proposal, Verdict(verdict, reason), at=at + timedelta(days=1))
    return proposal


@transaction.atomic
def _decide(proposal: Proposal, verdict: Verdict, *, at: datetime) -> None:
    administrator = visitor_of("administrator", "ADMINISTRATOR")
    enter_system(administrator.account_id)
    given = dict.fromkeys(proposal.lines.values_list("pk", flat=True), verdict)
    reviewing.decide(proposal_id=proposal.pk, verdicts=given, by=administrator, at=at, tell=False)


@transaction.atomic
def _draft(area: Area, places: list[Area], *, by: Visitor, at: datetime) -> None:
    """A list with a good line and two that have to be mended."""
    enter_system(by.account_id)
    proposal = proposing.begin(kind="KETUA_RT", area=area, by=by.account_id, at=at)
    good, short, slip = places
    lines = [
        _line(good, 2),
        _line(short, 3, phone="0812-33"),
        _line(slip, 4, email="fitri@gmail.con"),
    ]
    proposing.add_lines(proposal_id=proposal.pk, written=lines, at=at)


def _approved(*, at: datetime) -> None:
    """In the neighbouring kelurahan: two accounts that are issued, one that waits for it."""
    lamaru = Area.objects.get(level=Level.KELURAHAN, name="Lamaru")
    running = Appointment.objects.filter(area=OuterRef("pk"), valid__contains=at)
    places = Area.objects.filter(parent=lamaru, level=Level.RT, frozen_on=None).order_by("number")
    heads = [*places.filter(~Exists(running))[:1], *places.filter(Exists(running))[:2]]
    lurah = visitor_of("lurah-teritip", "LURAH")
    proposal = _decided(
        lamaru, heads, verdict="APPROVED", by=lurah, at=at - timedelta(days=3), first=6
    )
    administrator = visitor_of("administrator", "ADMINISTRATOR")
    with transaction.atomic():
        enter_system(administrator.account_id)
        lines = list(proposal.lines.order_by("number").values_list("pk", flat=True))[:2]
        batch = issuing.prepare(
            line_ids=lines, by=visitor_of("kasi", "KASI"), at=at - timedelta(days=1)
        )
        issuing.decide(
            batch_id=batch.pk, by=administrator, at=at - timedelta(hours=20), later=False
        )
        issuing_run.run_chunk(
            batch_id=batch.pk, by=administrator.account_id, at=at - timedelta(hours=20)
        )


@transaction.atomic
def _letter(*, at: datetime) -> None:
    """The list of a Camat, recorded by the Kasi from his letter, that waits for the decision."""
    kasi = visitor_of("kasi", "KASI")
    enter_system(kasi.account_id)
    kecamatan = AreaCode.objects.get(code="64.71.02").area
    kelurahan = Area.objects.filter(parent=kecamatan).order_by("name")[:1].get()
    letter = Letter("138/47/2026", (at - timedelta(days=2)).date())
    proposal = proposing.begin(
        kind="LURAH", area=kecamatan, by=kasi.account_id, at=at, letter=letter
    )
    line = {"place": kelurahan.name, "name": "Ketut Sudarma", "phone": "0813-5500-9999",
            "email": "ketut.sudarma@contoh.id", "kind": "Plt"}  # fmt: skip
    proposing.add_lines(proposal_id=proposal.pk, written=[line], at=at)
    proposing.submit(proposal_id=proposal.pk, by=kasi.account_id, at=at)
