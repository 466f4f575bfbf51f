"""The ends of appointments: by date, by hand-over, by death or resignation, by the end of an area."""

from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from wacat.accounts.appointing import (
    CannotAppoint,
    Decree,
    appoint,
    latest_interim_end,
    store_end,
)
from wacat.accounts.devices import sign_out_all
from wacat.accounts.models import Account, AccountState, Appointment, AppointmentKind, EndReason
from wacat.accounts.moving import lock_account, move
from wacat.audit.actions import note as tell
from wacat.queue.actions import defer
from wacat.values.refusal import Refusal


class CannotEnd(Refusal):
    """The appointment cannot be ended so; the message says why and what to do."""


def lock(appointment_id: int) -> Appointment:
    """The appointment, locked: answers that are being given finish first, later ones wait.

    Call it before reading the clock, so that no answer already given is younger than the end.

    Raises:
        Appointment.DoesNotExist: there is none.
    """
    return Appointment.objects.select_for_update(no_key=True).get(pk=appointment_id)


@transaction.atomic
def end(*, appointment_id: int, reason: str, note: str, by: int, at: datetime) -> None:
    """End an appointment at `at`; the next request of the former holder finds it closed.

    An account that opens nothing else becomes ENDED and its devices are signed out. A term that has
    not begun is cancelled.

    Raises:
        CannotEnd: it has ended already, or the reason is unknown.
    """
    appointment = lock(appointment_id)
    if reason not in EndReason.values:
        raise CannotEnd("Pilih alasan berakhirnya jabatan.")
    _check_runs(appointment, at=at)
    begin = appointment.valid.lower
    period = (
        DateTimeTZRange(begin, at) if begin is None or begin < at else DateTimeTZRange(empty=True)
    )
    Appointment.objects.filter(pk=appointment.pk).update(
        valid=period, end_reason=reason, ended_at=at, ended_by_id=by, ended_note=note.strip()[:300]
    )
    tell(
        act=f"office.{reason.lower()}", of="appointment", ids=[appointment.pk],
        office=appointment.office, area=appointment.area_id,
    )  # fmt: skip
    close_account(person_id=appointment.person_id, by=by, at=at)


@transaction.atomic
def hand_over(
    *,
    appointment_id: int,
    to_person_id: int,
    kind: str,
    until: datetime | None,
    decree: Decree,
    note: str,
    by: int,
    at: datetime,
) -> Appointment:
    """End an appointment and give the office to the successor in the same moment.

    Raises:
        CannotEnd: it has ended already, or is handed to its own holder.
        CannotAppoint: the successor cannot be appointed; then nothing has ended.
    """
    before = lock(appointment_id)
    if before.person_id == to_person_id:
        raise CannotEnd("Penerus harus orang lain. Untuk memperpanjang, ubah tanggal berakhirnya.")
    end(appointment_id=appointment_id, reason=EndReason.HANDED_OVER, note=note, by=by, at=at)
    after = appoint(
        person_id=to_person_id, office=before.office, area_id=before.area_id, kind=kind,
        since=at, until=until, decree=decree, by=by, at=at,
    )  # fmt: skip
    for person_id in (before.person_id, to_person_id):
        _tell_person(person_id, appointment=after)
    return after


@transaction.atomic
def change_end(
    *, appointment_id: int, until: datetime | None, note: str, by: int, at: datetime
) -> None:
    """Set another end of a running term; an end in the future bites by itself.

    Raises:
        CannotEnd: it has ended, or the new end lies in the past.
        CannotAppoint: an interim term would last longer than six months, or the office is promised
            to somebody else by then, or the area is frozen.
    """
    appointment = lock(appointment_id)
    _check_runs(appointment, at=at)
    if until is not None and until <= at:
        raise CannotEnd("Tanggal berakhir harus di masa depan. Untuk sekarang juga, pilih Akhiri.")
    since = appointment.valid.lower
    if appointment.kind == AppointmentKind.INTERIM and (
        until is None or (since is not None and until > latest_interim_end(since))
    ):
        raise CannotAppoint("Penjabat sementara paling lama enam bulan sejak mulai menjabat.")
    store_end(appointment, until=until)
    tell(act="office.end_changed", of="appointment", ids=[appointment.pk], note=note.strip()[:300])


def close_account(*, person_id: int, by: int | None, at: datetime) -> None:
    """End the account of a person whom no office is left or promised to; a revoked one stays so."""
    left = Appointment.objects.filter(person_id=person_id, valid__overlap=DateTimeTZRange(at, None))
    account_id = Account.objects.filter(person_id=person_id).values_list("pk", flat=True).first()
    if account_id is None or left.exists():
        return
    account = lock_account(account_id)
    if account.state not in (AccountState.ENDED, AccountState.REVOKED):
        move(account, to=AccountState.ENDED, role="SYSTEM", by=by, at=at)
    else:
        sign_out_all(account.pk)


def _check_runs(appointment: Appointment, *, at: datetime) -> None:
    until = appointment.valid.upper
    if appointment.end_reason or appointment.valid.isempty or (until is not None and until <= at):
        raise CannotEnd(
            "Masa jabatan ini sudah berakhir, mungkin baru saja oleh petugas lain. Muat ulang halaman."
        )


def _tell_person(person_id: int, *, appointment: Appointment) -> None:
    account_id = Account.objects.filter(person_id=person_id).values_list("pk", flat=True).first()
    if account_id is not None:
        defer(
            "notify.tell",
            topic="HANDED_OVER",
            account_id=account_id,
            area_id=appointment.area_id,
            appointment_id=appointment.pk,
        )
