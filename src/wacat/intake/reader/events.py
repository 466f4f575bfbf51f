"""Picks from a register the rows that tell a service; the rest is counted, and not kept (Pasal 3a)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from wacat.intake.days import AHEAD
from wacat.intake.layouts.detector import Detection, Numbered
from wacat.intake.layouts.fields import label
from wacat.intake.layouts.numbering import SHIFT
from wacat.intake.layouts.rows import RowFilter
from wacat.intake.parsing.dates import ParsedDate, parse_date
from wacat.intake.parsing.parsed import Memo
from wacat.sheets.cells import Cell, Row

# A day that was meant but is none: the row goes to quarantine instead of being passed over.
MEANT = frozenset({"DATE_IMPOSSIBLE", "DATE_AMBIGUOUS"})
SHOWN = 20


@dataclass
class Tally:
    """How many people of a register were served nothing that is news; the first of their rows."""

    not_services: int = 0
    first: list[Numbered] = field(default_factory=list)

    def pass_over(self, numbered: Numbered) -> None:
        """Count a row that tells no service."""
        self.not_services += 1
        number, row = numbered
        if len(self.first) < SHOWN and self._is_of_the_sheet(number):
            self.first.append((number, row))

    def _is_of_the_sheet(self, number: int) -> bool:
        """Whether a row stands in the sheet of those before: rows of two sheets share their numbers."""
        return not self.first or number // SHIFT == self.first[0][0] // SHIFT


def with_service(detection: Detection) -> Detection:
    """The detection of the rows that `picked` gives: kind and day stand in two columns of their own."""
    width = len(detection.headings)
    return replace(
        detection,
        headings=(*detection.headings, label("kind"), label("served_on")),
        columns=detection.columns | {"kind": width, "served_on": width + 1},
    )


def picked(
    rows: Iterable[Numbered], *, detection: Detection, today: date, tally: Tally
) -> Iterator[Numbered]:
    """The rows with a document made within the layout's days, and which; see `with_service`."""
    width = len(detection.headings)
    keep = RowFilter(detection)
    events = [
        (event.kind, detection.columns[event.day])
        for event in detection.layout.events
        if event.day in detection.columns
    ]
    since = today - timedelta(days=detection.layout.within_days)
    read: Memo[Cell, ParsedDate] = Memo(parse_date)
    for number, row in rows:
        cells = [*row[:width], *[""] * (width - len(row))]
        if not keep.is_row(cells, number=number):
            continue
        found = _newest(cells, events, read=read, since=since, until=today + AHEAD)
        if found is None:
            tally.pass_over((number, row))
        else:
            yield number, [*cells, *found]


def _newest(
    cells: Row, events: Sequence[tuple[str, int]], *, read: Memo[Cell, ParsedDate], since: date,
    until: date,
) -> tuple[str, Cell] | None:  # fmt: skip
    best: tuple[date, str, Cell] | None = None
    for kind, place in events:
        cell = cells[place]
        day = read[cell]
        if day.issue in MEANT:
            return kind, cell
        if day.value and since <= day.value <= until and (not best or day.value > best[0]):
            best = (day.value, kind, cell)
    return (best[1], best[2]) if best else None
