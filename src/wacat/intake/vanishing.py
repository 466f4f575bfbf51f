"""Facts that a later edition no longer has: withdrawn by a second person, or kept, with a reason."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from wacat.audit.actions import note
from wacat.intake.models import Batch, Vanished
from wacat.intake.states import BatchState
from wacat.queue.actions import defer
from wacat.records import actions as records
from wacat.values.refusal import Refusal

LONGEST_REASON = 300
READ = (BatchState.CHECKED, BatchState.AWAITING_APPROVAL, BatchState.PUBLISHED)


class CannotSettle(Refusal):
    """Nothing can be decided about these facts; the message says why and what to do."""


@transaction.atomic
def settle(
    *,
    batch_id: int,
    vanished_ids: Sequence[int],
    withdraw: bool,
    reason: str,
    by: int,
    at: datetime,
) -> int:
    """Withdraw facts that a file no longer has, or let them stand; returns how many.

    Source: Pasal 3a, 2(2)b. Two people: who brought the file says that they are gone, another withdraws
    them. RT and Lurah read the reason.

    Raises:
        CannotSettle: no reason, nothing chosen, decided already, or the same person twice.
    """
    batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch_id)
    said = " ".join(reason.split())
    if not said or len(said) > LONGEST_REASON:
        raise CannotSettle(f"Tuliskan alasannya, paling banyak {LONGEST_REASON} huruf.")
    if batch.state not in READ:
        raise CannotSettle(f"Berkas ini berstatus {batch.get_state_display()}.")
    if withdraw and batch.uploaded_by_id == by:
        raise CannotSettle(
            "Yang menarik layanan bukan pengunggah berkas ini. Minta rekan Anda memeriksanya."
        )
    waiting = Vanished.objects.filter(batch=batch, pk__in=vanished_ids, settled="")
    found = list(waiting.select_for_update().order_by("pk"))
    if not found:
        raise CannotSettle("Pilih paling sedikit satu layanan yang belum diputuskan.")
    ids = [one.record_id for one in found]
    Vanished.objects.filter(pk__in=[one.pk for one in found]).update(
        settled="WITHDRAWN" if withdraw else "KEPT", settled_by_id=by, settled_at=at, reason=said
    )
    if withdraw:
        records.withdraw_some(record_ids=ids, at=at, reason=said)
        defer("notify.after_recall", lock=f"tell:{batch.pk}", batch_id=batch.pk, record_ids=ids)
    note(act="withdraw_vanished" if withdraw else "keep_vanished", of="intake_batch", ids=[batch.pk],
         records=ids)  # fmt: skip
    return len(found)
