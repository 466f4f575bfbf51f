"""Downloads as XLSX; the workbooks themselves are made by `press`."""

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpResponse
from django.utils import timezone

from wacat.press.orders import press
from wacat.press.text_table import write_sheet as write_sheet
from wacat.values.tanggal import tanggal_angka

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
    rows: Sequence[Sequence[str | float | None]],
    name: str,
    at: datetime,
    shares: Sequence[int] = (),
    note: str = "",
) -> HttpResponse:
    """A table as a workbook set up for paper: title lines, heading on each page, page numbers.

    Numbers stay numbers; the columns in `shares` hold ratios and are shown as percent.
    """
    table = {
        "name": title[:31], "head": head, "rows": rows, "shares": list(shares), "foot": [], "note": note
    }  # fmt: skip
    data = {
        "title": title,
        "author": "WaCAT",
        "timestamp": int(at.timestamp()),
        "heading": heading,
        "footer": f"WaCAT, {tanggal_angka(timezone.localtime(at))}",
        "tables": [table],
    }
    return attachment(press.make("xlsx", data=data), name=name)
