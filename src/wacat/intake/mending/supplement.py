"""A supplement is read like any file, only that its rows come out of another file's quarantine."""

from collections.abc import Iterator
from datetime import datetime

from wacat.intake import checking
from wacat.intake.mending.judge import Written, lines
from wacat.intake.mending.ledger import Change, enter
from wacat.intake.models import Batch, BatchRow, MendingAct
from wacat.intake.queries import cells_of


def read_into_rows(batch: Batch, *, at: datetime) -> None:
    """Fill the rows of a supplement, judged and compared with what is published as on any other road.

    What today's rules refuse (an RT that was closed meanwhile) goes back into quarantine; `outcome` says
    how many did, and how many rows a person accepted with a reason, by code.
    """
    first = Batch.objects.select_for_update(of=("self",)).get(pk=batch.supplements_id or 0)
    rows = list(
        BatchRow.objects.filter(batch_id=first.pk, settled_in=batch.pk).order_by("row_number")
    )
    written = [Written(row.row_number, cells_of(row), row.released or ()) for row in rows]
    taken = dict(_sound(lines(first, written, at=at)))
    checking.stage_into_rows(batch, taken.values(), source=lambda: first.source)
    back = [row for row in rows if row.row_number not in taken]
    if back:
        changes = [Change(row=row, cells=row.cells, overruled=row.released or ()) for row in back]
        enter(first, changes, act=MendingAct.RECHECK, by=batch.uploaded_by_id, at=at)
    overruled: dict[str, int] = {}
    for row in rows:
        for code in row.released or ():
            overruled[code] = overruled.get(code, 0) + (row.row_number in taken)
    batch.outcome = {"back": len(back), "overruled": overruled}


def _sound(found: Iterator[str]) -> Iterator[tuple[int, bytes]]:
    """The lines of rows that may go on, by their numbers."""
    for line in found:
        number, state, _ = line.split("\t", 2)
        if state != "QUARANTINED":
            yield int(number), line.encode(errors="replace")
