"""A quarantine mended in Excel, uploaded again: what of it is applied, what is not, and why."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from wacat.intake.layouts.numbering import row_number
from wacat.intake.mending.acts import LONGEST_CELL
from wacat.intake.mending.ledger import CannotMend, Change, enter, lock, shape_in
from wacat.intake.models import Batch, BatchRow, MendedRow, MendingAct
from wacat.intake.quarantine import VERSION, headings_of
from wacat.intake.queries import cells_of, heading_of
from wacat.intake.reader.process import Reading
from wacat.intake.reader.returned import mark
from wacat.intake.states import RowState
from wacat.sheets.refusals import CannotRead

SHOWN_ROWS = 20
WHY = {
    "NO_NUMBER": "Nomor barisnya kosong atau tidak terbaca.",
    "UNKNOWN": "Nomor baris itu tidak ada di karantina berkas asalnya.",
    "TWICE": "Nomor baris itu ada lebih dari sekali; yang pertama dipakai.",
    "LEFT": "Barisnya sudah dilepas atau disisihkan.",
    "SINCE": "Barisnya diubah di halaman perbaikan sesudah berkas ini diunduh.",
    "LONG": f"Ada isian yang lebih panjang dari {LONGEST_CELL} huruf.",
}


@dataclass
class _Outcome:
    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    why: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def apply(batch: Batch, reading: Reading, *, at: datetime) -> None:
    """Apply an uploaded quarantine to the rows it came from, as one act of its uploader.

    Rows are met by number, cells by heading. What was mended on screen since the download is left.
    `batch.corrects` and `batch.outcome` tell what came of it (not saved here).

    Raises:
        CannotRead: its file is not here, or its rows cannot be mended any more.
    """
    file = int(reading.returned["file"])
    known = Batch.objects.filter(pk=file, city_id=batch.city_id, supplements=None)
    if not known.exists():
        raise CannotRead("RETURNED_UNKNOWN", file=file)
    try:
        first = lock(file)
    except CannotMend as refusal:
        raise CannotRead("RETURNED_LATE", why=str(refusal).rstrip(".")) from refusal
    places, missing = _columns(reading.returned["headings"], headings_of(first))
    outcome = _compare(first, reading, places)
    well = 0
    if outcome.changes:
        act = enter(first, outcome.changes, act=MendingAct.UPLOAD, by=batch.uploaded_by_id, at=at)
        well = act.well_count
    batch.corrects, batch.row_count = first, len(reading.cells)
    batch.outcome = {
        "rows": len(reading.cells),
        "applied": len(outcome.changes),
        "well": well,
        "unchanged": outcome.unchanged,
        "refused": sum(map(len, outcome.why.values())),
        "why": [
            {"message": WHY[code], "count": len(rows), "rows": rows[:SHOWN_ROWS]}
            for code, rows in outcome.why.items()
        ],
        "missing": missing,
    }


def _columns(told: Sequence[str], known: Sequence[str]) -> tuple[dict[int, int], list[str]]:
    """From the place of a column in the upload to its place in the file, and the headings not found."""
    free: dict[str, list[int]] = defaultdict(list)
    for place, heading in enumerate(told):
        free[heading.strip()].append(place)
    places: dict[int, int] = {}
    missing: list[str] = []
    for place, heading in enumerate(known):
        if free[heading.strip()]:
            places[free[heading.strip()].pop(0)] = place
        else:
            missing.append(heading_of(place, headings=known))
    return places, missing


def _compare(first: Batch, reading: Reading, places: Mapping[int, int]) -> _Outcome:
    outcome = _Outcome()
    told = list(_numbered(first, reading, outcome))
    numbers = [number for number, _, _ in told]
    found = BatchRow.objects.filter(batch_id=first.pk, row_number__in=numbers, raw__isnull=False)
    rows = {row.row_number: row for row in found}
    acts = _acts_on(first, rows)
    for number, version, cells in told:
        row = rows.get(number)
        if row is None:
            outcome.why["UNKNOWN"].append(str(number))
            continue
        mended = _put(row, cells, places)
        if mended == cells_of(row):
            outcome.unchanged += 1
        elif row.state != RowState.QUARANTINED:
            outcome.why["LEFT"].append(str(number))
        elif row.touched != version:
            if mended == _as_of(row, acts.get(number, ()), version=version):
                outcome.unchanged += 1
            else:
                outcome.why["SINCE"].append(str(number))
        elif any(len(cell) > LONGEST_CELL for cell in mended):
            outcome.why["LONG"].append(str(number))
        else:
            outcome.changes.append(_change(row, mended))
    return outcome


def _change(row: BatchRow, cells: list[str]) -> Change:
    return Change(
        row=row,
        cells=None if cells == list(row.raw or ()) else cells,
        overruled=row.released or (),
        shape="" if cells != cells_of(row) else shape_in(row.issues),
    )


def _numbered(
    first: Batch, reading: Reading, outcome: _Outcome
) -> Iterator[tuple[int, int, list[str]]]:
    """Number, version and cells of each row that has a number of its own."""
    headings = list(reading.returned["headings"])
    at, since = headings.index(mark(first.pk)), _find(headings, VERSION)
    seen: set[int] = set()
    for cells in reading.cells:
        words = cells[at] if at < len(cells) else ""
        if not any(cell.strip() for cell in cells):
            continue
        number = row_number(words, layout=first.layout, sheets=first.sheets)
        if number is None:
            outcome.why["NO_NUMBER"].append(words[:20] or "kosong")
        elif number in seen:
            outcome.why["TWICE"].append(words)
        else:
            seen.add(number)
            version = cells[since] if since is not None and since < len(cells) else ""
            yield number, int(version) if version.isdecimal() and len(version) < 10 else 0, cells


def _find(headings: Sequence[str], heading: str) -> int | None:
    """The last column with this heading: the added ones stand behind those of the file."""
    found = [place for place, one in enumerate(headings) if one == heading]
    return found[-1] if found else None


def _put(row: BatchRow, cells: Sequence[str], places: Mapping[int, int]) -> list[str]:
    """The row's cells with those of the upload; what is the same but for spaces around is the same."""
    mended = cells_of(row)
    for theirs, ours in places.items():
        text = cells[theirs] if theirs < len(cells) else ""
        if ours < len(mended) and text.strip() != mended[ours].strip():
            mended[ours] = text.strip()
    return mended


def _acts_on(first: Batch, rows: Mapping[int, BatchRow]) -> dict[int, list[MendedRow]]:
    """What stands done to the rows that were ever mended, the newest first."""
    mended = [number for number, row in rows.items() if row.touched]
    lines = MendedRow.objects.filter(
        batch_id=first.pk, row_number__in=mended, mending__undone_at=None
    ).order_by("-id")
    found: dict[int, list[MendedRow]] = defaultdict(list)
    for line in lines:
        found[line.row_number].append(line)
    return found


def _as_of(row: BatchRow, acts: Sequence[MendedRow], *, version: int) -> list[str]:
    """The cells as they stood when the row had been mended so many times."""
    cells = cells_of(row)
    for line in acts:
        if line.touched > version:
            for place, text in zip(line.places, line.before, strict=True):
                cells[place] = text
    return cells
