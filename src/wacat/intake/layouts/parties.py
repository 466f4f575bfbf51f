"""Several people in one row (a couple): how their rows are numbered, and told apart again."""

import re

from wacat.intake.layouts.catalogue import BY_CODE

_WORDS = re.compile(r"([0-9]{1,8})(?:\.0)?(?: \(([a-z]+)\))?")
# Beyond any row of a file, so that row 7 and the second person of row 7 are two numbers.
SHIFT = 10_000_000


def row_in_file(number: int) -> int:
    """The row as Excel numbers it."""
    return number % SHIFT


def party_of(number: int, *, layout: str) -> str:
    """The word for the person whom a row is about (`istri`), or '' where rows name one person."""
    parties = BY_CODE[layout].parties if layout in BY_CODE else ()
    return parties[number // SHIFT] if parties else ""


def row_number(words: str, *, layout: str) -> int | None:
    """The number of a row back from `row_words`, or None where it names none."""
    match = _WORDS.fullmatch(words.strip())
    if match is None:
        return None
    parties = BY_CODE[layout].parties if layout in BY_CODE else ()
    party = match[2] or ""
    if party not in parties:
        return None if party else int(match[1])
    return int(match[1]) + parties.index(party) * SHIFT


def row_words(number: int, *, layout: str) -> str:
    """The row as it is shown: `12`, or `12 (istri)`."""
    party = party_of(number, layout=layout)
    return f"{row_in_file(number)} ({party})" if party else str(row_in_file(number))
