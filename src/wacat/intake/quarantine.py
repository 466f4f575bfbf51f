"""The quarantined rows of a file as a workbook that can be corrected and uploaded again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Func, IntegerField, Max
from django.db.models.functions import Coalesce

from wacat.intake.layouts.numbering import row_words
from wacat.intake.models import Batch, BatchRow
from wacat.intake.queries import Finding, cells_of, findings, heading_of, rows_of
from wacat.intake.reader.returned import mark
from wacat.intake.states import RowState
from wacat.press.text_table import write_sheet

NUMBERS, VERSION = "Baris", "Versi"
EXTRA = ("Kolom", "Alasan", "Yang perlu dilakukan")
MOST_ROWS = 1_000_000


@dataclass(frozen=True)
class Faulty:
    """A row that was not taken: its number, its cells as they stand, what is said about it.

    `version` counts how often it was mended, so that an upload does not undo what was mended since.
    """

    row: int | str
    cells: Sequence[str]
    findings: Sequence[Finding]
    version: int = 0


def quarantine_file(batch: Batch) -> bytes:
    """The quarantined rows of a file, see `workbook`."""
    rows = rows_of(batch.pk, state=RowState.QUARANTINED).only(
        "row_number", "issues", "raw", "cells", "touched"
    )
    return workbook(
        headings=headings_of(batch),
        numbers=mark(batch.pk),
        rows=(
            Faulty(
                row_words(row.row_number, layout=batch.layout, sheets=batch.sheets),
                cells_of(row),
                findings(row, columns=batch.columns, layout=batch.layout),
                row.touched,
            )
            for row in rows[:MOST_ROWS].iterator(chunk_size=2000)
        ),
    )


def headings_of(batch: Batch) -> list[str]:
    """The headings of a file, and names for columns beyond them in which a waiting row holds something."""
    rows = BatchRow.objects.filter(batch_id=batch.pk, state=RowState.QUARANTINED)
    widths = Func(Coalesce("cells", "raw"), function="cardinality", output_field=IntegerField())
    widest = rows.aggregate(widest=Max(widths))["widest"] or 0
    beyond = range(len(batch.headings), widest)
    return [*batch.headings, *(heading_of(place, headings=()) for place in beyond)]


def workbook(*, headings: Sequence[str], rows: Iterable[Faulty], numbers: str = "") -> bytes:
    """An .xlsx with the original columns as text, then what is wrong and what to do.

    The headings of the added columns mean nothing to the detector; that of the `numbers` of the rows
    makes the file known when it comes back, and only then the rows tell their version.
    """
    width = len(headings)
    known = [numbers, VERSION] if numbers else [NUMBERS]
    return write_sheet(
        title="Karantina", head=[*headings, *known, *EXTRA], width=20,
        rows=(_cells(row, width=width, versions=bool(numbers)) for row in rows),
    )  # fmt: skip


def _cells(row: Faulty, *, width: int, versions: bool) -> list[str]:
    cells = [*row.cells][:width]
    return [
        *cells, *[""] * (width - len(cells)), str(row.row), *[str(row.version)] * versions,
        "; ".join(dict.fromkeys(one.field for one in row.findings if one.field)),
        " ".join(dict.fromkeys(one.message for one in row.findings)),
        " ".join(dict.fromkeys(one.remedy for one in row.findings)),
    ]  # fmt: skip
