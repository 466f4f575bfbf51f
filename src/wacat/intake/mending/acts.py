"""What a person does to rows in quarantine: mend, fill, overrule, set aside, take back, judge again."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from wacat.areas.models import Area
from wacat.intake.checks import OVERRULABLE
from wacat.intake.layouts.fields import label
from wacat.intake.layouts.numbering import row_words
from wacat.intake.mending.choosing import Choice, Chosen, take
from wacat.intake.mending.ledger import (
    CannotMend,
    Change,
    enter,
    errors_in,
    lock,
    look,
    reason_of,
    shape_in,
)
from wacat.intake.mending.places import kelurahan_cells
from wacat.intake.models import Batch, BatchRow, MendedRow, Mending, MendingAct
from wacat.intake.queries import cells_of, columns_of_row, joined
from wacat.intake.states import BatchState, RowState

LONGEST_CELL = 500


@transaction.atomic
def edit(
    *,
    batch_id: int,
    row_number: int,
    values: Mapping[int, str],
    touched: int,
    by: int,
    at: datetime,
) -> Mending:
    """Put other texts into cells of one row, by place; `touched` is the row's count as it was seen.

    Raises:
        CannotMend: somebody else changed the row meanwhile, it left the quarantine, nothing changes.
    """
    batch = lock(batch_id)
    row = _one(batch, row_number, touched=touched)
    return _edit(batch, row, _put(row, values), by=by, at=at)


@transaction.atomic
def close_up(
    *, batch_id: int, row_number: int, place: int, touched: int, by: int, at: datetime
) -> Mending:
    """Join a cell with the next one, and let those behind it move up: a delimiter stood in its text.

    Raises:
        CannotMend: somebody else changed the row meanwhile, it left the quarantine, no cell is behind.
    """
    batch = lock(batch_id)
    row = _one(batch, row_number, touched=touched)
    cells = cells_of(row)
    if not 0 <= place < len(cells) - 1:
        raise CannotMend("Pilih kolom yang isinya terpisah.")
    whole = _text(joined(cells[place], cells[place + 1]))
    return _edit(batch, row, [*cells[:place], whole, *cells[place + 2 :], ""], by=by, at=at)


@transaction.atomic
def fill(
    *, batch_id: int, choice: Choice, field: str, value: str, by: int, at: datetime
) -> tuple[Mending, int]:
    """Put one text into the same field of many rows; returns the act and how many were passed over.

    Raises:
        CannotMend: the file has no such column, nothing would change, or no row is left.
    """
    batch = lock(batch_id)
    chosen = _waiting(take(batch, choice, by=by))
    text = _text(value)
    changes = []
    for row in chosen.rows:
        place = columns_of_row(row.row_number, columns=batch.columns, layout=batch.layout).get(
            field
        )
        if place is not None:
            changes.append(_with(row, {place: text}))
    return _many(batch, changes, chosen, by=by, at=at, what=label(field))


@transaction.atomic
def fill_kelurahan(
    *, batch_id: int, choice: Choice, side: str, kelurahan: Area, by: int, at: datetime
) -> tuple[Mending, int]:
    """Say in which kelurahan many rows lie, in the columns that this file has for it.

    `side` is '' for the home, `from_` or `to_` for a side of a move.

    Raises:
        CannotMend: the file has no column for it, nothing would change, or no row is left.
    """
    batch = lock(batch_id)
    chosen = _waiting(take(batch, choice, by=by))
    changes = []
    for row in chosen.rows:
        columns = columns_of_row(row.row_number, columns=batch.columns, layout=batch.layout)
        cells = kelurahan_cells(kelurahan, columns=columns, side=side)
        if cells:
            changes.append(_with(row, cells))
    return _many(batch, changes, chosen, by=by, at=at, what=label(f"{side}kelurahan"))


@transaction.atomic
def recheck(*, batch_id: int, choice: Choice, by: int, at: datetime) -> tuple[Mending, int]:
    """Judge rows again by the rules, areas and aliases of today; who does it stands for them.

    Raises:
        CannotMend: no row is left.
    """
    batch = lock(batch_id)
    chosen = _waiting(take(batch, choice, by=by))
    changes = [_with(row, {}) for row in chosen.rows]
    return enter(batch, changes, act=MendingAct.RECHECK, by=by, at=at), chosen.passed_over


@transaction.atomic
def overrule(
    *, batch_id: int, choice: Choice, reason: str, by: int, at: datetime
) -> tuple[Mending, int]:
    """Accept rows although they look improbable, with a reason (`checks.OVERRULABLE`).

    Raises:
        CannotMend: no reason, or something hinders that must be mended.
    """
    batch = lock(batch_id)
    said = reason_of(reason)
    chosen = _waiting(take(batch, choice, by=by))
    hindered = [row for row in chosen.rows if errors_in(row.issues) - OVERRULABLE]
    if hindered:
        shown = row_words(hindered[0].row_number, layout=batch.layout, sheets=batch.sheets)
        raise CannotMend(
            f"{len(hindered)} dari {len(chosen.rows)} baris masih memuat kesalahan yang harus diperbaiki, "
            f"misalnya baris {shown}."
        )
    changes = [
        Change(
            row=row, cells=row.cells,
            overruled=sorted({*(row.released or ()), *errors_in(row.issues)}),
        )
        for row in chosen.rows
        if errors_in(row.issues)
    ]  # fmt: skip
    if not changes:
        raise CannotMend("Baris ini sudah siap dilepas; tidak ada yang perlu diterima.")
    act = enter(batch, changes, act=MendingAct.RELEASE, by=by, at=at, reason=said)
    return act, chosen.passed_over


@transaction.atomic
def set_aside(
    *, batch_id: int, choice: Choice, reason: str, by: int, at: datetime
) -> tuple[Mending, int]:
    """Say of rows that they will not be used, and why; they can be taken back.

    Raises:
        CannotMend: no reason, or no row is left.
    """
    batch = lock(batch_id)
    said = reason_of(reason)
    chosen = _waiting(take(batch, choice, by=by))
    changes = [
        Change(row=row, cells=row.cells, overruled=row.released or (), state=RowState.ASIDE)
        for row in chosen.rows
    ]
    act = enter(batch, changes, act=MendingAct.ASIDE, by=by, at=at, reason=said)
    return act, chosen.passed_over


@transaction.atomic
def take_back(*, batch_id: int, choice: Choice, by: int, at: datetime) -> tuple[Mending, int]:
    """Put rows that were set aside, or whose supplement was withdrawn, back into quarantine.

    Raises:
        CannotMend: no row is left.
    """
    batch = lock(batch_id)
    chosen = take(batch, choice, by=by)
    withdrawn = set(
        Batch.objects.filter(supplements=batch, state=BatchState.WITHDRAWN).values_list(
            "pk", flat=True
        )
    )
    rows = [
        row for row in chosen.rows
        if row.state == RowState.ASIDE or row.settled_in in withdrawn
    ]  # fmt: skip
    if not rows:
        raise CannotMend(
            "Yang dapat diambil kembali hanya baris yang disisihkan, atau yang berkas perbaikannya ditarik."
        )
    act = enter(batch, [_with(row, {}) for row in rows], act=MendingAct.BACK, by=by, at=at)
    return act, chosen.passed_over


def judged_otherwise(batch: Batch, rows: Sequence[BatchRow], *, at: datetime) -> list[Change]:
    """Of these rows in quarantine, those of which today's rules say something else than before."""
    changes = [_with(row, {}) for row in rows]
    judged = look(batch, changes, at=at)
    return [one for one in changes if judged[one.row.row_number].issues != one.row.issues]


def _many(
    batch: Batch, changes: Sequence[Change], chosen: Chosen, *, by: int, at: datetime, what: str
) -> tuple[Mending, int]:
    moved = [one for one in changes if list(one.written) != cells_of(one.row)]
    if not changes:
        raise CannotMend(f"Berkas ini tidak mempunyai kolom {what}.")
    if not moved:
        raise CannotMend(f"{what} pada baris itu sudah berisi demikian.")
    return enter(batch, moved, act=MendingAct.BULK, by=by, at=at), chosen.passed_over


def _edit(batch: Batch, row: BatchRow, cells: list[str], *, by: int, at: datetime) -> Mending:
    if cells == cells_of(row):
        raise CannotMend("Belum ada isian yang diubah.")
    change = Change(row=row, cells=_or_raw(row, cells), overruled=row.released or ())
    return enter(batch, [change], act=MendingAct.EDIT, by=by, at=at)


def _one(batch: Batch, row_number: int, *, touched: int) -> BatchRow:
    row = BatchRow.objects.get(batch_id=batch.pk, row_number=row_number)
    if row.state != RowState.QUARANTINED:
        raise CannotMend(f"Baris ini tidak lagi di karantina: {row.get_state_display().lower()}.")
    if row.touched != touched:
        raise CannotMend(
            f"Baris ini baru saja diubah oleh {_last_name(row)}. Periksa isinya yang terbaru, lalu ulangi."
        )
    return row


def _waiting(chosen: Chosen) -> Chosen:
    rows = [row for row in chosen.rows if row.state == RowState.QUARANTINED]
    if not rows:
        raise CannotMend("Baris itu tidak lagi di karantina. Muat ulang halaman ini.")
    return Chosen(rows, chosen.passed_over)


def _with(row: BatchRow, values: Mapping[int, str]) -> Change:
    return Change(
        row=row, cells=_or_raw(row, _put(row, values)), overruled=row.released or (),
        shape=shape_in(row.issues),
    )  # fmt: skip


def _put(row: BatchRow, values: Mapping[int, str]) -> list[str]:
    cells = cells_of(row)
    for place, value in values.items():
        if not 0 <= place < len(cells):
            raise CannotMend("Kolom itu tidak ada pada baris ini. Muat ulang halaman.")
        # a form gives back every cell of the row; only another text is a change
        if value.split() != cells[place].split():
            cells[place] = _text(value)
    return cells


def _or_raw(row: BatchRow, cells: list[str]) -> list[str] | None:
    return None if cells == list(row.raw or ()) else cells


def _text(value: str) -> str:
    text = value.replace("\x00", "").strip()
    if len(text) > LONGEST_CELL:
        raise CannotMend(f"Isian paling panjang {LONGEST_CELL} huruf. Persingkat.")
    return text


def _last_name(row: BatchRow) -> str:
    last = MendedRow.objects.filter(batch_id=row.batch_id, row_number=row.row_number)
    found = last.select_related("mending__by__person").order_by("-id").first()
    return found.mending.by.person.name if found else "petugas lain"
