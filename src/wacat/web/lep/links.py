"""The figures of a LEP on screen, each leading to the list behind it."""

from urllib.parse import urlencode

from django.utils.html import format_html
from django.utils.safestring import SafeString

from wacat.reports import sheet
from wacat.reports.behind import ANSWERS
from wacat.reports.figures import Lep
from wacat.reports.sheet import Table

Cell = str | SafeString
DECISIONS = {word: name for name, word in sheet.DECISIONS.items()}
SETTLED = {"Diputuskan": "settled", "Koreksi diputuskan": "settled"}
CHANGES = {2: "born", 3: "arrived", 4: "died", 5: "left"}


def linked(lep: Lep, table: Table, *, part: str) -> list[list[Cell]]:
    """The rows of a table of the report with each figure leading to its list.

    `part` says which table it is: lampid, citizens, services or answers.
    """
    makers = {
        "lampid": _of_lampid, "citizens": _of_citizens, "services": _of_services,
        "answers": _of_answers,
    }  # fmt: skip
    return [
        [
            _link(text, lep, makers[part](lep, row, column)) if column else text
            for column, text in enumerate(line)
        ]
        for row, line in enumerate(table.rows)
    ]


def decided(lep: Lep, table: Table, *, late: bool = False) -> list[list[Cell]]:
    """The rows of a table about corrections with each figure of decisions leading to its list."""
    further = {"susulan": "1"} if late else {}
    parts = DECISIONS | SETTLED
    return [
        [word, _link(number, lep, {"bagian": parts[word]} | further if word in parts else None)]
        for word, number in table.rows
    ]


def _link(text: str, lep: Lep, query: dict[str, str] | None) -> Cell:
    if query is None or text in ("0", "", "–"):
        return text
    kept = {"periode": lep.period} | query
    return format_html('<a href="/lep/{}/daftar/?{}">{}</a>', lep.code, urlencode(kept), text)


def _of_lampid(lep: Lep, row: int, column: int) -> dict[str, str] | None:
    if column not in CHANGES or row >= len(lep.lampid):
        return None
    cell = lep.lampid[row]
    late = {"susulan": "1"} if cell.late else {}
    return {"bagian": CHANGES[column], "jk": cell.sex} | late


def _of_citizens(lep: Lep, row: int, column: int) -> dict[str, str] | None:
    lines = lep.citizens or []
    if column not in CHANGES or row >= len(lines):
        return None
    line = lines[row]
    late = {"susulan": "1"} if line.late else {}
    return {"bagian": CHANGES[column], "jk": line.sex, "wn": line.citizenship} | late


def _of_services(lep: Lep, row: int, column: int) -> dict[str, str] | None:
    if column != 1 or row >= len(lep.services):
        return None
    line = lep.services[row]
    return {"bagian": "served", "jenis": line.kind} | ({"susulan": "1"} if line.late else {})


def _of_answers(lep: Lep, row: int, column: int) -> dict[str, str] | None:
    names = list(ANSWERS)
    return {"bagian": names[row]} if column == 1 and row < len(names) else None
