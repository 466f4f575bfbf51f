"""The door: who stands there, and which area ids the running appointment reaches."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from wacat.accounts import pledge
from wacat.accounts.models import Account
from wacat.accounts.sessions import hashed
from wacat.values.phone import CannotReadPhone, mobile

PLEDGE_LASTS = timedelta(days=365)


@dataclass(frozen=True)
class Visitor:
    """A signed-in person in the office of this session; `office` is None between two offices."""

    account_id: int
    person_id: int
    name: str
    username: str
    must_change_password: bool
    pledged_at: datetime | None
    appointment_id: int | None
    office: str | None
    area_id: int | None
    area_name: str | None
    rt_id: int | None
    kelurahan_id: int | None
    kelurahan_name: str | None
    kecamatan_id: int | None
    city_id: int | None
    appointments: int | None
    second_factor: bool = False
    device_id: int | None = None
    pin: bool = False

    @property
    def role(self) -> str:
        """The office, or NONE when no appointment runs now."""
        return self.office or "NONE"

    def pledge_is_due(self, *, at: datetime) -> bool:
        """Whether the pledge must be given before data is shown: yearly, and after a new text (5(3)a)."""
        return self.pledged_at is None or self.pledged_at + PLEDGE_LASTS < at


@dataclass(frozen=True)
class Locked:
    """A device of somebody signed in that lay idle: it shows nothing until the PIN or password is given."""

    visitor: Visitor
    session_key: str

    @property
    def account_id(self) -> int:
        """Whose device it is."""
        return self.visitor.account_id


def enter(token: str, *, active: bool = True) -> Visitor | Locked | None:
    """Open the context of a signed-in device for this transaction; a locked device gets none.

    Reads session, account and running appointment anew, so that the end of an office bites on the
    next request. `active` is False for what the page asks by itself: it does not keep a device awake.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM wacat.enter(%s, %s, %s, %s, %s)",
            [
                token,
                settings.WACAT_LOCK_SECONDS,
                settings.WACAT_IDLE_SECONDS,
                active,
                pledge.VERSION,
            ],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    *values, locked = row
    visitor = Visitor(*values)
    return Locked(visitor, hashed(token)) if locked else visitor


def find_visitor(token: str) -> Visitor | None:
    """As `enter`, for those who do not care why nobody stands there."""
    found = enter(token)
    return found if isinstance(found, Visitor) else None


def leave() -> None:
    """Close the context; a test keeps one transaction over many requests."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT wacat.leave()")


def enter_system(account_id: int) -> None:
    """Open the context of a worker or a command: the whole city, in the name of an account.

    Only the database roles of jobs and migrations may; ends with the transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT wacat.enter_system(%s)", [account_id])


def get_account(username: str) -> Account:
    """The account of that user name.

    Raises:
        Account.DoesNotExist: there is none.
    """
    return Account.objects.select_related("person").get(username=username)


def find_account(typed: str) -> Account | None:
    """The account of a user name, or of a phone number in any spelling; an ended one has no number."""
    name = typed.strip().lower()
    found = Account.objects.select_related("person").filter(username=name).first()
    if found:
        return found
    try:
        number = mobile(typed)
    except CannotReadPhone:
        return None
    living = Account.objects.exclude(state="ENDED").select_related("person")
    return living.filter(login_phone=number).first()
