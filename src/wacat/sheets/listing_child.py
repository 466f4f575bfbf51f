"""The child of `listing.py`: a JSON order in, one JSON answer out. No Django, no database."""

import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from wacat.sheets import delimited, workbook
from wacat.sheets.cells import Row, Sheet, as_text
from wacat.sheets.confined import confine
from wacat.sheets.guard.content import Format, inspect
from wacat.sheets.refusals import CannotRead
from wacat.values.text import key

SEARCHED_ROWS = 30
WALL_SECONDS = 60


def read(order: dict[str, Any]) -> list[tuple[int, dict[str, str]]]:
    """The lines of the order's file: row number and the text of each known column.

    Raises:
        CannotRead: see `listing.read_list`.
    """
    path = Path(order["path"])
    seen: list[str] = []
    for sheet in _sheets(path, name=order["name"]):
        places, heading = _find_heading(sheet, columns=order["columns"], seen=seen)
        if places:
            return _lines(sheet, places=places, after=heading, most=order["most"])
    if not seen:
        raise CannotRead("EMPTY")
    needed = ", ".join(column["title"] for column in order["columns"] if column["required"])
    raise CannotRead("UNKNOWN_LAYOUT", found=", ".join(seen[:12]), needed=needed)


def _sheets(path: Path, *, name: str) -> Iterator[Sheet]:
    content = inspect(path, name=name)
    if content.format is Format.TEXT:
        return iter([delimited.sheet(path, encoding=content.encoding)])
    return workbook.sheets(path)


def _find_heading(
    sheet: Sheet, *, columns: list[dict[str, Any]], seen: list[str]
) -> tuple[dict[str, int], int]:
    """Where each column stands and in which row; the rows up to there are taken from the sheet."""
    for number, row in islice(sheet.rows, SEARCHED_ROWS):
        texts = [as_text(cell).strip() for cell in row]
        seen.extend(text[:40] for text in texts if text)
        places = _places([key(text) for text in texts], columns=columns)
        if all(column["name"] in places for column in columns if column["required"]):
            return places, number
    return {}, 0


def _places(headings: list[str], *, columns: list[dict[str, Any]]) -> dict[str, int]:
    places: dict[str, int] = {}
    for column in columns:
        wanted = {key(word) for word in (column["name"], column["title"], *column["words"])}
        found = [index for index, heading in enumerate(headings) if heading in wanted]
        if len(found) > 1:
            raise CannotRead("HEADING_TWICE", heading=column["title"])
        if found:
            places[column["name"]] = found[0]
    return places


def _lines(
    sheet: Sheet, *, places: dict[str, int], after: int, most: int
) -> list[tuple[int, dict[str, str]]]:
    lines = []
    for number, row in sheet.rows:
        values = {name: _text(row, place) for name, place in places.items()}
        if number > after and any(values.values()):
            lines.append((number, values))
        if len(lines) > most:
            raise CannotRead("ROWS", limit=most)
    if not lines:
        raise CannotRead("EMPTY")
    return lines


def _text(row: Row, place: int) -> str:
    cell = as_text(row[place]).strip() if place < len(row) else ""
    return "" if cell == delimited.CUT else cell


def main() -> None:
    """Read the order, answer once."""
    confine(wall_seconds=WALL_SECONDS)
    order = json.load(sys.stdin.buffer)
    try:
        answer: dict[str, Any] = {"lines": read(order)}
    except CannotRead as refusal:
        answer = {"refused": refusal.code, "facts": refusal.facts}
    except (MemoryError, RecursionError):
        answer = {"refused": "TOO_HEAVY", "facts": {}}
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
