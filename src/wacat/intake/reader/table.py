"""Finds the one table of a file: the sheet with a known layout, read in chunks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path

from wacat.intake.layouts.catalogue import LAYOUTS
from wacat.intake.layouts.confidence import DOUBTFUL, weighed
from wacat.intake.layouts.detector import (
    SEARCHED_ROWS,
    Detection,
    Numbered,
    detect,
    parties_of,
    unknown_layout,
)
from wacat.intake.layouts.fields import Words, words
from wacat.intake.layouts.layout import Layout, Shape, Yields
from wacat.intake.layouts.numbering import MOST_SHEETS, SHIFT, row_in_file, shift_of_sheet
from wacat.intake.reader.ask import Ask, Companion, given_cells
from wacat.intake.reader.blocks import Blocks, flattened
from wacat.intake.reader.events import Tally, picked, with_service
from wacat.intake.reader.join import Half, join, joined, read_half
from wacat.intake.reader.returned import find_returned
from wacat.sheets import delimited, pages, workbook
from wacat.sheets.cells import Sheet, as_text
from wacat.sheets.guard.content import Content, Format, inspect
from wacat.sheets.guard.limits import MAX_ROWS
from wacat.sheets.refusals import CannotRead

# Small enough that the columns of a chunk stay in the processor's cache: a fifth faster than 4,096.
CHUNK_ROWS = 512
# A file of people to whom one service is given at the desk: never a whole register (Pasal 3a).
MOST_GIVEN = 5_000


class Unmapped(CannotRead):
    """The columns are not understood; an operator can say what they are. `head` are the first rows."""

    head: Sequence[Numbered] = ()
    sheet: str = ""


@dataclass(frozen=True)
class Table:
    """A recognised table; `rows` are those below its headings.

    A row that names several people has a detection for each of them. `tally` counts the rows that
    tell no service. `share` says how much of the file has been read (`cells.Sheet`). `sheets` names the
    sheets where like ones are read one after the other.
    """

    detection: Detection
    rows: Iterator[Numbered]
    typed: bool
    detections: tuple[Detection, ...]
    tally: Tally = field(default_factory=Tally)
    share: Callable[[int], float] = lambda row: 0.0
    sheets: tuple[str, ...] = ()

    def chunks(self) -> Iterator[list[Numbered]]:
        """The rows in lists of up to 512.

        Raises:
            CannotRead: there are more rows than a file may hold.
        """
        taken = 0
        while chunk := list(islice(self.rows, CHUNK_ROWS)):
            taken += len(chunk)
            if taken + self.tally.not_services > MAX_ROWS:
                raise CannotRead("ROWS", limit=MAX_ROWS)
            yield chunk


@dataclass
class _Found:
    """A sheet with a known layout; `head` are the rows read to know it."""

    sheet: Sheet
    head: list[Numbered]
    detection: Detection

    def rows(self) -> Iterator[Numbered]:
        """The rows below the headings; of blocks the members."""
        if self.detection.layout.shape is Shape.BLOCKS:
            return Blocks(self.detection).rows(chain(self.head, self.sheet.rows))
        below = (one for one in self.head if one[0] > self.detection.last_row)
        return chain(below, self.sheet.rows)


def find_table(
    path: Path, *, content: Content, ask: Ask, layouts: Sequence[Layout] = LAYOUTS
) -> Table:
    """The table of a file.

    Raises:
        Unmapped: no layout fits, or it is doubtful which.
        CannotRead: nothing is in it, several unlike sheets hold data, or its other half is missing.
    """
    found, heads = _look(path, content=content, ask=ask, layouts=layouts)
    halves = [one for one in found if one.detection.layout.yields is Yields.COMPANION]
    mains = [one for one in found if one not in halves] or halves
    alone = mains == halves or not halves
    if not _are_alike(mains) or len(halves) > 1 or not (alone or mains[0].detection.layout.join):
        names = ", ".join(one.sheet.name[:30] for one in found[:5])
        raise CannotRead("SHEETS", count=len(found), names=names)
    if not mains:
        raise _nothing_found(heads)
    main = min(mains, key=lambda one: one.detection.confidence)
    if main.detection.returned:
        return Table(main.detection, main.rows(), main.sheet.typed, ())
    if main.detection.confidence < DOUBTFUL:
        raise _unmapped(
            CannotRead("LAYOUT_DOUBTFUL", layout=main.detection.layout.label),
            head=main.head, sheet=main.sheet.name,
        )  # fmt: skip
    half = halves[0] if halves and halves != mains else None
    return _table(mains, half=half, ask=ask, layouts=layouts)


def _are_alike(sheets: list[_Found]) -> bool:
    """Whether sheets can be read one after the other: the same layout under the same headings."""
    heads = {(one.detection.layout.code, _headings(one.detection)) for one in sheets}
    return len(heads) <= 1 and len(sheets) <= MOST_SHEETS


def _headings(detection: Detection) -> tuple[Words, ...]:
    found = [words(heading) for heading in detection.headings]
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def _rows_of(sheets: list[_Found]) -> Iterator[Numbered]:
    """The rows of all sheets; from the second sheet on their numbers are shifted."""
    parties = len(sheets[0].detection.layout.parties)
    for place, one in enumerate(sheets):
        shift = shift_of_sheet(place, parties=parties)
        yield from ((number + shift, row) for number, row in one.rows())


def _share_of(sheets: list[_Found]) -> Callable[[int], float]:
    slots = max(1, len(sheets[0].detection.layout.parties))

    def share(number: int) -> float:
        place = number // SHIFT // slots
        return (place + sheets[place].sheet.share(row_in_file(number))) / len(sheets)

    return share


def _look(
    path: Path, *, content: Content, ask: Ask, layouts: Sequence[Layout]
) -> tuple[list[_Found], list[tuple[str, list[Numbered]]]]:
    found: list[_Found] = []
    heads: list[tuple[str, list[Numbered]]] = []
    for sheet in _sheets(path, content=content):
        head = list(islice(sheet.rows, SEARCHED_ROWS + 1))
        heads.append((sheet.name, head))
        handed_back = find_returned(head)
        if handed_back is not None:
            return [_Found(sheet, head, handed_back)], heads
        try:
            detection = detect(head, layouts=layouts, saved=ask.saved)
        except CannotRead as refusal:
            raise _unmapped(refusal, head=head, sheet=sheet.name) from refusal
        if detection is not None:
            sure = replace(detection, confidence=_confidence(detection, head))
            found.append(_Found(sheet, head, sure))
    return found, heads


def _confidence(detection: Detection, head: list[Numbered]) -> float:
    if detection.layout.shape is Shape.BLOCKS:
        return weighed(flattened(detection), list(Blocks(detection).rows(head)))
    return weighed(detection, [one for one in head if one[0] > detection.last_row])


def _sheets(path: Path, *, content: Content) -> Iterator[Sheet]:
    if content.format is Format.TEXT:
        return iter([delimited.sheet(path, encoding=content.encoding)])
    if content.format is Format.JSON:
        return iter([pages.sheet(path)])
    return workbook.sheets(path)


def _table(
    mains: list[_Found], *, half: _Found | None, ask: Ask, layouts: Sequence[Layout]
) -> Table:
    several = len(mains) > 1
    sheet, detection, tally = mains[0].sheet, mains[0].detection, Tally()
    rows = _rows_of(mains) if several else mains[0].rows()
    layout = detection.layout
    if layout.shape is Shape.BLOCKS:
        detection = flattened(detection)
    if layout.join:
        other = _half(half, detection=detection, ask=ask, layouts=layouts)
        rows = join(rows, detection=detection, half=other, on=layout.join.on)
        detection = joined(detection, other)
    if layout.yields is not Yields.SERVICES and not detection.saved and not ask.given:
        rows = picked(rows, detection=detection, today=ask.today, tally=tally)
        detection = with_service(detection)
    if "served_on" in ask.given:
        rows = _few(rows)
    detection = replace(detection, given={**detection.given, **given_cells(ask.given)})
    return Table(
        detection, rows, sheet.typed, parties_of(detection), tally,
        _share_of(mains) if several else sheet.share,
        tuple(one.sheet.name for one in mains) if several else (),
    )  # fmt: skip


def _few(rows: Iterator[Numbered]) -> Iterator[Numbered]:
    for place, row in enumerate(rows):
        if place >= MOST_GIVEN:
            raise CannotRead("WHOLE_REGISTER", limit=MOST_GIVEN)
        yield row


def _half(
    found: _Found | None, *, detection: Detection, ask: Ask, layouts: Sequence[Layout]
) -> Half:
    join_with = detection.layout.join
    if join_with is None:
        raise ValueError("a layout without another half")
    if found is None and ask.companion and ask.companion.layout == join_with.layout:
        found = _open_companion(ask.companion, ask=ask, layouts=layouts)
    if found is None or found.detection.layout.code != join_with.layout:
        label = next(one.label for one in layouts if one.code == join_with.layout)
        raise CannotRead("HALF_MISSING", layout=detection.layout.label, other=label)
    return read_half(
        found.detection, found.rows(), on=join_with.on, known=set(detection.columns)
    )  # fmt: skip


def _open_companion(companion: Companion, *, ask: Ask, layouts: Sequence[Layout]) -> _Found | None:
    path = Path(companion.path)
    content = inspect(path, name=companion.name)
    found, _ = _look(path, content=content, ask=ask, layouts=layouts)
    return next((one for one in found if one.detection.layout.code == companion.layout), None)


def _unmapped(refusal: CannotRead, *, head: Sequence[Numbered], sheet: str) -> Unmapped:
    found = Unmapped(refusal.code, **refusal.facts)
    found.head, found.sheet = head, sheet
    return found


def _nothing_found(heads: list[tuple[str, list[Numbered]]]) -> CannotRead:
    name, fullest = max(heads, key=lambda one: len(one[1]), default=("", []))
    if not any(as_text(cell).strip() for _, row in fullest for cell in row):
        return CannotRead("EMPTY")
    return _unmapped(unknown_layout(fullest), head=fullest, sheet=name)
