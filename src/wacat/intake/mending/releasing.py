"""Lets mended rows out of quarantine: into a supplement, which a second person approves as any file."""

from collections import Counter
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from wacat.accounts.models import Account
from wacat.intake.mending.choosing import Choice, last_by, take
from wacat.intake.mending.ledger import CannotMend, Change, enter, lock
from wacat.intake.models import Batch, BatchRow, MendingAct
from wacat.intake.states import RowState
from wacat.intake.steps import progress_key
from wacat.queue.actions import defer

NAME_LENGTH = 200


@transaction.atomic
def release(*, batch_id: int, choice: Choice, by: int, at: datetime, later: bool = True) -> Batch:
    """Gather the chosen rows that are well now, and that this person mended last, into a supplement.

    Source: domain (proposer and approver differ). Its uploader is the one who mended the rows, so that
    the database lets another approve them. With `later=False` the caller checks it himself.

    Raises:
        CannotMend: none of the rows is well, or all were mended by others.
    """
    batch = lock(batch_id)
    chosen = [
        row for row in take(batch, choice, by=by).rows
        if row.state == RowState.QUARANTINED and row.fact_key is not None
    ]  # fmt: skip
    if not chosen:
        raise CannotMend("Belum ada baris yang siap dilepas. Perbaiki dahulu kesalahannya.")
    owners = owners_of(batch.pk, [row.row_number for row in chosen])
    rows = [row for row in chosen if owners.get(row.row_number) == by]
    if not rows:
        raise CannotMend(
            f"Baris itu diperbaiki oleh {_names(owners)}; ia yang melepasnya. Bila ia berhalangan, tekan "
            "Periksa ulang: Anda yang kemudian bertanggung jawab atas isinya."
        )
    supplement = _supplement(batch, rows=len(rows), by=by, at=at)
    changes = [
        Change(
            row=row, cells=row.cells, overruled=row.released or (), state=RowState.MENDED,
            settled_in=supplement.pk,
        )
        for row in rows
    ]  # fmt: skip
    enter(batch, changes, act=MendingAct.SUBMIT, by=by, at=at)
    if later:
        key = progress_key(supplement.pk)
        defer("intake.check", lock=key, batch_id=supplement.pk, by=by)
    return supplement


def owners_of(batch_id: int, numbers: list[int]) -> dict[int, int | None]:
    """Who mended each of these rows last."""
    found = BatchRow.objects.filter(batch_id=batch_id, row_number__in=numbers)
    return dict(found.annotate(last=last_by()).values_list("row_number", "last"))


def _supplement(batch: Batch, *, rows: int, by: int, at: datetime) -> Batch:
    count = Batch.objects.filter(supplements=batch).count() + 1
    ending = f" (perbaikan {count})"
    return Batch.objects.create(
        city_id=batch.city_id, name=batch.name[: NAME_LENGTH - len(ending)] + ending,
        source=batch.source, size=0, uploaded_by_id=by, uploaded_at=at, supplements=batch,
        # it has no bytes; what it is made of names it
        sha256=sha256(f"{batch.pk}:{count}:{batch.sha256}".encode()).hexdigest(),
        layout=batch.layout, confidence=batch.confidence, saved_id=batch.saved_id, given=batch.given,
        headings=batch.headings, columns=batch.columns, heading_row=batch.heading_row,
        sheets=batch.sheets, row_count=rows,
    )  # fmt: skip


def _names(owners: dict[int, int | None]) -> str:
    counted = Counter(owner for owner in owners.values() if owner is not None)
    found = Account.objects.filter(pk__in=counted).order_by("person__name")
    return ", ".join(found.values_list("person__name", flat=True)) or "orang lain"
