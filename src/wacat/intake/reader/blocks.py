"""Turns blocks (a family, its headings, its members) into one table, row by row as they come.

What the lines around the members tell (KK, address, RT, kelurahan) is put before each member's cells.
Nothing is held but the family at hand; row numbers stay those of the file.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from wacat.intake.layouts.detector import Detection, Numbered
from wacat.intake.layouts.fields import label, words
from wacat.intake.layouts.layout import Told
from wacat.intake.reader.shape import widened
from wacat.sheets.cells import LOOKS_LIKE_NIK, Cell, Row, as_text

# What belongs to one family; the rest (kelurahan, kecamatan) holds for the pages that follow.
OF_THE_FAMILY = frozenset({"kk", "address", "rt"})
MEMBER_DIGITS = 8
MANY_CELLS = 5


def flattened(detection: Detection) -> Detection:
    """The detection of the table that `Blocks.rows` gives."""
    fields = _fields(detection)
    shift = len(fields)
    columns = {name: place + shift for name, place in detection.columns.items()}
    columns |= {name: place for place, name in enumerate(fields)}
    headings = (*(label(name) for name in fields), *detection.headings)
    return replace(detection, columns=columns, headings=headings)


def _fields(detection: Detection) -> list[str]:
    told = dict.fromkeys(one.field for one in detection.layout.told)
    return [name for name in told if name not in detection.columns]


class Blocks:
    """Reads the rows of one sheet of blocks, from its first row on."""

    def __init__(self, detection: Detection) -> None:
        self._fields = _fields(detection)
        self._told = [one for one in detection.layout.told if one.field in self._fields]
        self._headings = [words(heading) for heading in detection.headings]
        self._nik = detection.columns["nik"]
        self._name = detection.columns["name"]
        self._number = self._headings.index(("no",)) if ("no",) in self._headings else None
        self._context: dict[str, Cell] = {}
        self._below: list[tuple[Told, int]] = []
        self.families = 0

    def rows(self, numbered: Iterable[Numbered]) -> Iterator[Numbered]:
        """The members with what their family's lines told before their own cells."""
        width = len(self._headings)
        for number, row in numbered:
            if self._is_heading(row):
                self._below = []
            elif self._is_member(row) or (not self._listen(row) and self._is_odd(row)):
                told = (self._context.get(name, "") for name in self._fields)
                yield number, [*told, *widened(row, width=width)]

    def _is_heading(self, row: Row) -> bool:
        same = sum(
            place < len(self._headings)
            and isinstance(cell, str)
            and words(cell) == self._headings[place] != ()
            for place, cell in enumerate(row)
        )
        return same >= 3

    def _is_member(self, row: Row) -> bool:
        name = as_text(row[self._name]) if self._name < len(row) else ""
        nik = row[self._nik] if self._nik < len(row) else ""
        if isinstance(nik, int | float) and nik >= LOOKS_LIKE_NIK:
            return True
        digits = sum(mark.isdigit() for mark in as_text(nik))
        if digits >= MEMBER_DIGITS and (self._number is None or self._counts(row) or bool(name)):
            return True
        return self._counts(row) and any(map(str.isalpha, name))

    def _counts(self, row: Row) -> bool:
        """Whether the row has a number of its own: 1, 2, 3."""
        if self._number is None or self._number >= len(row):
            return False
        text = as_text(row[self._number]).strip(" .")
        return text.isascii() and text.isdigit() and len(text) <= 4

    def _is_odd(self, row: Row) -> bool:
        """A row that is neither told nor a member, but too full to be lost without a word."""
        texts = [as_text(cell).strip() for cell in row]
        filled = [text for text in texts if text]
        numbering = [text.strip("()[]. ") for text in filled] == [
            str(place) for place in range(1, len(filled) + 1)
        ]
        lettered = any(map(str.isalpha, texts[self._name])) if self._name < len(texts) else False
        return len(filled) >= MANY_CELLS and lettered and not numbering

    def _listen(self, row: Row) -> bool:
        """Take note of what a line between the members tells; whether it told anything."""
        found: dict[str, Cell] = {}
        for told, place in self._below:
            if place < len(row) and as_text(row[place]).strip():
                self._take(found, told, row[place])
        self._below = []
        for told in self._told:
            self._hear(row, told, found=found)
        self._context |= found
        return bool(found or self._below)

    def _hear(self, row: Row, told: Told, *, found: dict[str, Cell]) -> None:
        for place, cell in enumerate(row):
            text = " ".join(as_text(cell).split()) if cell not in ("", None) else ""
            if not text or (told.field in found and not told.begins):
                continue
            if told.where == "inside":
                self._hear_inside(cell, text, told, found=found)
            elif told.pattern.fullmatch(text.rstrip(" :")):
                if told.begins:
                    self._begin(found)
                if told.where == "below":
                    self._below.append((told, place))
                else:
                    self._take(found, told, _next_filled(row, place))

    def _hear_inside(self, cell: Cell, text: str, told: Told, *, found: dict[str, Cell]) -> None:
        match = told.pattern.search(text)
        if match is not None:
            value: Cell = match.group(1).strip()
        elif told.begins and isinstance(cell, int | float) and cell >= LOOKS_LIKE_NIK:
            value = cell
        else:
            return
        if told.begins:
            self._begin(found)
        self._take(found, told, value)

    def _begin(self, found: dict[str, Cell]) -> None:
        self.families += 1
        for name in OF_THE_FAMILY:
            self._context.pop(name, None)

    def _take(self, found: dict[str, Cell], told: Told, cell: Cell) -> None:
        if told.field in found:
            return
        value = told.cut.sub("", cell) if told.cut and isinstance(cell, str) else cell
        found[told.field] = value.strip(" ,") if isinstance(value, str) else value
        if told.where == "below" and isinstance(cell, str):
            # an address in one cell often tells the RT too
            for other in self._told:
                if other.where == "inside" and not other.begins and other.field not in found:
                    self._hear_inside(cell, " ".join(cell.split()), other, found=found)


def _next_filled(row: Sequence[Cell], place: int) -> Cell:
    rest = (cell for cell in row[place + 1 :] if as_text(cell).strip(" :"))
    found = next(rest, "")
    return found.strip(" :") if isinstance(found, str) else found
