"""Reads a file as the worker does, through the child process, into rows that tests can look at."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

from tests.intake import files
from wacat.intake.checking import EARLIEST
from wacat.intake.reader.ask import Ask
from wacat.intake.reader.process import Reading, read_rows
from wacat.intake.staging import NULL, STAGE_COLUMNS


def read(
    folder: Path, content: bytes, *, name: str, today: date = files.TODAY
) -> list[dict[str, Any]]:
    """The rows of a file as they would be staged."""
    path = files.written(folder, content, name=name)
    reading = Reading()
    told = b"".join(
        read_rows(
            path,
            name=name,
            territory=files.territory(),
            ask=Ask(earliest=EARLIEST, today=today),
            reading=reading,
        )
    )
    lines = told.decode().splitlines()
    assert reading.rows == len(lines)
    return [_row(line) for line in lines]


def _row(line: str) -> dict[str, Any]:
    cells = [None if cell == NULL else cell for cell in line.split("\t")]
    row: dict[str, Any] = dict(zip(STAGE_COLUMNS, cells, strict=True))
    row["issues"] = [code for code in next(csv.reader([row["issues"].strip("{}")]), []) if code]
    return row


def states(rows: list[dict[str, Any]]) -> list[str]:
    """The state of each row."""
    return [row["state"] for row in rows]
