"""Reads of files and their rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from wacat.intake.checks import CHECKS, Severity
from wacat.intake.layouts.fields import label
from wacat.intake.layouts.numbering import party_of
from wacat.intake.models import Batch, BatchRow
from wacat.intake.nearest import Known
from wacat.intake.states import RowState


@dataclass(frozen=True)
class Finding:
    """One thing said about a row, fit to show; `written` is the cell of the field `name` as it stands."""

    code: str
    severity: Severity
    name: str
    field: str
    written: str
    message: str
    remedy: str
    suggestion: str = ""
    choices: tuple[str, ...] = ()


def batches() -> QuerySet[Batch]:
    """All files, the newest first, with the people who uploaded and approved them."""
    return Batch.objects.select_related("uploaded_by__person", "approved_by__person").order_by(
        "-uploaded_at", "-id"
    )


def get_batch(batch_id: int) -> Batch:
    """One file.

    Raises:
        Batch.DoesNotExist: there is none with that number within reach.
    """
    return batches().get(pk=batch_id)


def rows_of(batch_id: int, *, state: RowState | None = None) -> QuerySet[BatchRow]:
    """The rows of a file in their order, of one state or of all."""
    rows = BatchRow.objects.filter(batch_id=batch_id).order_by("row_number")
    return rows.filter(state=state) if state else rows


def findings(
    row: BatchRow, *, columns: Mapping[str, int], layout: str = "", known: Known | None = None
) -> list[Finding]:
    """What is said about a row; `columns` are those of its batch."""
    columns = columns_of_row(row.row_number, columns=columns, layout=layout)
    said = [_finding(issue, raw=cells_of(row), columns=columns) for issue in row.issues]
    if known is None:
        return said
    return [
        replace(
            one,
            suggestion=known.suggestion(issue, row=row, written=one.written),
            choices=tuple(known.choices(issue, row=row, written=one.written)),
        )
        for issue, one in zip(row.issues, said, strict=True)
    ]


def columns_of_row(row_number: int, *, columns: Mapping[str, int], layout: str) -> dict[str, int]:
    """From a field to its place in a row; each person of a couple has his own (`istri.nik`)."""
    own = f"{party_of(row_number, layout=layout)}."
    mine = {
        name.removeprefix(own): place for name, place in columns.items() if name.startswith(own)
    }
    return {name: place for name, place in columns.items() if "." not in name} | mine


def cells_of(row: BatchRow) -> list[str]:
    """The cells of a row as they stand now: mended where somebody mended them."""
    return list(row.raw or () if row.cells is None else row.cells)


def heading_of(place: int, *, headings: Sequence[str]) -> str:
    """What a column is called; its number where it has no heading, as beyond the last of them."""
    return (headings[place] if place < len(headings) else "") or f"Kolom {place + 1}"


def joined(first: str, second: str) -> str:
    """Two cells as the one they were before a delimiter in the text tore it."""
    return ", ".join(text for cell in (first, second) if (text := cell.strip()))


def _finding(issue: str, *, raw: Sequence[str], columns: Mapping[str, int]) -> Finding:
    code, _, field = issue.partition(":")
    check = CHECKS[code]
    named = field or check.field
    place = columns.get(named)
    return Finding(
        code=code,
        severity=check.severity,
        name=named,
        field=label(named) if named else "",
        written=raw[place] if place is not None and place < len(raw) else "",
        message=check.message,
        remedy=check.remedy,
    )
