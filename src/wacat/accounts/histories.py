"""Reads of offices with their past: who held one, who holds it now, what became of the account."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from wacat.accounts.models import (
    Account,
    AccountState,
    AccountStep,
    Appointment,
    Office,
    Person,
    Sanction,
)
from wacat.accounts.states import OPEN_SANCTIONS
from wacat.areas.models import Area, Level

OFFICE_OF = {Level.RT: Office.KETUA_RT, Level.KELURAHAN: Office.LURAH}
STAFF = (
    Office.ADMINISTRATOR, Office.KASI, Office.KEPALA, Office.SEKRETARIS, Office.OPERATOR, Office.TEKNIS,
)  # fmt: skip
LONGEST = 200


@dataclass(frozen=True)
class Term:
    """One term of office as people read it."""

    id: int
    person: Person
    account: Account | None
    office: str
    area: Area
    kind: str
    decree_number: str
    decree_on: object
    has_scan: bool
    since: datetime | None
    until: datetime | None
    end_reason: str
    ended_at: datetime | None
    ended_by: str
    note: str

    def runs(self, *, at: datetime) -> bool:
        """Whether it runs at that moment."""
        return self.has_begun(at=at) and (self.until is None or at < self.until)

    def has_begun(self, *, at: datetime) -> bool:
        """Whether it has begun; a cancelled one never does."""
        return not self.was_cancelled and (self.since is None or self.since <= at)

    @property
    def was_cancelled(self) -> bool:
        """Whether it was taken back before it began."""
        return self.since is None and self.until is None and self.end_reason != ""


def terms_at(area: Area, *, office: str) -> list[Term]:
    """The terms of an office, the newest first."""
    found = _terms().filter(area=area, office=office)
    return sorted(map(_term, found[:LONGEST]), key=_newest, reverse=True)


def terms_of(person_id: int) -> list[Term]:
    """The terms of a person, the newest first."""
    return sorted(
        map(_term, _terms().filter(person_id=person_id)[:LONGEST]), key=_newest, reverse=True
    )


def get_term(appointment_id: int) -> Term:
    """One term.

    Raises:
        Appointment.DoesNotExist: there is none.
    """
    return _term(_terms().get(pk=appointment_id))


def running_of(person_id: int, *, at: datetime) -> list[Term]:
    """The offices that a person holds now, in the order in which the door picks them."""
    running = _terms().filter(person_id=person_id, valid__contains=at).order_by("pk")
    return [_term(found) for found in running]


def staff(*, at: datetime, words: str = "", office: str = "") -> list[Term]:
    """The staff in office now, by office and name."""
    found = _terms().filter(office__in=[office] if office else STAFF, valid__contains=at)
    if words:
        found = found.filter(person__name__icontains=words) | found.filter(
            person__account__username__icontains=words
        )
    order = {value: number for number, value in enumerate(STAFF)}
    return sorted(
        map(_term, found), key=lambda term: (order[Office(term.office)], term.person.name)
    )


def steps_of(account_id: int) -> list[AccountStep]:
    """What became of an account, the newest first."""
    return list(_steps(account_id)[:LONGEST])


def last_stop(account: Account) -> AccountStep | None:
    """The step that stopped an account which is stopped now, with its reason."""
    if account.state in (AccountState.ACTIVE, AccountState.INVITED):
        return None
    return _steps(account.pk).filter(to_state=account.state).first()


def find_open_case(account_id: int) -> Sanction | None:
    """The sanction of an account that is not closed, or None."""
    return Sanction.objects.filter(account_id=account_id, state__in=OPEN_SANCTIONS).first()


def _steps(account_id: int) -> QuerySet[AccountStep]:
    return (
        AccountStep.objects.filter(account_id=account_id)
        .select_related("by__person")
        .order_by("-id")
    )


def _terms() -> QuerySet[Appointment]:
    return Appointment.objects.select_related(
        "person__account", "area__kelurahan", "ended_by__person"
    )


def _term(found: Appointment) -> Term:
    return Term(
        id=found.pk,
        person=found.person,
        account=getattr(found.person, "account", None),
        office=found.office,
        area=found.area,
        kind=found.kind,
        decree_number=found.decree_number,
        decree_on=found.decree_on,
        has_scan=bool(found.decree_scan),
        since=found.valid.lower,
        until=found.valid.upper,
        end_reason=found.end_reason,
        ended_at=found.ended_at,
        ended_by=found.ended_by.person.name if found.ended_by else "",
        note=found.ended_note,
    )


def _newest(term: Term) -> tuple[float, int]:
    moment = term.since or term.ended_at
    return (moment.timestamp() if moment else 0.0, term.id)
