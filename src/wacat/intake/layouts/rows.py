"""Which rows below the heading are no rows: blank, repeated headings, numbering, totals, signatures."""

import re
from collections.abc import Sequence

from wacat.intake.layouts.detector import Detection
from wacat.intake.layouts.fields import words
from wacat.intake.layouts.numbering import SHIFT
from wacat.sheets.cells import Cell, as_text

FOOTER = re.compile(
    r"^(?:mengetahui|menyetujui|dicetak|keterangan|catatan|sumber"
    r"|halaman|kepala|a\.?n\.|plt\.?|plh\.?|nip\b|operator|petugas|pembina|penata|tembusan)\b",
    re.IGNORECASE,
)
TOTAL = re.compile(r"^(?:sub\s*|grand\s*)?(?:total|jumlah)\b", re.IGNORECASE)
PLACE_AND_DATE = re.compile(r"^[A-Za-z ]{3,40},\s*[0-9]{1,2}\s+[A-Za-z]+\s+[0-9]{4}$")
SHORT = 4


class RowFilter:
    """Remembers whether the foot of the table has begun, and tells rows from what is none."""

    def __init__(self, detection: Detection) -> None:
        self._headings = [words(heading) for heading in detection.headings]
        self._columns = detection.columns
        self._foot = False
        self._sheet = 0

    def is_row(self, cells: Sequence[Cell], *, number: int) -> bool:
        """Whether these cells are a row of the table; call it for the rows in their order."""
        if number // SHIFT != self._sheet:
            # the foot of a sheet ends with it
            self._sheet, self._foot = number // SHIFT, False
        filled = [
            (place, text) for place, cell in enumerate(cells) if (text := as_text(cell).strip())
        ]
        if not filled or self._repeats_headings(filled) or _is_numbering(filled):
            return False
        if self._names_a_person(cells):
            return True
        if TOTAL.match(filled[0][1]):
            self._foot = True
            return False
        if len(filled) > SHORT:
            return True
        if self._foot:
            return False
        if any(FOOTER.match(text) or PLACE_AND_DATE.match(text) for _, text in filled):
            self._foot = True
            return False
        return True

    def _repeats_headings(self, filled: list[tuple[int, str]]) -> bool:
        same = sum(
            place < len(self._headings) and words(text) == self._headings[place] != ()
            for place, text in filled
        )
        return same >= 3 and same * 2 > len(filled)

    def _names_a_person(self, cells: Sequence[Cell]) -> bool:
        place = self._columns.get("nik", len(cells))
        nik = as_text(cells[place]) if place < len(cells) else ""
        return sum(character.isdigit() for character in nik) >= 12


def _is_numbering(filled: list[tuple[int, str]]) -> bool:
    """A row of column numbers under the headings: 1, 2, 3 or (1), (2), (3)."""
    if len(filled) < 4:
        return False
    numbers = [text.strip("()[]. ") for _, text in filled]
    return numbers == [str(place) for place in range(1, len(filled) + 1)]
