"""The child that sets type and writes workbooks: typst and xlsxwriter live here, not in the web.

Run as a script by `orders.py`, without Django and without the environment of its parent. It reads
length-prefixed JSON from its input and answers with length-prefixed bytes, until the input ends or
nobody asks for a while.
"""

import io
import json
import select
import struct
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import typst
import xlsxwriter

IDLE_SECONDS = 120
HEADER = struct.Struct(">I")
ANSWER = struct.Struct(">BI")
LANDSCAPE_COLUMNS = 7
# Templates may take in those of other packages: the root of their addresses is that of the package.
ROOT = Path(__file__).resolve().parents[1]


class Press:
    """Compilers are made once: the fonts are read only the first time."""

    def __init__(self) -> None:
        self.compilers: dict[str, typst.Compiler] = {}

    def _compiler(self, template: str) -> typst.Compiler:
        if template not in self.compilers:
            self.compilers[template] = typst.Compiler(
                template, root=str(ROOT), ignore_system_fonts=True
            )
        return self.compilers[template]

    def pdf(self, data: dict[str, Any], *, template: str) -> bytes:
        """A tagged PDF/A-2b; the same data gives the same bytes."""
        made = self._compiler(template).compile(
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=["a-2b"],
            pdf_tags=True,
            timestamp=int(data["timestamp"]),
        )
        if not isinstance(made, bytes):
            raise TypeError("typst made no single file")
        return made

    def place(self, data: dict[str, Any], *, template: str) -> bytes:
        """Where the paper has the box of the signature, as JSON: a list of page, x and y in points."""
        found = typst.query(
            template,
            "<tanda-tangan>",
            field="value",
            root=str(ROOT),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )
        return found.encode()

    def xlsx(self, data: dict[str, Any], *, template: str) -> bytes:
        """A workbook with one sheet a table; text stays text, numbers are numbers."""
        target = io.BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        book = xlsxwriter.Workbook(target, options)
        made = datetime.fromtimestamp(int(data["timestamp"]), UTC)
        book.set_properties({"title": data["title"], "author": data["author"], "created": made})
        styles = {
            "title": book.add_format({"bold": True, "font_size": 14, "font_color": "#0b5c7a"}),
            "plain": book.add_format({}),
            "head": book.add_format(
                {
                    "bold": True,
                    "bg_color": "#eef4f7",
                    "bottom": 2,
                    "text_wrap": True,
                    "valign": "top",
                }
            ),
            "number": book.add_format({"num_format": "#,##0"}),
            "decimal": book.add_format({"num_format": "#,##0.0"}),
            "share": book.add_format({"num_format": "0.0%"}),
            "foot": book.add_format({"bold": True, "top": 1, "num_format": "#,##0"}),
            "note": book.add_format({"italic": True, "font_color": "#5d6b74"}),
        }
        for table in data["tables"]:
            self._sheet(book, table, data, styles)
        book.close()
        return target.getvalue()

    def _sheet(
        self, book: Any, table: dict[str, Any], data: dict[str, Any], styles: dict[str, Any]
    ) -> None:
        sheet = book.add_worksheet(table["name"])
        for line, text in enumerate(data["heading"]):
            sheet.write_string(line, 0, text, styles["title" if line == 0 else "plain"])
        top = len(data["heading"]) + 1
        for column, text in enumerate(table["head"]):
            sheet.write_string(top, column, text, styles["head"])
        for line, row in enumerate(table["rows"], top + 1):
            self._row(sheet, line, row, styles, shares=table["shares"])
        last = top + len(table["rows"])
        if table["foot"]:
            last += 1
            self._row(sheet, last, table["foot"], styles, foot=True)
        if table["note"]:
            sheet.write_string(last + 2, 0, table["note"], styles["note"])
        sheet.freeze_panes(top + 1, 1)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, max(len(table["head"]) - 1, 1), 13)
        _page(sheet, table=table, data=data, top=top)

    def _row(
        self,
        sheet: Any,
        line: int,
        row: list[Any],
        styles: dict[str, Any],
        *,
        shares: list[int] | None = None,
        foot: bool = False,
    ) -> None:
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(line, column, value, styles["foot" if foot else "plain"])
            elif value is not None:
                kind = "decimal" if isinstance(value, float) else "number"
                kind = "foot" if foot else "share" if column in (shares or ()) else kind
                sheet.write_number(line, column, value, styles[kind])


def _page(sheet: Any, *, table: dict[str, Any], data: dict[str, Any], top: int) -> None:
    """Print set-up: A4, one page wide, heading on every page, page numbers."""
    sheet.set_paper(9)
    if len(table["head"]) > LANDSCAPE_COLUMNS:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    if head := [line.replace("&", "&&") for line in data.get("letterhead", [])]:
        sheet.set_margins(top=1.0)
        sheet.set_header("&C" + "\n".join(head))
    sheet.set_footer(f"&L&8{data['footer'].replace('&', '&&')}&R&8Halaman &P dari &N")


def serve(source: BinaryIO, target: BinaryIO) -> None:
    """Answer until the input ends or nothing comes for a while."""
    press = Press()
    while select.select([source], [], [], IDLE_SECONDS)[0]:
        head = _whole(source, HEADER.size)
        if len(head) < HEADER.size:
            return
        order = json.loads(_whole(source, HEADER.unpack(head)[0]))
        try:
            make = {"pdf": press.pdf, "place": press.place, "xlsx": press.xlsx}[order["make"]]
            good, answer = 1, make(order["data"], template=order["template"])
        except Exception as error:
            good, answer = 0, f"{type(error).__name__}: {error}".encode()
        target.write(ANSWER.pack(good, len(answer)) + answer)
        target.flush()


def _whole(source: BinaryIO, length: int) -> bytes:
    """That many bytes: a pipe hands out 64 kB at a time. Fewer at the end of the input."""
    found = bytearray()
    while len(found) < length and (part := source.read(length - len(found))):
        found += part
    return bytes(found)


if __name__ == "__main__":
    # unbuffered, so that select sees what waits
    with open(sys.stdin.fileno(), "rb", buffering=0) as source:
        serve(source, sys.stdout.buffer)
