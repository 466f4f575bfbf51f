"""Writes sheets of cells as the office's programs do: XLSX, the old XLS, CSV, JSON pages."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from importlib import import_module

import xlsxwriter

from wacat.sheets.cells import Cell

Sheets = Mapping[str, Sequence[Sequence[Cell]]]
PAGE_SIZE = 25


def as_xlsx(sheets: Sheets) -> bytes:
    """A workbook; texts stay texts, numbers and days are cells of their kind, titles are merged."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_urls": False, "strings_to_formulas": False})
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    for name, lines in sheets.items():
        sheet = book.add_worksheet(name)
        for down, line in enumerate(lines):
            title = len(line) == 1 and isinstance(line[0], str) and bool(line[0])
            if title:
                sheet.merge_range(down, 0, down, 6, line[0])
                continue
            for across, cell in enumerate(line):
                if isinstance(cell, date):
                    sheet.write_datetime(down, across, cell, day)
                elif isinstance(cell, int | float):
                    sheet.write_number(down, across, cell)
                elif cell:
                    sheet.write_string(down, across, str(cell))
    book.close()
    return out.getvalue()


def as_xls(sheets: Sheets) -> bytes:
    """A workbook of the old kind; needs the package xlwt, which only the tests install."""
    xlwt = import_module("xlwt")
    book = xlwt.Workbook()
    day = xlwt.easyxf(num_format_str="DD-MM-YYYY")
    for name, lines in sheets.items():
        sheet = book.add_sheet(name)
        for down, line in enumerate(lines):
            for across, cell in enumerate(line):
                if isinstance(cell, date):
                    sheet.write(down, across, cell, day)
                elif cell not in ("", None):
                    sheet.write(down, across, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_csv(sheets: Sheets) -> bytes:
    """The first sheet as text with semicolons."""
    out = io.StringIO()
    first = next(iter(sheets.values()))
    csv.writer(out, delimiter=";", lineterminator="\n").writerows(
        [_text(cell) for cell in line] for line in first
    )
    return out.getvalue().encode()


def as_json(sheets: Sheets) -> bytes:
    """The first sheet as pages of a web service; numbers of sixteen digits are numbers there."""
    return json.dumps([*pages(sheets)]).encode()


def pages(sheets: Sheets, *, size: int = PAGE_SIZE) -> list[dict[str, object]]:
    """The records of the first sheet, page by page; titles above the headings are no records."""
    lines = next(iter(sheets.values()))
    start = next(place for place, line in enumerate(lines) if len(line) > 1)
    keys = [str(heading) for heading in lines[start]]
    records = [dict(zip(keys, map(_exact, line), strict=True)) for line in lines[start + 1 :]]
    cut = [records[at : at + size] for at in range(0, len(records), size)] or [[]]
    return [
        {
            "content": part, "number": number, "size": size, "totalElements": len(records),
            "totalPages": len(cut), "firstPage": number == 0, "lastPage": number == len(cut) - 1,
        }
        for number, part in enumerate(cut)
    ]  # fmt: skip


def _exact(cell: Cell) -> object:
    text = _text(cell)
    return int(text) if len(text) == 16 and text.isascii() and text.isdigit() else text


def _text(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    return "" if cell is None else str(cell)


WRITERS: dict[str, Callable[[Sheets], bytes]] = {
    ".xlsx": as_xlsx,
    ".xls": as_xls,
    ".csv": as_csv,
    ".json": as_json,
}
