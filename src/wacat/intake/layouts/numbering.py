"""How rows are numbered where a file has several sheets, or a row several people (a couple).

Row 7 of the first sheet is 7. Beyond any row of a sheet begins the next place: of a couple the second
person, then the next sheet.
"""

import re
from collections.abc import Sequence

from wacat.intake.layouts.catalogue import BY_CODE

_WORDS = re.compile(r"([0-9]{1,8})(?:\.0)?(?: \((.+)\))?")
SHIFT = 10_000_000
# With two people a row, the last number still is an integer of the database.
MOST_SHEETS = 100


def shift_of_sheet(place: int, *, parties: int) -> int:
    """What is added to the numbers of the rows of a sheet; `parties` are the people of a row, or 0."""
    return place * max(1, parties) * SHIFT


def row_in_file(number: int) -> int:
    """The row as Excel numbers it in its sheet."""
    return number % SHIFT


def party_place(number: int, *, parties: int) -> int:
    """Which of the people of a row it is about, counted from 0."""
    return number // SHIFT % max(1, parties)


def party_of(number: int, *, layout: str) -> str:
    """The word for the person whom a row is about (`istri`), or '' where rows name one person."""
    parties = _parties(layout)
    return parties[party_place(number, parties=len(parties))] if parties else ""


def row_number(words: str, *, layout: str, sheets: Sequence[str] = ()) -> int | None:
    """The number of a row back from `row_words`, or None where it names none."""
    match = _WORDS.fullmatch(words.strip())
    if match is None:
        return None
    number, beside = int(match[1]), match[2] or ""
    if not beside:
        return None if len(sheets) > 1 else number
    for place in range(max(1, len(_parties(layout))) * max(1, len(sheets))):
        if beside == _beside(place * SHIFT, layout=layout, sheets=sheets):
            return number + place * SHIFT
    return None


def row_words(number: int, *, layout: str, sheets: Sequence[str] = ()) -> str:
    """The row as it is shown: `12`, `12 (istri)`, or `12 (lembar RT 023)`."""
    beside = _beside(number, layout=layout, sheets=sheets)
    return f"{row_in_file(number)} ({beside})" if beside else str(row_in_file(number))


def _beside(number: int, *, layout: str, sheets: Sequence[str]) -> str:
    place = number // SHIFT // max(1, len(_parties(layout)))
    sheet = f"lembar {sheets[place]}" if place < len(sheets) else ""
    return ", ".join(word for word in (party_of(number, layout=layout), sheet) if word)


def _parties(layout: str) -> Sequence[str]:
    return BY_CODE[layout].parties if layout in BY_CODE else ()
