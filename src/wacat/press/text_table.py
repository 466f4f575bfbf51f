"""Long tables of text as .xlsx: xlsxwriter makes the workbook, the rows are streamed into its sheet.

Measured on 100,000 rows of 15 cells: xlsxwriter alone takes nine times as long as the fastest library
tried, this two thirds of it (bench/xlsx.py, docs/keputusan/lembar-teks.md).
"""

import re
import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import chain, islice
from typing import IO

import xlsxwriter

SHEET = "xl/worksheets/sheet1.xml"
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
LOOKED_AT = 500
WIDEST, LONGEST = 60, 32_767
LINES = 1000
# Two signs that XML forbids stand between cells and lines until all are escaped.
CELL, LINE = "\x1e", "\x1d"
# What XML or Excel would not take and is not merely written otherwise; also ours, where a cell holds one.
RARE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1c\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel reads _x0041_ as the letter A.
CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
MARKS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}


def write_sheet(
    *, title: str, head: Sequence[str], rows: Iterable[Sequence[str]], width: int | None = None
) -> bytes:
    """One sheet with a heading row; every cell is text, so that none can be a formula or a link.

    Columns are as wide as their first cells, or `width` letters each.
    """
    rest = iter(rows)
    first = list(islice(rest, LOOKED_AT))
    skeleton, style = _skeleton(title=title, head=head, widths=_widths(head, first, width=width))
    out = BytesIO()
    with (
        zipfile.ZipFile(skeleton) as made,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book,
    ):
        for part in made.namelist():
            if part != SHEET:
                book.writestr(part, made.read(part))
        before, _, after = made.read(SHEET).partition(b"</sheetData>")
        with book.open(SHEET, "w", force_zip64=True) as sheet:
            # how far the sheet reaches is not known yet, and need not be said
            sheet.write(re.sub(rb"<dimension [^>]*/>", b"", before))
            _write(sheet, chain(first, rest), style=style)
            sheet.write(b"</sheetData>" + after)
    return out.getvalue()


def _widths(head: Sequence[str], rows: list[Sequence[str]], *, width: int | None) -> list[int]:
    if width is not None:
        return [width] * len(head)
    lengths = (map(len, column) for column in zip(head, *rows, strict=False))
    return [min(max(column) + 2, WIDEST) for column in lengths]


def _skeleton(*, title: str, head: Sequence[str], widths: list[int]) -> tuple[BytesIO, int]:
    """The workbook with its heading row, and the number of the style of text cells."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        sheet = book.add_worksheet(title)
        text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True})
        for place, (name, width) in enumerate(zip(head, widths, strict=True)):
            sheet.set_column(place, place, width, text)
            sheet.write_string(0, place, name, bold)
        sheet.freeze_panes(1, 0)
    return out, int(text.xf_index)


def _write(sheet: IO[bytes], rows: Iterable[Sequence[str]], *, style: int) -> None:
    begin = f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">'
    end, number, rest = "</t></is></c>", 2, iter(rows)
    while some := list(islice(rest, LINES)):
        lines = _joined(some, between=f"{end}{begin}")
        written = [
            f'<row r="{place}">{begin}{line}{end}</row>' for place, line in enumerate(lines, number)
        ]
        sheet.write("".join(written).encode())
        number += len(some)


def _joined(rows: list[Sequence[str]], *, between: str) -> list[str]:
    """The cells of each row as XML takes them; a thousand rows at once where none holds anything rare."""
    lines = [CELL.join(row) for row in rows]
    text = LINE.join(lines)
    if (
        RARE.search(text)
        or text.count(LINE) >= len(rows)
        or text.count(CELL) != sum(map(len, rows)) - len(rows)
        or max(map(len, lines)) > LONGEST
    ):
        return [between.join(map(_escaped, row)) for row in rows]
    for mark, coded in MARKS.items():
        text = text.replace(mark, coded)
    return text.replace(CELL, between).split(LINE)


def _escaped(cell: str) -> str:
    text = CODED.sub("_x005F_", FORBIDDEN.sub("", cell[:LONGEST]))
    for mark, coded in MARKS.items():
        text = text.replace(mark, coded)
    return text
