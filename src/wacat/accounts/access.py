"""The door: who stands there, and which area ids the running appointment reaches."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from wacat.accounts.models import Account

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

    @property
    def role(self) -> str:
        """The office, or NONE when no appointment runs now."""
        return self.office or "NONE"

    def pledge_is_due(self, *, at: datetime) -> bool:
        """Whether the yearly confidentiality pledge must be given before data is shown (5(3)a)."""
        return self.pledged_at is None or self.pledged_at + PLEDGE_LASTS < at


def find_visitor(token: str) -> Visitor | None:
    """Open the context of a signed-in device for this transaction, or None when nobody stands there.

    Reads session, account and running appointment anew, so that the end of an office bites on the
    next request.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM wacat.enter(%s)", [token])
        row = cursor.fetchone()
    return Visitor(*row) if row else None


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
