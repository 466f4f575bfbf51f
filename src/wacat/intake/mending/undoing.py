"""Undoes an act on rows in quarantine as a whole."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from wacat.audit.actions import note
from wacat.intake.mending.ledger import CannotMend, Change, lock, shape_in, write
from wacat.intake.models import Batch, BatchRow, MendedRow, Mending, MendingAct
from wacat.intake.queries import cells_of
from wacat.intake.states import BatchState, RowState
from wacat.intake.steps import move


@transaction.atomic
def undo(*, mending_id: int, by: int, at: datetime) -> Mending:
    """Let the rows of an act stand as before it; of a release the supplement is given up.

    Raises:
        CannotMend: undone already, a later act touched its rows, or the supplement was approved.
    """
    mending = Mending.objects.get(pk=mending_id)
    lines = list(MendedRow.objects.filter(mending=mending).order_by("row_number"))
    if mending.act == MendingAct.SUBMIT:
        _give_up(_supplement_of(lines))
    batch = lock(mending.batch_id)
    mending = Mending.objects.select_for_update(of=("self",)).get(pk=mending_id)
    if mending.undone_at is not None:
        raise CannotMend("Tindakan ini sudah diurungkan.")
    _refuse_later(mending, lines)
    rows = {
        row.row_number: row
        for row in BatchRow.objects.filter(
            batch_id=batch.pk, row_number__in=[line.row_number for line in lines]
        )
    }
    write(batch, [_before(rows[line.row_number], line) for line in lines], at=at)
    mending.undone_by_id, mending.undone_at = by, at
    mending.save(update_fields=["undone_by", "undone_at"])
    note(act="undo", of="intake_batch", ids=[batch.pk], how=mending.act, rows=mending.row_count)
    return mending


def _before(row: BatchRow, line: MendedRow) -> Change:
    cells = cells_of(row)
    for place, text in zip(line.places, line.before, strict=True):
        cells[place] = text
    return Change(
        row=row,
        cells=None if cells == list(row.raw or ()) else cells,
        overruled=line.released_before or (),
        state=RowState(line.state_before),
        shape=shape_in(line.issues_before),
    )


def _refuse_later(mending: Mending, lines: list[MendedRow]) -> None:
    if any(line.state_before == RowState.MENDED for line in lines):
        raise CannotMend("Pengambilan kembali tidak dapat diurungkan. Lepas barisnya lagi.")
    later = MendedRow.objects.filter(
        batch_id=mending.batch_id, row_number__in=[line.row_number for line in lines],
        mending_id__gt=mending.pk, mending__undone_at=None,
    )  # fmt: skip
    found = later.select_related("mending__by__person").order_by("-id").first()
    if found is not None:
        newer = found.mending
        raise CannotMend(
            f"Baris dari tindakan ini sudah disentuh lagi oleh {newer.by.person.name} pukul "
            f"{timezone.localtime(newer.at):%H.%M} ({newer.get_act_display().lower()}). "
            "Urungkan dahulu tindakan itu."
        )


def _supplement_of(lines: list[MendedRow]) -> int:
    row = BatchRow.objects.get(batch_id=lines[0].batch_id, row_number=lines[0].row_number)
    if row.settled_in is None:
        raise CannotMend("Tindakan ini sudah diurungkan.")
    return row.settled_in


def _give_up(batch_id: int) -> None:
    """Close a supplement that nobody approved yet; its rows are kept, and used no more."""
    supplement = Batch.objects.select_for_update(of=("self",)).get(pk=batch_id)
    if supplement.state not in (BatchState.AWAITING_APPROVAL, BatchState.CHECKED):
        raise CannotMend(
            "Berkas perbaikannya sedang diperiksa atau sudah diterbitkan, jadi pelepasan ini tidak dapat "
            "diurungkan lagi. Yang sudah terbit dapat ditarik di halaman berkasnya."
        )
    if supplement.approved_by_id is not None:
        raise CannotMend("Berkas perbaikannya sudah disetujui. Batalkan dahulu jadwal terbitnya.")
    if supplement.state == BatchState.AWAITING_APPROVAL:
        move(supplement, BatchState.CHECKED)
    rows = BatchRow.objects.filter(batch_id=batch_id)
    supplement.aside_count = rows.update(state=RowState.ASIDE)
    supplement.accepted_count = supplement.changed_count = supplement.duplicate_count = 0
    supplement.save(update_fields=[
        "state", "aside_count", "accepted_count", "changed_count", "duplicate_count",
    ])  # fmt: skip
    note(act="give_up", of="intake_batch", ids=[batch_id])
