"""Judges mended cells by the very rules by which the reader judges a file (`intake.convert`)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.conf import settings
from django.utils import timezone

from wacat.intake import checking
from wacat.intake.convert import Converter, Rules
from wacat.intake.layouts.catalogue import BY_CODE, SERVICE_LIST
from wacat.intake.layouts.detector import Detection, parties_of
from wacat.intake.layouts.numbering import SHIFT, party_place, row_in_file
from wacat.intake.models import Batch
from wacat.intake.reader.ask import given_cells
from wacat.intake.staging import NULL, STAGE_COLUMNS, as_read
from wacat.sheets.cells import Row

# How a row was written, not what it says: settled when a person has looked at the whole row.
SHAPES = frozenset({"ROW_CUT", "ROW_LONG"})
NAMES = tuple(STAGE_COLUMNS)
LISTS = frozenset({"issues", "near_keys"})
Value = str | list[str] | None


@dataclass(frozen=True)
class Written:
    """The cells of a row as they stand, what a person overruled, and an issue of its shape or ''."""

    row_number: int
    cells: Sequence[str]
    overruled: Sequence[str] = ()
    shape: str = ""


@dataclass(frozen=True)
class Judged:
    """What the rules say: a value for each column of `staging.STAGE_COLUMNS`, as text."""

    values: dict[str, Value]

    @property
    def issues(self) -> list[str]:
        """The codes that were said."""
        return list(self.values["issues"] or ())

    @property
    def is_sound(self) -> bool:
        """Whether nothing hinders the row from being published: then its fact has a key."""
        return self.values["fact_key"] is not None


def judge(batch: Batch, rows: Sequence[Written], *, at: datetime) -> dict[int, Judged]:
    """What the rules say of these rows of a checked file, by their numbers.

    A person of a couple who lives in another city is passed over, and missing in the answer.
    """
    found: dict[int, Judged] = {}
    for line in lines(batch, rows, at=at):
        written = line.rstrip("\n").split("\t")
        values = {name: _value(name, cell) for name, cell in zip(NAMES, written, strict=True)}
        found[int(written[0])] = Judged(values)
    return found


def lines(batch: Batch, rows: Iterable[Written], *, at: datetime) -> Iterator[str]:
    """The same as lines for COPY (`staging.STAGE_COLUMNS`)."""
    rules = Rules(
        territory=checking.territory_of(batch.city, code=settings.WACAT_CITY),
        earliest=checking.EARLIEST,
        today=timezone.localdate(at),
        deaths=checking.deaths(),
    )
    detections = detections_of(batch)
    ordered = sorted(rows, key=lambda row: row.row_number)
    for place, group in groupby(ordered, key=lambda row: row.row_number // SHIFT):
        detection = detections[party_place(place * SHIFT, parties=len(detections))]
        converter = Converter(detection, rules=rules, typed=True, shift=place * SHIFT)
        yield from _lines(converter, list(group), width=len(batch.headings))


def detections_of(batch: Batch) -> tuple[Detection, ...]:
    """How the columns of a checked file were understood; one for each person of a row."""
    layout = BY_CODE.get(batch.layout, SERVICE_LIST)
    given = {"kind": layout.kind} if layout.kind else {}
    if batch.saved is not None:
        given |= batch.saved.given
    columns = {name: place for name, place in batch.columns.items() if "." not in name}
    first = Detection(
        layout, tuple(batch.headings), columns, batch.heading_row, batch.heading_row, 1.0,
        given_cells(given | batch.given), saved=batch.saved_id or 0,
    )  # fmt: skip
    return parties_of(first)


def _lines(converter: Converter, rows: Sequence[Written], *, width: int) -> Iterator[str]:
    numbered: list[tuple[int, Row]] = [
        (row_in_file(row.row_number), [*row.cells, *[""] * (width - len(row.cells))])
        for row in rows
    ]
    return converter.again(
        numbered,
        shapes={row.row_number: row.shape for row in rows if row.shape},
        overruled={row.row_number: row.overruled for row in rows if row.overruled},
    )


def _value(name: str, cell: str) -> Value:
    if cell == NULL:
        return None
    if name in LISTS:
        return [code for code in cell.strip("{}").split(",") if code]
    return as_read(cell)
