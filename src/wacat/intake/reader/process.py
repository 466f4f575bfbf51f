"""Starts the reading child and hands on what it writes, frame by frame."""

import json
import os
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from wacat.intake.layouts.catalogue import FOLDER
from wacat.intake.reader.ask import Ask
from wacat.intake.territory import Territory
from wacat.sheets.confined import ENVIRONMENT
from wacat.sheets.refusals import CannotRead

FRAME = struct.Struct(">cI")


@dataclass
class Reading:
    """What the child told; `layout` is filled before the first rows come.

    `read` of about `of` rows have been looked at so far; `rows` is known at the end. `not_services`
    counts people of a register who were not served; `sample` holds the first rows of a file whose
    columns an operator must explain.
    `returned` names the file whose quarantine this is, mended in Excel, and its headings; `cells` are its
    rows as text.
    """

    layout: dict[str, Any] = field(default_factory=dict)
    rows: int = 0
    read: int = 0
    of: int = 0
    not_services: int = 0
    sample: list[list[Any]] = field(default_factory=list)
    sheet: str = ""
    returned: dict[str, Any] = field(default_factory=dict)
    cells: list[list[str]] = field(default_factory=list)
    done: bool = False


def read_rows(
    path: Path, *, name: str, territory: Territory, ask: Ask, reading: Reading,
    deaths: Mapping[str, str] | None = None,
) -> Iterator[bytes]:  # fmt: skip
    """Lines for COPY (`staging.STAGE_COLUMNS`) of a file, read by a child with limited memory and time.

    Empty bytes come where nothing but `reading` has changed.

    Raises:
        CannotRead: at any point, also after all lines; what was taken so far must then be dropped.
    """
    order = {
        "path": str(path),
        "name": name,
        "territory": territory.facts(),
        "ask": ask.facts(),
        "deaths": dict(deaths or {}),
    }
    child = subprocess.Popen(
        [sys.executable, "-m", "wacat.intake.reader.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=ENVIRONMENT | {FOLDER: os.environ.get(FOLDER, "")},
    )
    try:
        if child.stdin is None or child.stdout is None:
            raise CannotRead("BROKEN")
        child.stdin.write(json.dumps(order).encode())
        child.stdin.close()
        yield from _frames(child.stdout, reading)
        # Killed by its limits, or by a reader that gave up: the file asks for more than it may.
        if not reading.done:
            raise CannotRead("TOO_HEAVY")
    finally:
        child.kill()
        child.wait()


def _frames(stream: IO[bytes], reading: Reading) -> Iterator[bytes]:
    while head := stream.read(FRAME.size):
        if len(head) < FRAME.size:
            return
        kind, length = FRAME.unpack(head)
        content = stream.read(length)
        if len(content) < length:
            return
        if kind == b"D":
            yield content
        else:
            _note(json.loads(content), reading)
            yield b""


def _note(told: dict[str, Any], reading: Reading) -> None:
    event = told.pop("event")
    if event == "refused":
        raise CannotRead(told["code"], **told["facts"])
    if event == "layout":
        reading.layout = told
    elif event == "sample":
        reading.sample, reading.sheet = told["rows"], told["sheet"]
    elif event == "progress":
        reading.read, reading.of = told["rows"], told["of"]
    elif event == "returned":
        reading.returned = told
    elif event == "cells":
        reading.cells += told["rows"]
    else:
        reading.rows, reading.not_services = told["rows"], told["not_services"]
        reading.done = True
