"""When an approved file is published: at once, or at a moment that was chosen (Pasal 3a)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from wacat.audit.actions import note
from wacat.intake.models import Batch
from wacat.intake.states import BatchState
from wacat.values.office_hours import is_working_day
from wacat.values.refusal import Refusal
from wacat.values.tanggal import hari_tanggal

LONGEST_WAIT = timedelta(days=31)
LONGEST_REASON = 300


class CannotPlan(Refusal):
    """The moment cannot be kept, or there is nothing to hold back; the message says why."""


def check_moment(publish_at: datetime, *, at: datetime, on_holiday: bool) -> None:
    """Refuse a moment at which a file should not be published.

    Raises:
        CannotPlan: it has passed, is more than a month away, or falls on a day off that was not meant.
    """
    day = timezone.localtime(publish_at).date()
    if publish_at <= at:
        raise CannotPlan("Waktu terbit sudah lewat. Pilih waktu yang akan datang.")
    if publish_at > at + LONGEST_WAIT:
        raise CannotPlan("Pilih waktu terbit dalam 31 hari ini; RT menunggu kabar.")
    if not on_holiday and not is_working_day(day):
        raise CannotPlan(
            f"{hari_tanggal(day)} hari libur. Pilih hari kerja, atau centang tetap terbit pada hari libur."
        )


@transaction.atomic
def hold(*, batch_id: int, by: int, at: datetime, reason: str) -> Batch:
    """Take back the approval of a planned publication; the file waits for approval again.

    Raises:
        CannotPlan: no reason, nothing is planned, or the publication has begun.
    """
    batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch_id)
    said = " ".join(reason.split())
    if batch.state != BatchState.AWAITING_APPROVAL or batch.publish_at is None:
        raise CannotPlan("Tidak ada jadwal terbit yang dapat dibatalkan pada berkas ini.")
    if batch.publish_at <= at:
        raise CannotPlan(
            "Penerbitan sudah dimulai. Setelah terbit, berkas dapat ditarik dengan alasan."
        )
    if not said or len(said) > LONGEST_REASON:
        raise CannotPlan("Tuliskan alasan pembatalan, paling banyak 300 huruf.")
    batch.publish_at = batch.approved_by = batch.approved_at = None
    batch.hold_reason = said
    batch.save(update_fields=["publish_at", "approved_by", "approved_at", "hold_reason"])
    note(act="hold", of="intake_batch", ids=[batch.pk])
    return batch


def due(*, at: datetime) -> Sequence[tuple[int, int]]:
    """The planned files whose moment has come, with who approved them, the earliest first."""
    planned = Batch.objects.filter(state=BatchState.AWAITING_APPROVAL, publish_at__lte=at)
    found = planned.order_by("publish_at", "id").values_list("pk", "approved_by_id")
    return [(pk, by) for pk, by in found if by is not None]
