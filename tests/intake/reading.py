"""Reads a file as the worker does, through the child process, into rows that tests can look at."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tests.intake import files
from wacat.intake.checking import EARLIEST
from wacat.intake.reader.ask import Ask, Companion
from wacat.intake.reader.process import Reading, read_rows
from wacat.intake.staging import NULL, STAGE_COLUMNS
from wacat.intake.territory import Territory


@dataclass
class Found:
    """The rows of a file as they would be staged, and what the child told of it."""

    rows: list[dict[str, Any]]
    reading: Reading


def read(
    folder: Path, content: bytes, *, name: str, today: date = files.TODAY
) -> list[dict[str, Any]]:
    """The rows of a file as they would be staged."""
    return read_all(folder, content, name=name, today=today).rows


def read_all(
    folder: Path, content: bytes, *, name: str, today: date = files.TODAY,
    territory: Territory | None = None, given: dict[str, str] | None = None,
    companion: tuple[str, Path] | None = None,
) -> Found:  # fmt: skip
    """The same with what is said of the file besides."""
    path = files.written(folder, content, name=name)
    half = Companion(companion[0], str(companion[1]), companion[1].name) if companion else None
    ask = Ask(earliest=EARLIEST, today=today, given=given or {}, companion=half)
    reading = Reading()
    told = b"".join(
        read_rows(
            path, name=name, territory=territory or files.territory(), ask=ask, reading=reading
        )
    )
    lines = told.decode().splitlines()
    assert reading.rows == len(lines)
    return Found([_row(line) for line in lines], reading)


def _row(line: str) -> dict[str, Any]:
    cells = [None if cell == NULL else cell for cell in line.split("\t")]
    row: dict[str, Any] = dict(zip(STAGE_COLUMNS, cells, strict=True))
    row["issues"] = [code for code in next(csv.reader([row["issues"].strip("{}")]), []) if code]
    return row


def states(rows: list[dict[str, Any]]) -> list[str]:
    """The state of each row."""
    return [row["state"] for row in rows]
