"""Which rows an act is about: some that were ticked, or all that a filter shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import F, Func, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from wacat.intake.mending.ledger import CannotMend
from wacat.intake.models import Batch, BatchRow, MendedRow, Mending
from wacat.intake.states import RowState

# So that an act is over while its person still waits for the page; a larger share is done in several.
MOST_AT_ONCE = 10_000
SHELVES: dict[str, Q] = {
    "perbaiki": Q(state=RowState.QUARANTINED, fact_key=None),
    "siap": Q(state=RowState.QUARANTINED, fact_key__isnull=False),
    "dilepas": Q(state=RowState.MENDED),
    "disisihkan": Q(state=RowState.ASIDE),
}
WAITING = Q(state=RowState.QUARANTINED)


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What is asked of the rows of a file: a shelf, a code that was said of them, a text in a cell."""

    shelf: str = "perbaiki"
    code: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The rows with these numbers, each with its `touched` as it was seen; or all of a filter.

    `seen` is the newest act when the page was made: what others did since is not overwritten.
    """

    numbers: Mapping[int, int] = field(default_factory=dict)
    every: Filter | None = None
    seen: int = 0


@dataclass(frozen=True)
class Chosen:
    """Rows for an act, and how many were passed over since somebody else changed them."""

    rows: Sequence[BatchRow]
    passed_over: int = 0


def filtered(batch_id: int, wanted: Filter) -> QuerySet[BatchRow]:
    """The rows of a file that a filter shows, in their order."""
    rows = BatchRow.objects.filter(SHELVES[wanted.shelf], batch_id=batch_id).order_by("row_number")
    if wanted.code:
        said = Func(F("issues"), Value(" "), function="array_to_string", output_field=TextField())
        rows = rows.annotate(said=said).filter(said__regex=rf"(^| ){wanted.code}(:| |$)")
    if wanted.text.isascii() and wanted.text.isdigit() and len(wanted.text) < 8:
        rows = rows.filter(row_number=int(wanted.text))
    elif wanted.text:
        cells = Func(
            Coalesce("cells", "raw"), Value(" "), function="array_to_string",
            output_field=TextField(),
        )  # fmt: skip
        rows = rows.annotate(text=cells).filter(text__icontains=wanted.text)
    return rows


def take(batch: Batch, choice: Choice, *, by: int) -> Chosen:
    """The chosen rows of a locked file, without those that another person changed meanwhile.

    Of a filter the first MOST_AT_ONCE rows; the others wait for another turn.

    Raises:
        CannotMend: none is left.
    """
    if choice.every is None:
        found = BatchRow.objects.filter(batch_id=batch.pk, row_number__in=choice.numbers)
        rows = list(found.order_by("row_number"))
        kept = [row for row in rows if row.touched == choice.numbers[row.row_number]]
    else:
        rows = list(filtered(batch.pk, choice.every)[:MOST_AT_ONCE])
        others = _touched_since(batch, choice.seen, by=by)
        kept = [row for row in rows if row.row_number not in others]
    if not kept:
        raise CannotMend(
            "Baris yang Anda pilih baru saja diubah petugas lain. Muat ulang halaman ini."
            if rows
            else "Pilih paling sedikit satu baris."
        )
    return Chosen(kept, passed_over=len(rows) - len(kept))


def _touched_since(batch: Batch, seen: int, *, by: int) -> set[int]:
    found = MendedRow.objects.filter(batch_id=batch.pk, mending_id__gt=seen).exclude(
        mending__by_id=by
    )
    return set(found.values_list("row_number", flat=True))


def newest_act(batch_id: int) -> int:
    """The number of the newest act on a file, 0 where there is none."""
    found = Mending.objects.filter(batch_id=batch_id).order_by("-id").values_list("id", flat=True)
    return found.first() or 0


def last_by() -> Subquery:
    """Who mended a row last, for `annotate` on rows; None where nobody did."""
    last = MendedRow.objects.filter(
        batch_id=OuterRef("batch_id"), row_number=OuterRef("row_number"), mending__undone_at=None
    ).order_by("-id")
    return Subquery(last.values("mending__by_id")[:1])
