"""Reads JSON records (pages of a web service, or one record a line) as a table of their keys."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from wacat.sheets.cells import Cell, Row, Sheet
from wacat.sheets.delimited import Position
from wacat.sheets.guard.limits import MAX_CELL, MAX_COLUMNS
from wacat.sheets.refusals import CannotRead

# What a document may hold that is read at once; longer ones come with one record a line.
MAX_DOCUMENT = 64 * 1024 * 1024
MAX_LINE = 1024 * 1024
MAX_DEPTH = 4
LISTS = ("content", "data", "records", "rows", "items")
Record = dict[str, Any]


def sheet(path: Path) -> Sheet:
    """The records of a file: headings in row 1, then one row a record.

    Whole numbers are exact in JSON, so they become text: a NIK keeps all its digits.

    Raises:
        CannotRead: (also while reading) it is no JSON, or holds no records.
    """
    where = Position(path.stat().st_size)
    return Sheet(name="", rows=_table(path, where=where), typed=False, share=where.share)


def _table(path: Path, *, where: Position) -> Iterator[tuple[int, Row]]:
    """The file is gone through twice: a key that only a late record has is a heading too."""
    records = _records(path)
    keys: dict[str, None] = {}
    for record in records():
        keys |= dict.fromkeys(record)
        if len(keys) > MAX_COLUMNS:
            raise CannotRead("COLUMNS", count=len(keys), limit=MAX_COLUMNS)
    if not keys:
        return
    yield 1, [*keys]
    for number, record in enumerate(records(where), start=2):
        yield number, [_cell(record.get(key), number=number) for key in keys]


def _cell(value: object, *, number: int) -> Cell:
    if value is None or isinstance(value, float):
        return "" if value is None else value
    if isinstance(value, bool):
        return "1" if value else "0"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if len(text) > MAX_CELL:
        raise CannotRead("LONG_CELL", row=number, limit=MAX_CELL)
    return text.replace("\x00", "")


def _records(path: Path) -> Callable[..., Iterator[Record]]:
    """What goes through the records of a file, as often as it is called; given a position, it is told."""
    with path.open(encoding="utf-8-sig") as file:
        line = file.readline(MAX_LINE)
    if _is_record(line):
        return partial(_lines, path)
    if path.stat().st_size > MAX_DOCUMENT:
        raise CannotRead("JSON_LONG", limit=MAX_DOCUMENT // 1024 // 1024)
    document = _parsed(path.read_text(encoding="utf-8-sig"), row=1)
    found = list(_found_in(document, depth=0))
    return lambda where=None: iter(found)


def _is_record(line: str) -> bool:
    """Whether a line is one record by itself, and no page of them."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and not any(isinstance(found.get(name), list) for name in LISTS)


def _lines(path: Path, where: Position | None = None) -> Iterator[Record]:
    with path.open(encoding="utf-8-sig") as file:
        if where is not None:
            where.file = file
        number = 1
        while line := file.readline(MAX_LINE):
            number += 1
            if len(line) >= MAX_LINE:
                raise CannotRead("LONG_CELL", row=number, limit=MAX_CELL)
            if line.strip():
                found = _parsed(line, row=number)
                if not isinstance(found, dict):
                    raise CannotRead("JSON", row=number)
                yield found


def _found_in(document: object, *, depth: int) -> Iterable[Record]:
    """The records of a document: a list, a page with one, or a list of pages."""
    if depth > MAX_DEPTH:
        return
    if isinstance(document, list):
        for one in document:
            yield from _found_in(one, depth=depth + 1)
    elif isinstance(document, dict):
        inside = next(
            (document[name] for name in LISTS if isinstance(document.get(name), list)), None
        )
        if inside is None:
            yield document
        else:
            yield from _found_in(inside, depth=depth + 1)


def _parsed(text: str, *, row: int) -> object:
    try:
        found: object = json.loads(text)
    except ValueError as error:
        raise CannotRead("JSON", row=row) from error
    return found
