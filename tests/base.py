"""What every test database holds before a test begins: a small city and the named people."""

from datetime import UTC, date, datetime
from functools import cache

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from tests import people
from wacat.accounts import pledge
from wacat.accounts.models import (
    Account,
    Appointment,
    Basis,
    Person,
    Pledge,
    Proposal,
    ProposalLine,
)
from wacat.areas.actions import add_neighbourhoods, load_city
from wacat.areas.models import Area, AreaCode

LONG_AGO = datetime(2021, 1, 1, tzinfo=UTC)


@cache
def password_hash() -> str:
    """One hash for everybody."""
    return make_password(people.PASSWORD)


def load() -> None:
    """Load the city with RT 001-026 in Manggar (RT 026 is vacant) and 001-003 elsewhere."""
    load_city(code="64.71")
    codes = dict(AreaCode.objects.filter(area__level="KELURAHAN").values_list("area_id", "code"))
    for kelurahan in Area.objects.filter(level="KELURAHAN").order_by("id"):
        count = 26 if kelurahan.name == "Manggar" else 3
        add_neighbourhoods(kelurahan=kelurahan, code=codes[kelurahan.pk], count=count)
    for someone in people.EVERYBODY:
        add(someone)
    act_also(people.DUA, place=people.DUA_JUGA)


def act_also(someone: people.Someone, *, place: str) -> None:
    """Let somebody act in a second office."""
    person = Account.objects.get(username=someone.username).person
    Appointment.objects.create(
        person=person, office=someone.office, kind="ACTING",
        area=AreaCode.objects.get(code=place).area, valid=DateTimeTZRange(LONG_AGO, None),
    )  # fmt: skip


@transaction.atomic
def add(someone: people.Someone) -> Account:
    """Add a person with account, running appointment and this year's pledge."""
    new = someone is people.BARU
    phone, email = people.phone_of(someone), f"{someone.username}@contoh.id"
    person = Person.objects.create(name=someone.name, phone=phone, email=email)
    area = AreaCode.objects.get(code=someone.place).area
    account = Account(
        person=person,
        username=someone.username,
        login_phone=phone,
        password=password_hash(),
        must_change_password=new,
    )
    line = approved_line(someone, area=area) if someone.office in ("KETUA_RT", "LURAH") else None
    if line is not None:
        account.basis, account.line = Basis.PROPOSAL, line
    account.save()
    if line is not None:
        ProposalLine.objects.filter(pk=line.pk).update(account=account)
    Appointment.objects.create(
        person=person,
        office=someone.office,
        area=area,
        valid=DateTimeTZRange(LONG_AGO, None),
    )
    if not new:
        Pledge.objects.create(
            account=account,
            text_version=pledge.VERSION,
            text_hash="0" * 64,
            accepted_at=datetime.now(UTC),
        )
    return account


def approved_line(someone: people.Someone, *, area: Area) -> ProposalLine:
    """The approved proposal on which the account of a Ketua RT or Lurah stands (Pasal 5(1))."""
    system = Account.objects.get(username="sistem")
    proposal = Proposal.objects.create(
        kind=someone.office,
        via="LETTER",
        state="APPROVED",
        kecamatan_id=area.kecamatan_id,
        kelurahan_id=area.kelurahan_id if someone.office == "KETUA_RT" else None,
        letter_number="141/001/2021",
        letter_on=date(2021, 1, 1),
        began_by=system,
        began_at=LONG_AGO,
        submitted_at=LONG_AGO,
        decided_by=system,
        decided_at=LONG_AGO,
    )
    return ProposalLine.objects.create(
        proposal=proposal,
        number=1,
        area=area,
        name=someone.name,
        phone=people.phone_of(someone),
        email=f"{someone.username}@contoh.id",
        state="APPROVED",
        decided_at=LONG_AGO,
    )
