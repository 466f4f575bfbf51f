"""Long tables of text as .xlsx: xlsxwriter makes the workbook, the rows are streamed into its sheet.

Measured on 100,000 rows of 15 cells: xlsxwriter alone takes nine times as long as the fastest library
tried, this a third of it (bench/xlsx.py, docs/keputusan/lembar-teks.md).
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
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
# What XML or Excel would not take as it stands; a row without any of it is written as it is.
SPECIAL = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel reads _x0041_ as the letter A.
CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
MARKS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})


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
    lines = _lines(rows, style=style)
    while some := list(islice(lines, LINES)):
        sheet.write("".join(some).encode())


def _lines(rows: Iterable[Sequence[str]], *, style: int) -> Iterator[str]:
    begin = f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">'
    between = f"</t></is></c>{begin}"
    for number, row in enumerate(rows, start=2):
        cells = row
        if SPECIAL.search("\n".join(row)) or max(map(len, row), default=0) > LONGEST:
            cells = [_escaped(cell) for cell in row]
        yield f'<row r="{number}">{begin}{between.join(cells)}</t></is></c></row>'


def _escaped(cell: str) -> str:
    return CODED.sub("_x005F_", FORBIDDEN.sub("", cell[:LONGEST])).translate(MARKS)
