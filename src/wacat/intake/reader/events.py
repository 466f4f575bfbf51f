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
from wacat.intake.reader.shape import SHORT, is_long, marked, widened
from wacat.sheets.cells import Cell, Row
from wacat.sheets.delimited import CUT

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
    """The rows with a document made within the layout's days, and which; see `with_service`.

    In a row that is cut or too long the days may stand in other columns: where it may tell a service
    it is kept with an empty day, so that a person looks at it.
    """
    width = len(detection.headings)
    keep = RowFilter(detection)
    events = [
        (event.kind, detection.columns[event.day])
        for event in detection.layout.events
        if event.day in detection.columns
    ]
    since, until = today - timedelta(days=detection.layout.within_days), today + AHEAD
    read: Memo[Cell, ParsedDate] = Memo(parse_date)
    for number, row in rows:
        plain = len(row) == width and row[-1] != CUT
        cells = row if plain else widened(row, width=width)
        if not keep.is_row(cells, number=number):
            continue
        found = _newest(cells, events, read=read, since=since, until=until)
        if found is None and events and not plain and _may_tell(cells, width, read, since, until):
            found = (events[0][0], "")
        if found is None:
            tally.pass_over((number, row))
        else:
            yield number, [*row, *found] if plain else widened(row, found, width=width)


def _may_tell(
    cells: Row, width: int, read: Memo[Cell, ParsedDate], since: date, until: date
) -> bool:
    """Whether a row out of shape may tell a service: it is cut, or some day in it is new."""
    own, mark = marked(cells, width=width)
    if mark == SHORT:
        return True
    days = (read[cell].value for cell in own)
    return is_long(own, width=width) and any(day and since <= day <= until for day in days)


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
