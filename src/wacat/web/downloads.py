"""Downloads as XLSX: text cells only, so that no name can be a formula or a link."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone

from wacat.press.orders import press
from wacat.values.tanggal import tanggal_angka

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 60


def write_sheet(*, title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """One sheet with a heading row; every cell is written as text."""
    out = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(title)
        bold = book.add_format({"bold": True})
        widths = [len(name) for name in head]
        for column, name in enumerate(head):
            sheet.write_string(0, column, name, bold)
        for number, row in enumerate(rows, start=1):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text)
                widths[column] = max(widths[column], len(text))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, min(width + 2, WIDEST))
        sheet.freeze_panes(1, 0)
    return out.getvalue()


def attachment(content: bytes, *, name: str) -> HttpResponse:
    """The answer that saves an XLSX file under a name; it stays in no cache."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def printable(
    *,
    title: str,
    heading: Sequence[str],
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    name: str,
    at: datetime,
) -> HttpResponse:
    """A table as a workbook set up for paper: title lines, heading on each page, page numbers."""
    table = {"name": title, "head": head, "rows": rows, "shares": [], "foot": [], "note": ""}
    data = {
        "title": title,
        "author": "WaCAT",
        "timestamp": int(at.timestamp()),
        "heading": heading,
        "footer": f"WaCAT, {tanggal_angka(timezone.localtime(at))}",
        "tables": [table],
    }
    return attachment(press.make("xlsx", data=data), name=name)
