"""What every test database holds before a test begins: a small city and the named people."""

from datetime import UTC, datetime
from functools import cache

from django.contrib.auth.hashers import make_password
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from tests import people
from wacat.accounts.models import Account, Appointment, Person, Pledge
from wacat.areas.actions import add_neighbourhoods, load_city
from wacat.areas.models import Area, AreaCode

LONG_AGO = datetime(2021, 1, 1, tzinfo=UTC)


@cache
def password_hash() -> str:
    """One hash for everybody: hashing is meant to be slow."""
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


def add(someone: people.Someone) -> Account:
    """Add a person with account, running appointment and this year's pledge."""
    person = Person.objects.create(name=someone.name)
    new = someone is people.BARU
    account = Account.objects.create(
        person=person,
        username=someone.username,
        password=password_hash(),
        must_change_password=new,
    )
    Appointment.objects.create(
        person=person,
        office=someone.office,
        area=AreaCode.objects.get(code=someone.place).area,
        valid=DateTimeTZRange(LONG_AGO, None),
    )
    if not new:
        Pledge.objects.create(
            account=account, text_version="uji", text_hash="0" * 64, accepted_at=datetime.now(UTC)
        )
    return account
