"""Appointments: give somebody an office, in an area, from when to when (Pasal 7)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from wacat.accounts.models import (
    EXCLUSIVE_OFFICES,
    Account,
    AccountState,
    Appointment,
    AppointmentKind,
    Basis,
    Office,
)
from wacat.accounts.moving import lock_account, move
from wacat.accounts.queries import office_title
from wacat.areas.models import Area, Level
from wacat.audit.actions import note
from wacat.values.refusal import Refusal
from wacat.values.tanggal import months_later, tanggal

LEVEL_OF = {Office.KETUA_RT: Level.RT, Office.LURAH: Level.KELURAHAN}
INTERIM_MONTHS = 6


class CannotAppoint(Refusal):
    """The appointment is not possible; the message says why and what to do."""


@dataclass(frozen=True)
class Decree:
    """The decree behind an appointment; `scan` is the name that `accounts.scans.keep` gave."""

    number: str
    on: date | None
    scan: str = ""


@transaction.atomic
def appoint(
    *,
    person_id: int,
    office: str,
    area_id: int,
    kind: str,
    since: datetime,
    until: datetime | None,
    decree: Decree,
    by: int,
    at: datetime,
) -> Appointment:
    """Appoint a person; an account that had ended opens again (Pasal 1(5)-(7), 7).

    Raises:
        CannotAppoint: the office is taken, the area frozen or closed, an interim term longer than
            six months, the period turned round, or the person's account is revoked.
    """
    area = Area.objects.select_related("kelurahan").get(pk=area_id)
    _check(area, office=office, kind=kind, since=since, until=until)
    account = _account_of(person_id, office=office)
    _check_same(person_id, office=office, area=area, since=since, until=until)
    with _refusing(area, office=office, since=since, until=until):
        made = Appointment.objects.create(
            person_id=person_id,
            office=office,
            area=area,
            kind=kind,
            decree_number=decree.number.strip(),
            decree_on=decree.on,
            decree_scan=decree.scan,
            valid=DateTimeTZRange(since, until),
        )
    if account is not None and account.state == AccountState.ENDED:
        _reopen(account, by=by, at=at)
    note(act="office.appointed", of="appointment", ids=[made.pk], office=office, area=area.pk)
    return made


def _account_of(person_id: int, *, office: str) -> Account | None:
    found = Account.objects.filter(person_id=person_id).values_list("pk", flat=True).first()
    account = lock_account(found) if found is not None else None
    if account is not None and account.state == AccountState.REVOKED:
        raise CannotAppoint(
            "Akses orang ini dicabut karena pelanggaran (Pasal 6). "
            "Ia dapat diangkat lagi setelah keberatannya diterima."
        )
    if account is not None and office in LEVEL_OF and account.basis != Basis.PROPOSAL:
        raise CannotAppoint(
            f"Akun {account.username} tidak berasal dari usulan. Jabatan Ketua RT dan Lurah diisi "
            "melalui usulan (Pasal 5 ayat 1)."
        )
    return account


def _reopen(account: Account, *, by: int, at: datetime) -> None:
    """Open an ended account again; a telephone number that somebody else logs in with stays his."""
    others = Account.objects.filter(login_phone=account.login_phone).exclude(pk=account.pk)
    if account.login_phone and others.exclude(state=AccountState.ENDED).exists():
        Account.objects.filter(pk=account.pk).update(login_phone=None)
    to = AccountState.ACTIVE if account.has_usable_password() else AccountState.INVITED
    move(account, to=to, role="SYSTEM", by=by, at=at, reason="Diangkat kembali")


def _check(area: Area, *, office: str, kind: str, since: datetime, until: datetime | None) -> None:
    if office not in Office.values or kind not in AppointmentKind.values:
        raise CannotAppoint("Pilih jabatan dan jenis pengangkatan dari daftar.")
    level = LEVEL_OF.get(Office(office), Level.CITY)
    if area.level != level:
        raise CannotAppoint(
            f"Jabatan {Office(office).label} hanya ada pada wilayah setingkat {level.label}."
        )
    if area.closed_on is not None or area.frozen_on is not None:
        raise CannotAppoint(_area_stopped(area))
    if until is not None and until <= since:
        raise CannotAppoint("Tanggal berakhir harus sesudah tanggal mulai. Periksa kedua tanggal.")
    if kind == AppointmentKind.INTERIM and (until is None or until > latest_interim_end(since)):
        raise CannotAppoint(
            "Penjabat sementara paling lama enam bulan. Isi tanggal berakhir paling lambat "
            f"{tanggal(timezone.localtime(latest_interim_end(since)))}."
        )


def latest_interim_end(since: datetime) -> datetime:
    """Six months after the beginning, by the calendar of the office."""
    here = timezone.localtime(since)
    day = months_later(here.date(), INTERIM_MONTHS)
    return here.replace(year=day.year, month=day.month, day=day.day)


def _check_same(
    person_id: int, *, office: str, area: Area, since: datetime, until: datetime | None
) -> None:
    """Offices that many may hold at once are held once by the same person."""
    if office in EXCLUSIVE_OFFICES:
        return
    period = DateTimeTZRange(since, until)
    if Appointment.objects.filter(
        person_id=person_id, office=office, area=area, valid__overlap=period
    ).exists():
        raise CannotAppoint(f"Orang ini sudah memegang jabatan {Office(office).label}.")


def _area_stopped(area: Area) -> str:
    state = "sudah tidak ada lagi" if area.closed_on else "sedang dibekukan"
    return f"{area.name} {state}, jadi tidak dapat diberi pemegang jabatan."


def store_end(appointment: Appointment, *, until: datetime | None) -> None:
    """Write another end of a term.

    Raises:
        CannotAppoint: the office is promised to somebody by then, or the area is frozen.
    """
    since = appointment.valid.lower
    with _refusing(
        appointment.area, office=appointment.office, since=since, until=until, other=appointment.pk
    ):
        Appointment.objects.filter(pk=appointment.pk).update(valid=DateTimeTZRange(since, until))


@contextmanager
def _refusing(
    area: Area, *, office: str, since: datetime, until: datetime | None, other: int = 0
) -> Iterator[None]:
    """Turn the database's constraints into refusals: two at once meet only there."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
        if name == "accounts_area_takes_appointments":
            raise CannotAppoint(_area_stopped(Area.objects.get(pk=area.pk))) from error
        if name == "accounts_one_holder_per_office":
            period = DateTimeTZRange(since, until)
            raise CannotAppoint(_taken(area, office=office, period=period, other=other)) from error
        raise


def _taken(area: Area, *, office: str, period: DateTimeTZRange, other: int) -> str:
    holder = (
        Appointment.objects.filter(office=office, area=area, valid__overlap=period)
        .exclude(pk=other)
        .select_related("person")
        .order_by("valid")
        .first()
    )
    told = ""
    if holder is not None:
        since = holder.valid.lower
        told = f" {holder.person.name}"
        told += f" (sejak {tanggal(timezone.localtime(since))})" if since else ""
    return (
        f"Jabatan {office_title(office, area)} dipegang{told} dalam masa itu. "
        "Akhiri atau serah terimakan dahulu, atau ubah tanggalnya."
    )
