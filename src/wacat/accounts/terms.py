"""What time itself does to offices: terms that run out, reminders before, time to object that passes."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from wacat.accounts.ending import close_account
from wacat.accounts.models import Account, Appointment, EndReason
from wacat.accounts.objections import finish
from wacat.audit.actions import note
from wacat.queue.actions import defer

NOTICE = timedelta(days=30)


@transaction.atomic
def look_after(*, at: datetime) -> int:
    """The daily round; returns how many terms had run out.

    The end of a term bites by its date alone (`wacat.enter`); here it is written down, and the
    account that nothing opens any more becomes ENDED.
    """
    ended = _mark_run_out(at=at)
    _remind(at=at)
    finish(at=at)
    return ended


def _mark_run_out(*, at: datetime) -> int:
    run_out = Appointment.objects.filter(end_reason="", valid__endswith__lte=at).order_by("pk")
    terms = list(run_out.select_for_update(no_key=True, skip_locked=True))
    for term in terms:
        Appointment.objects.filter(pk=term.pk).update(
            end_reason=EndReason.TERM, ended_at=term.valid.upper
        )
        note(
            act="office.term", of="appointment", ids=[term.pk],
            office=term.office, area=term.area_id,
        )  # fmt: skip
        close_account(person_id=term.person_id, by=None, at=at)
    return len(terms)


def _remind(*, at: datetime) -> None:
    """Tell holders once, a month before their term runs out."""
    soon = Appointment.objects.filter(
        end_reason="", reminded_at=None, valid__contains=at, valid__endswith__lte=at + NOTICE
    )
    for term in soon.order_by("pk").select_for_update(no_key=True, skip_locked=True):
        account_id = (
            Account.objects.filter(person_id=term.person_id).values_list("pk", flat=True).first()
        )
        Appointment.objects.filter(pk=term.pk).update(reminded_at=at)
        if account_id is not None:
            defer(
                "notify.tell",
                topic="TERM_ENDING",
                account_id=account_id,
                area_id=term.area_id,
                appointment_id=term.pk,
            )


def ending_soon(*, at: datetime) -> list[Appointment]:
    """The running terms that end within a month, the nearest first."""
    return list(
        Appointment.objects.filter(
            end_reason="", valid__contains=at, valid__endswith__lte=at + NOTICE
        )
        .select_related("person", "area__kelurahan")
        .order_by("valid__endswith")
    )


def runs(appointment: Appointment, *, at: datetime) -> bool:
    """Whether a term runs at that moment."""
    period: DateTimeTZRange = appointment.valid
    return at in period
