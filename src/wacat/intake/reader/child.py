"""The child process that reads a file under limits of memory and time, and writes rows to its output.

Started as `python -m wacat.intake.reader.child` with a JSON order on its input. It imports no Django
and has no database. What it writes are frames: one letter, four bytes of length, the content.
`D` are lines for COPY, `E` is an event as JSON (`layout`, `progress`, `refused`, `done`).
"""

import json
import struct
import sys
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from wacat.intake.convert import Converter, Rules
from wacat.intake.layouts.fields import label
from wacat.intake.reader.table import Table, find_table
from wacat.intake.territory import Territory
from wacat.sheets.confined import confine
from wacat.sheets.guard.content import inspect
from wacat.sheets.refusals import CannotRead

FRAME_BYTES = 512 * 1024


def main() -> None:
    """Read the order, then the file."""
    confine()
    order = json.load(sys.stdin.buffer)
    out = sys.stdout.buffer
    try:
        _read(order, out=out)
    except CannotRead as refusal:
        _tell(out, "refused", code=refusal.code, facts=refusal.facts)
    except (MemoryError, RecursionError):
        _tell(out, "refused", code="TOO_HEAVY", facts={})


def _read(order: dict[str, Any], *, out: BinaryIO) -> None:
    path = Path(order["path"])
    table = find_table(path, content=inspect(path, name=order["name"]))
    rules = Rules(
        territory=Territory.from_facts(order["territory"]),
        earliest=date.fromisoformat(order["earliest"]),
        today=date.fromisoformat(order["today"]),
    )
    found = table.detection
    _tell(
        out, "layout", code=found.layout.code, headings=found.headings, first_row=found.first_row,
        last_row=found.last_row, confidence=round(found.confidence, 3), columns=found.columns,
    )  # fmt: skip
    converter = Converter(found, rules=rules, typed=table.typed)
    held = bytearray()
    for chunk in table.chunks():
        held += converter.convert(chunk)
        if len(held) > FRAME_BYTES:
            _hand_over(out, held, rows=converter.rows)
    _hand_over(out, held, rows=converter.rows)
    _refuse_doubtful_columns(converter, table=table)
    _tell(out, "done", rows=converter.rows)


def _hand_over(out: BinaryIO, held: bytearray, *, rows: int) -> None:
    if held:
        out.write(struct.pack(">cI", b"D", len(held)))
        out.write(held)
        _tell(out, "progress", rows=rows)
        held.clear()


def _refuse_doubtful_columns(converter: Converter, *, table: Table) -> None:
    if converter.reader.rounding.is_rounded():
        raise CannotRead("NIK_ROUNDED")
    for field, days in converter.days.items():
        if days.order.is_doubtful():
            heading = table.detection.headings[table.detection.columns[field]]
            raise CannotRead("DATE_ORDER", heading=heading or label(field))


def _tell(out: BinaryIO, event: str, **facts: object) -> None:
    content = json.dumps({"event": event, **facts}).encode()
    out.write(struct.pack(">cI", b"E", len(content)) + content)
    out.flush()


if __name__ == "__main__":
    main()
