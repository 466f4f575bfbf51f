"""The child process that reads a file under limits of memory and time, and writes rows to its output.

Started as `python -m wacat.intake.reader.child` with a JSON order on its input. It imports no Django
and has no database. What it writes are frames: one letter, four bytes of length, the content.
`D` are lines for COPY, `E` is an event as JSON (`layout`, `progress`, `sample`, `refused`, `done`).
"""

import json
import struct
import sys
from pathlib import Path
from typing import Any, BinaryIO

from wacat.intake.convert import Converter, Rules
from wacat.intake.layouts.detector import Numbered
from wacat.intake.layouts.fields import label
from wacat.intake.layouts.layout import Yields
from wacat.intake.layouts.numbering import SHIFT, row_in_file
from wacat.intake.reader.ask import Ask
from wacat.intake.reader.returned import MOST_RETURNED
from wacat.intake.reader.sample import sample
from wacat.intake.reader.table import Table, Unmapped, find_table
from wacat.intake.territory import Territory
from wacat.sheets.cells import as_text
from wacat.sheets.confined import confine
from wacat.sheets.guard.content import inspect
from wacat.sheets.refusals import CannotRead

FRAME_BYTES = 512 * 1024
TOLD_ROWS = 10_000


def main() -> None:
    """Read the order, then the file."""
    confine()
    order = json.load(sys.stdin.buffer)
    out = sys.stdout.buffer
    try:
        _read(order, out=out)
    except CannotRead as refusal:
        if isinstance(refusal, Unmapped):
            _tell(out, "sample", rows=sample(refusal.head), sheet=refusal.sheet)
        _tell(out, "refused", code=refusal.code, facts=refusal.facts)
    except (MemoryError, RecursionError):
        _tell(out, "refused", code="TOO_HEAVY", facts={})


def _read(order: dict[str, Any], *, out: BinaryIO) -> None:
    path = Path(order["path"])
    ask = Ask.from_facts(order["ask"])
    table = find_table(path, content=inspect(path, name=order["name"]), ask=ask)
    if table.detection.returned:
        _hand_back(table, out=out)
        return
    _tell_layout(table, out=out)
    rules = Rules(
        territory=Territory.from_facts(order["territory"]),
        earliest=ask.earliest,
        today=ask.today,
        deaths=order["deaths"],
    )
    converters = converters_of(table, rules=rules)
    held = bytearray()
    read = told = 0
    for chunk in table.chunks():
        for converter in converters:
            held += converter.convert(chunk)
        if len(held) > FRAME_BYTES:
            _hand_over(out, held)
        read += len(chunk)
        if read + table.tally.not_services - told >= TOLD_ROWS:
            told = read + table.tally.not_services
            _tell(out, "progress", rows=told, of=_estimate(told, share=table.share(chunk[-1][0])))
    _hand_over(out, held)
    _refuse_doubtful_columns(converters, table=table)
    if table.tally.first and not _rows(converters):
        _tell(out, "sample", rows=_shown(table), sheet="")
    passed = table.tally.not_services + sum(one.skipped for one in converters)
    _tell(out, "done", rows=_rows(converters), not_services=passed)


def converters_of(table: Table, *, rules: Rules) -> list[Converter]:
    """One for each person of a row; none where the rows tell no service and are kept for the other half."""
    if table.detection.layout.yields is Yields.COMPANION:
        return []
    return [
        Converter(detection, rules=rules, typed=table.typed, shift=place * SHIFT)
        for place, detection in enumerate(table.detections)
    ]


def _hand_back(table: Table, *, out: BinaryIO) -> None:
    """The cells of a quarantine that was mended in Excel, as text; they are judged on their own file."""
    found, rows = table.detection, 0
    _tell(out, "returned", file=found.returned, headings=found.headings)
    for chunk in table.chunks():
        rows += len(chunk)
        if rows > MOST_RETURNED:
            raise CannotRead("ROWS", limit=MOST_RETURNED)
        _tell(out, "cells", rows=[[as_text(cell) for cell in row] for _, row in chunk])
    _tell(out, "done", rows=rows, not_services=0)


def _tell_layout(table: Table, *, out: BinaryIO) -> None:
    found = table.detection
    columns = dict(found.columns)
    for one in table.detections:
        columns |= {
            f"{one.party}.{name}": place for name, place in one.columns.items() if one.party
        }
    _tell(
        out, "layout", code=found.layout.code, headings=found.headings, first_row=found.first_row,
        last_row=found.last_row, confidence=round(found.confidence, 3), columns=columns,
        saved=found.saved, sheets=table.sheets,
    )  # fmt: skip


def _rows(converters: list[Converter]) -> int:
    return sum(one.rows - one.skipped for one in converters)


def _shown(table: Table) -> list[list[Any]]:
    """The first people of a register that tells no service, under their headings."""
    headings: Numbered = (table.detection.first_row, [*table.detection.headings])
    return sample([headings, *((row_in_file(number), row) for number, row in table.tally.first)])


def _hand_over(out: BinaryIO, held: bytearray) -> None:
    if held:
        out.write(struct.pack(">cI", b"D", len(held)))
        out.write(held)
        held.clear()


def _estimate(rows: int, *, share: float) -> int:
    """How many rows there will be in all, to three digits: more would pretend to know; 0 unknown."""
    return int(float(f"{rows / share:.3g}")) if share > 0 else 0


def _refuse_doubtful_columns(converters: list[Converter], *, table: Table) -> None:
    for converter in converters:
        if converter.reader.rounding.is_rounded():
            raise CannotRead("NIK_ROUNDED")
        for field, days in converter.days.items():
            if days.order.is_doubtful():
                place = table.detection.columns.get(field)
                heading = "" if place is None else table.detection.headings[place]
                raise CannotRead("DATE_ORDER", heading=heading or label(field))


def _tell(out: BinaryIO, event: str, **facts: object) -> None:
    content = json.dumps({"event": event, **facts}).encode()
    out.write(struct.pack(">cI", b"E", len(content)) + content)
    out.flush()


if __name__ == "__main__":
    main()
