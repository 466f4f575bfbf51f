"""The same bytes again: where neither areas nor rules changed, the rows need no second reading."""

import hashlib
import json
from functools import cache
from pathlib import Path

from django.db import connection
from django.db.models import Q

from wacat.intake import statements
from wacat.intake.layouts.catalogue import BY_CODE
from wacat.intake.layouts.layout import Yields
from wacat.intake.models import Batch
from wacat.intake.reader.ask import Ask
from wacat.intake.states import BatchState
from wacat.intake.territory import Territory

# What is said about these depends on the day of the check.
OF_THE_DAY = {"DATE_AHEAD", "DATE_FUTURE"}


def rules_hash(territory: Territory, *, ask: Ask) -> str:
    """A hash of all that decides about a row: areas, mappings, this package's source and layouts."""
    asked = ask.facts() | {"today": ""}
    facts = json.dumps([territory.facts(), asked, _source_hash()], sort_keys=True)
    return hashlib.sha256(facts.encode()).hexdigest()


@cache
def _source_hash() -> str:
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for path in sorted([*here.rglob("*.py"), *here.rglob("*.toml")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def find_settled(sha256: str) -> Batch | None:
    """The file with the same bytes that was published, or brought nothing new; or None."""
    settled = [BatchState.PUBLISHED, BatchState.CHECKED]
    return Batch.objects.filter(sha256=sha256, state__in=settled).order_by("-id").first()


def find_same(batch: Batch, *, rules: str) -> Batch | None:
    """The settled file whose findings hold for this one too, or None.

    A withdrawal since then may have set facts free, so it forbids the short way.
    """
    before = find_settled(batch.sha256)
    if before is None or before.rules_hash != rules or not rules:
        return None
    # what is news in a register depends on the day too
    if before.layout in BY_CODE and BY_CODE[before.layout].yields is not Yields.SERVICES:
        return None
    if OF_THE_DAY & {*before.reasons, *before.remarks}:
        return None
    # what was published then may be told otherwise by now, or be withdrawn
    since = Q(published_at__gte=before.checked_at, changed_count__gt=0)
    moved = Batch.objects.filter(since | Q(withdrawn_at__gte=before.checked_at)).exists()
    return None if moved else before


def repeat(batch: Batch, *, before: Batch) -> None:
    """Take over what was found: quarantined rows come again, all others are known (not saved here)."""
    with connection.cursor() as cursor:
        cursor.execute(statements.REPEAT_ROWS, {"batch_id": batch.pk, "before": before.pk})
    batch.repeats = before
    batch.source, batch.confidence, batch.saved = before.source, before.confidence, before.saved
    batch.layout, batch.headings, batch.columns = before.layout, before.headings, before.columns
    batch.heading_row, batch.sheets = before.heading_row, before.sheets
    batch.row_count = before.row_count
    batch.quarantined_count, batch.reasons = before.quarantined_count, before.reasons
    batch.duplicate_count = before.row_count - before.quarantined_count
    batch.remarks = {"ALREADY_KNOWN": batch.duplicate_count}
