"""What a file tells anew, unchanged, otherwise or no longer, as people compare it before they approve."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from wacat.areas.models import Area
from wacat.intake.models import Batch, BatchRow, Vanished
from wacat.intake.states import RowState
from wacat.records.models import ServiceRecord

PAGE_SIZE = 50
PARTS: dict[str, Q] = {
    "berubah": Q(state=RowState.ACCEPTED, replaces__isnull=False),
    "baru": Q(state=RowState.ACCEPTED, replaces=None),
    "sama": Q(state=RowState.DUPLICATE),
}
_OF_RECORD = (
    "kind", "number", "nik", "kk", "name", "sex", "citizenship", "birth_on", "served_on", "address",
    "place_from", "place_to", "rt_id", "kelurahan_id", "origin_rt_id",
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """A row of the file as the record it makes; `before` stands now, and `changed` names what differs."""

    row: BatchRow
    now: ServiceRecord
    before: ServiceRecord | None
    changed: Sequence[str]


@dataclass(frozen=True)
class Lost:
    """A fact that the file no longer has, and what a person decided about it."""

    vanished: Vanished
    record: ServiceRecord


def counts(batch: Batch) -> dict[str, int]:
    """How many facts are new, changed, unchanged and vanished."""
    return {
        "berubah": batch.changed_count,
        "baru": batch.accepted_count - batch.changed_count,
        "hilang": batch.vanished_count,
        "sama": batch.duplicate_count,
    }


def rows(batch_id: int, *, part: str, text: str = "", after: int = 0) -> QuerySet[BatchRow]:
    """The rows of one part of a file in their order; with a text in name, number or NIK."""
    found = BatchRow.objects.filter(PARTS[part], batch_id=batch_id, row_number__gt=after)
    if text:
        named = Q(name__icontains=text) | Q(number__icontains=text) | Q(nik=text)
        found = found.filter(named)
    return found.order_by("row_number")


def told(found: Sequence[BatchRow]) -> list[Told]:
    """These rows beside the records that they change."""
    ids = {row.replaces for row in found} - {None}
    records = ServiceRecord.objects.filter(pk__in=ids).select_related(
        "rt__kelurahan", "origin_rt__kelurahan"
    )
    before = {record.pk: record for record in records}
    wanted = {row.rt_id for row in found} | {row.origin_rt_id for row in found}
    areas = Area.objects.filter(pk__in=wanted - {None}).select_related("kelurahan")
    known = {area.pk: area for area in areas}
    return [
        Told(row, _as_record(row, known), before.get(row.replaces or 0), row.changed or [])
        for row in found
    ]


def lost(batch_id: int, *, settled: bool, text: str = "", after: int = 0) -> list[Vanished]:
    """The vanished facts of a file after one of them, in their order."""
    found = Vanished.objects.filter(batch_id=batch_id, pk__gt=after)
    found = found.exclude(settled="") if settled else found.filter(settled="")
    if text:
        named = Q(name__icontains=text) | Q(number__icontains=text) | Q(nik=text)
        mine = ServiceRecord.objects.filter(named, pk__in=found.values("record_id"))
        found = found.filter(record_id__in=mine.values("pk"))
    people = found.select_related("settled_by__person").defer("settled_by__password")
    return list(people.order_by("pk")[: PAGE_SIZE + 1])


def with_records(found: Sequence[Vanished]) -> list[Lost]:
    """These vanished facts with what was published of them."""
    records = ServiceRecord.objects.filter(pk__in=[one.record_id for one in found])
    known = records.select_related("rt__kelurahan").in_bulk()
    return [Lost(one, known[one.record_id]) for one in found if one.record_id in known]


def count_lost(batch_id: int) -> dict[str, int]:
    """How many vanished facts wait for a person, and how many are settled."""
    return Vanished.objects.filter(batch_id=batch_id).aggregate(
        waiting=Count("pk", filter=Q(settled="")), settled=Count("pk", filter=~Q(settled=""))
    )


def _as_record(row: BatchRow, areas: dict[int, Area]) -> ServiceRecord:
    record = ServiceRecord(**{name: getattr(row, name) for name in _OF_RECORD})
    if row.rt_id in areas:
        record.rt = areas[row.rt_id]
    record.origin_rt = areas.get(row.origin_rt_id or 0)
    return record
