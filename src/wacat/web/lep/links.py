"""The figures of a LEP on screen, each leading to the list behind it."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.utils.html import format_html
from django.utils.safestring import SafeString

from wacat.reports import figures, offices, sheet
from wacat.reports.figures import Lep

Cell = str | SafeString
Query = dict[str, str]
# the columns of LAMPID; behind the start stands the population list, behind the end what changed it
CHANGES = {1: "penduduk", 2: "born", 3: "arrived", 4: "died", 5: "left", 6: "changes"}
ANSWERS = ("told", "CONFIRMED", "CORRECTED", "NOT_MINE", "unanswered", "prompt")
CHILDREN = ("served", "born", "died", "arrived", "left", "told", "answered")
DECISIONS = {word: name for name, word in sheet.DECISIONS.items()}
CORRECTIONS = DECISIONS | {
    "Diajukan": "claimed", "Diputuskan": "settled", "Diputuskan dalam tenggat": "in_time",
    "Belum diputuskan": "waiting",
}  # fmt: skip
MEANS = {"Rata-rata waktu menjawab": "answered", "Rata-rata sampai putusan": "settled"}
LATE = DECISIONS | {
    "Pemberitahuan": "told", "Benar": "CONFIRMED", "Ada yang salah": "CORRECTED",
    "Bukan warga": "NOT_MINE", "Koreksi diajukan": "claimed", "Koreksi diputuskan": "settled",
}  # fmt: skip
ONLY_LATE = {"susulan": "1"}
# sums and the lines of the areas inside count both
LATE_TOO = {"susulan": "semua"}
SLOWEST_FIRST = {"urut": "lama"}


def rows(lep: Lep, part: str, words: Sequence[Sequence[str]]) -> list[list[Cell]]:
    """The rows of a table of the report with each figure leading to its list.

    `part` says which table it is: lampid, citizens, services, answers, classes, corrections, late,
    offices or children. The first column heads its row.
    """
    makers = {
        "lampid": _of_lampid, "citizens": _of_citizens, "services": _of_services,
        "answers": _of_answers, "classes": _of_classes, "corrections": _of_corrections,
        "late": _of_late, "children": _of_children,
        "offices": _of_offices,
    }  # fmt: skip
    return [
        [
            _link(text, lep, makers[part](lep, row, column, line[0]), row=row, part=part)
            if column
            else text
            for column, text in enumerate(line)
        ]
        for row, line in enumerate(words)
    ]


def foot(lep: Lep, part: str, words: Sequence[str]) -> list[Cell]:
    """The sums below a table, leading to the list of all its lines."""
    if not words:
        return []
    return [
        _link(text, lep, _of_sum(part, column)) if column else text
        for column, text in enumerate(words)
    ]


def to_child(lep: Lep, place: int, name: str) -> Cell:
    """The name of an area inside, leading to its own LEP."""
    kept = urlencode({"periode": lep.period})
    return format_html('<a href="/lep/{}/?{}">{}</a>', lep.children[place].code, kept, name)


def _link(text: str, lep: Lep, query: Query | None, *, row: int = 0, part: str = "") -> Cell:
    if query is None or not text.strip("0–,%\u00a0 "):
        return text
    code = lep.children[row].code if part == "children" else lep.code
    kept = {"periode": lep.period} | query
    return format_html('<a href="/lep/{}/daftar/?{}">{}</a>', code, urlencode(kept), text)


def _of_lampid(lep: Lep, row: int, column: int, _word: str) -> Query:
    cell = lep.lampid[row]
    return {"bagian": _change(column, late=cell.late), "jk": cell.sex} | _late(cell)


def _of_citizens(lep: Lep, row: int, column: int, _word: str) -> Query:
    line = (lep.citizens or [])[row]
    found = {"bagian": _change(column, late=line.late), "jk": line.sex, "wn": line.citizenship}
    return found | _late(line)


def _change(column: int, *, late: bool) -> str:
    """What came late starts from what it has in common with the list, not from the list."""
    return "changes" if late and column == 1 else CHANGES[column]


def _late(line: figures.Cell | figures.Citizens) -> Query:
    return ONLY_LATE if line.late else {}


def _of_services(lep: Lep, row: int, _column: int, _word: str) -> Query | None:
    if row >= len(lep.services):
        return None
    line = lep.services[row]
    return {"bagian": "served", "jenis": line.kind} | (ONLY_LATE if line.late else {})


def _of_answers(_lep: Lep, row: int, column: int, word: str) -> Query:
    if word in MEANS or (column == 2 and ANSWERS[row] == "prompt"):
        return {"bagian": "answered"} | SLOWEST_FIRST
    return {"bagian": ANSWERS[row]}


def _of_classes(_lep: Lep, row: int, _column: int, _word: str) -> Query | None:
    return {"bagian": "served", "kelas": list(sheet.CLASSES)[row]} | LATE_TOO


def _of_corrections(_lep: Lep, _row: int, _column: int, word: str) -> Query | None:
    if word in MEANS:
        return {"bagian": MEANS[word]} | SLOWEST_FIRST
    return {"bagian": CORRECTIONS[word]} if word in CORRECTIONS else None


def _of_late(_lep: Lep, _row: int, _column: int, word: str) -> Query | None:
    return {"bagian": LATE[word]} | ONLY_LATE if word in LATE else None


def _of_children(_lep: Lep, _row: int, column: int, _word: str) -> Query | None:
    return {"bagian": CHILDREN[column - 1]} | LATE_TOO


def _of_offices(lep: Lep, row: int, column: int, _word: str) -> Query | None:
    how = list(offices.HOW)[column - 1]
    return {"bagian": "jabatan", "jabatan": lep.offices[row].office, "sebab": how}


def _of_sum(part: str, column: int) -> Query | None:
    if part in ("services", "classes"):
        return {"bagian": "served"} | LATE_TOO
    return {"bagian": CHANGES[column]} | LATE_TOO
