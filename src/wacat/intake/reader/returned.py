"""Knows a quarantine that was downloaded, mended in Excel and uploaded again, by a heading of its own."""

import re
from collections.abc import Sequence

from wacat.intake.layouts.catalogue import SERVICE_LIST
from wacat.intake.layouts.detector import Detection, Numbered
from wacat.sheets.cells import as_text

# Who works in Excel may put a title above; further down nobody writes headings.
SEARCHED_ROWS = 10
MARK = re.compile(r"Baris karantina ([0-9]{1,12})")
MOST_RETURNED = 100_000


def mark(batch_id: int) -> str:
    """The heading above the numbers of the rows that are in quarantine of a file."""
    return f"Baris karantina {batch_id}"


def find_returned(rows: Sequence[Numbered]) -> Detection | None:
    """The headings of a downloaded quarantine among the first rows of a sheet, or None."""
    for number, row in rows[:SEARCHED_ROWS]:
        for cell in row:
            match = MARK.fullmatch(cell.strip()) if isinstance(cell, str) else None
            if match is not None:
                headings = tuple(as_text(one).strip() for one in row)
                return Detection(
                    SERVICE_LIST, headings, {}, number, number, 1.0, returned=int(match[1])
                )
    return None
