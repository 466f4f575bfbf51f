"""Reads of the operator's desk: the files and the rows in quarantine."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from wacat.accounts.access import Visitor
from wacat.intake.checks import CHECKS, Check
from wacat.intake.layouts.catalogue import BY_CODE
from wacat.intake.layouts.layout import Yields
from wacat.intake.mending.grid import waits_for_mending
from wacat.intake.models import Batch, Sample
from wacat.intake.quality import Counts
from wacat.intake.queries import batches
from wacat.intake.states import BatchState

S = BatchState
SHELVES: dict[str, Q] = {
    "semua": Q(),
    "berjalan": Q(state__in=(S.RECEIVED, S.RECOGNISED)),
    "persetujuan": Q(state=S.AWAITING_APPROVAL),
    "petakan": Q(state=S.NEEDS_MAPPING),
    "perbaiki": Q(state__in=(S.CHECKED, S.FAILED)),
    "karantina": waits_for_mending(),
    "terbit": Q(state=S.PUBLISHED),
    "ditarik": Q(state=S.WITHDRAWN),
}
PASSWORDS = ("uploaded_by__password", "approved_by__password", "withdrawn_by__password")


@dataclass(frozen=True)
class Reason:
    """How often something was said about the rows of a file."""

    code: str
    check: Check
    rows: int


def files(shelf: str, *, by: Visitor) -> QuerySet[Batch]:
    """The files of the visitor's city on one shelf, the newest first."""
    found = batches().filter(city_id=by.city_id).order_by("-id").defer(*PASSWORDS[:2])
    return found.filter(SHELVES[shelf])


def count_shelves(*, by: Visitor) -> dict[str, int]:
    """How many files stand on each shelf."""
    counts = {name: Count("pk", filter=wanted or None) for name, wanted in SHELVES.items()}
    return Batch.objects.filter(city_id=by.city_id).aggregate(**counts)


def get_file(batch_id: int, *, by: Visitor) -> Batch:
    """One file with the people who handled it.

    Raises:
        Batch.DoesNotExist: there is none in the visitor's city.
    """
    found = batches().select_related("withdrawn_by__person", "saved").defer(*PASSWORDS)
    return found.get(pk=batch_id, city_id=by.city_id)


def is_running(batch: Batch) -> bool:
    """Whether a job works on the file, or soon will."""
    approved = batch.state == S.AWAITING_APPROVAL and batch.approved_by_id is not None
    return (approved and not is_planned(batch)) or batch.state in (S.RECEIVED, S.RECOGNISED)


def is_planned(batch: Batch) -> bool:
    """Whether an approved file waits for its moment."""
    return batch.publish_at is not None and batch.publish_at > timezone.now()


def layout_label(batch: Batch) -> str:
    """The name on screen of the arrangement of columns that was recognised."""
    return BY_CODE[batch.layout].label if batch.layout in BY_CODE else ""


def is_companion(batch: Batch) -> bool:
    """Whether the file is the other half of one."""
    return batch.layout in BY_CODE and BY_CODE[batch.layout].yields is Yields.COMPANION


def quality_of(batch: Batch) -> Counts:
    """How good the rows of a file are; none where they repeat or supplement another file's."""
    if batch.repeats_id is not None or batch.supplements_id is not None:
        return Counts()
    return Counts(batch.accepted_count, batch.warning_count, batch.quarantined_count)


def reasons(counted: dict[str, int]) -> list[Reason]:
    """The codes counted on a batch, the most frequent first."""
    listed = [Reason(code, CHECKS[code], rows) for code, rows in counted.items()]
    return sorted(listed, key=lambda one: (-one.rows, one.code))


def find_sample(batch_id: int) -> Sample | None:
    """The first rows of a file that waits to be mapped, or None."""
    return Sample.objects.filter(batch_id=batch_id, batch__state=S.NEEDS_MAPPING).first()


def find_origin(batch: Batch) -> Batch | None:
    """The file whose quarantined rows this one holds or mended, or None."""
    origin = batch.supplements_id or batch.corrects_id
    return Batch.objects.filter(pk=origin).only("pk", "name").first() if origin else None
