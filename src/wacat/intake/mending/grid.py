"""The rows of a file in quarantine as the operator's grid shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from django.db.models import Count, Q, QuerySet, Sum

from wacat.accounts.access import Visitor
from wacat.areas.models import Area, Level
from wacat.intake.checks import ERRORS, OVERRULABLE
from wacat.intake.layouts.fields import label
from wacat.intake.layouts.numbering import row_words
from wacat.intake.mending.choosing import SHELVES, WAITING, last_by
from wacat.intake.mending.ledger import MENDABLE, errors_in
from wacat.intake.models import Batch, BatchRow, MendedRow, Mending
from wacat.intake.nearest import Known, known_for
from wacat.intake.queries import Finding, cells_of, columns_of_row, findings, heading_of, joined

NAMED = ("nik", "name", "kind", "served_on")


@dataclass(frozen=True)
class GridCell:
    """One cell: its column, what stands in it now, what came in the file, what is said of it."""

    place: int
    field: str
    label: str
    value: str
    came: str
    findings: Sequence[Finding]

    @property
    def is_mended(self) -> bool:
        """Whether somebody changed it."""
        return self.value != self.came

    @property
    def choices(self) -> list[str]:
        """What may have been meant, the likeliest first."""
        return list(dict.fromkeys(one for found in self.findings for one in found.choices))

    @property
    def is_place(self) -> bool:
        """Whether the name of a kelurahan belongs here."""
        return self.field.endswith("kelurahan")


@dataclass(frozen=True)
class GridRow:
    """One row: the cells with something to mend, the others, and what is said of the row as a whole."""

    row: BatchRow
    shown: str
    wrong: Sequence[GridCell]
    others: Sequence[GridCell]
    remarks: Sequence[Finding]

    @property
    def is_ready(self) -> bool:
        """Whether it can be released."""
        return self.row.fact_key is not None

    @property
    def is_overrulable(self) -> bool:
        """Whether only what a person may overrule hinders it."""
        errors = errors_in(self.row.issues)
        return bool(errors) and errors <= OVERRULABLE

    @property
    def is_long(self) -> bool:
        """Whether it holds more than it has headings."""
        return "ROW_LONG" in self.row.issues

    @property
    def joinable(self) -> list[tuple[int, str]]:
        """Each column by place, with what it would hold when joined with the next (`acts.close_up`)."""
        cells = {one.place: one for one in (*self.wrong, *self.others)}
        return [
            (place, f"{one.label}: {joined(one.value, cells[place + 1].value)}")
            for place, one in sorted(cells.items())
            if one.value and place + 1 in cells and cells[place + 1].value
        ]

    @property
    def named(self) -> list[tuple[str, str]]:
        """What the row is about: the cells that tell person and service, where they are not wrong."""
        return [(one.label, one.value) for one in self.others if one.field in NAMED and one.value]


def rows(batch: Batch, found: Sequence[BatchRow]) -> list[GridRow]:
    """These rows of a file (annotated by `with_owner`) as the grid shows them."""
    known = known_for(found, city_id=batch.city_id)
    return [_row(batch, row, known=known) for row in found]


def with_owner(found: QuerySet[BatchRow]) -> QuerySet[BatchRow]:
    """Rows with the account that mended them last, as `last_by_id`."""
    return found.annotate(last_by_id=last_by())


def names_of(found: Sequence[GridRow]) -> dict[int, str]:
    """The names of the people who mended these rows last, by account."""
    ids = {getattr(one.row, "last_by_id", None) for one in found} - {None}
    mended = Mending.objects.filter(by_id__in=ids).order_by("by_id").distinct("by_id")
    return dict(mended.values_list("by_id", "by__person__name")) if ids else {}


def counts(batch: Batch) -> dict[str, int]:
    """How many rows of a file stand on each shelf."""
    waiting = BatchRow.objects.filter(WAITING, batch_id=batch.pk)
    ready = waiting.aggregate(n=Count("row_number", filter=Q(fact_key__isnull=False)))["n"]
    known = {
        "perbaiki": batch.quarantined_count - ready,
        "siap": ready,
        "dilepas": batch.mended_count,
        "disisihkan": batch.aside_count,
    }
    return {shelf: known[shelf] for shelf in SHELVES}


def acts_on(batch_id: int) -> QuerySet[Mending]:
    """The acts on rows of a file, the newest first, with who did them."""
    found = Mending.objects.filter(batch_id=batch_id).order_by("-id")
    people = found.select_related("by__person", "undone_by__person")
    return people.defer("by__password", "undone_by__password")


def history_of(row: BatchRow) -> QuerySet[MendedRow]:
    """What was done to a row, the newest first."""
    found = MendedRow.objects.filter(batch_id=row.batch_id, row_number=row.row_number)
    people = found.select_related("mending__by__person").defer("mending__by__password")
    return people.order_by("-id")


def kelurahan_of(city_id: int) -> list[tuple[int, str]]:
    """The kelurahan of a city for a choice, by name."""
    found = Area.objects.filter(level=Level.KELURAHAN, city_id=city_id, closed_on=None)
    return list(found.order_by("name").values_list("pk", "name"))


def find_kelurahan(area_id: int) -> Area | None:
    """A kelurahan that stands, or None."""
    return Area.objects.filter(pk=area_id, level=Level.KELURAHAN, closed_on=None).first()


def waiting_rows(*, by: Visitor) -> int:
    """How many rows wait in quarantine over all files of the visitor's city."""
    found = Batch.objects.filter(waits_for_mending(), city_id=by.city_id)
    return found.aggregate(n=Sum("quarantined_count"))["n"] or 0


def waits_for_mending() -> Q:
    """Files with rows in quarantine that can still be mended."""
    return Q(state__in=MENDABLE, supplements=None, quarantined_count__gt=0)


def supplements_of(batch: Batch) -> QuerySet[Batch]:
    """The supplements of a file, in their order."""
    return Batch.objects.filter(supplements=batch).only("name", "state", "row_count").order_by("id")


def _label(batch: Batch, place: int, *, field: str) -> str:
    """The heading of a column; one without any is called by what it holds."""
    if field and not batch.headings[place]:
        return label(field)
    return heading_of(place, headings=batch.headings)


def _place_of(finding: Finding, columns: dict[str, int], *, width: int) -> int | None:
    """Where what is said can be mended: a file may tell its kelurahan by code only.

    That a row is too long stands at what lies beyond its headings.
    """
    if finding.code == "ROW_LONG":
        return width
    return columns.get(finding.name, columns.get(f"{finding.name}_code"))


def _row(batch: Batch, row: BatchRow, *, known: Known) -> GridRow:
    said = [
        one
        for one in findings(row, columns=batch.columns, layout=batch.layout, known=known)
        if one.code in ERRORS
    ]
    columns = columns_of_row(row.row_number, columns=batch.columns, layout=batch.layout)
    fields = {place: field for field, place in columns.items()}
    width = len(batch.headings)
    cells = [
        GridCell(
            place, fields.get(place, ""), _label(batch, place, field=fields.get(place, "")), now, came,
            [one for one in said if _place_of(one, columns, width=width) == place],
        )
        for place, (now, came) in enumerate(zip_longest(cells_of(row), row.raw or (), fillvalue=""))
        if place < width or now or came
    ]  # fmt: skip
    placed = {id(one) for cell in cells for one in cell.findings}
    return GridRow(
        row=row,
        shown=row_words(row.row_number, layout=batch.layout, sheets=batch.sheets),
        wrong=[cell for cell in cells if cell.findings],
        others=[cell for cell in cells if not cell.findings],
        remarks=[one for one in said if id(one) not in placed],
    )
