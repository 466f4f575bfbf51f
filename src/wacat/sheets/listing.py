"""Reads a short list that people typed or exported: RTs, proposed holders, one line each.

The SIAK files have their own way (`intake.reader`); this is for lists of some thousand lines whose
columns we name ourselves.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from wacat.sheets.confined import ENVIRONMENT
from wacat.sheets.refusals import CannotRead

WALL_SECONDS = 60


@dataclass(frozen=True)
class Column:
    """A column that a list may have; `words` are other headings for it, in any spelling."""

    name: str
    title: str
    words: tuple[str, ...] = ()
    required: bool = True


@dataclass(frozen=True)
class Line:
    """One line of a list: its row in the file, and the text below each column, stripped."""

    row: int
    values: dict[str, str]


def read_list(path: Path, *, name: str, columns: Sequence[Column], most: int) -> list[Line]:
    """The lines of the first sheet that has the required headings; empty lines are left out.

    Read by a child with limited memory and time, so a hostile file harms nothing.

    Raises:
        CannotRead: the file is no such list, damaged, dangerous, empty, or longer than `most` lines.
    """
    order = {
        "path": str(path),
        "name": name,
        "columns": [asdict(column) for column in columns],
        "most": most,
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", "wacat.sheets.listing_child"],
            input=json.dumps(order).encode(), capture_output=True, env=ENVIRONMENT, check=False,
            timeout=WALL_SECONDS,
        )  # fmt: skip
        answer = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise CannotRead("TOO_HEAVY") from error
    if "refused" in answer:
        raise CannotRead(answer["refused"], **answer["facts"])
    return [Line(row, values) for row, values in answer["lines"]]
