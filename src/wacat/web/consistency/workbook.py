"""What the page of consistency shows, as a workbook with real numbers."""

from datetime import datetime

from wacat.evaluation.tables import Cell, Share, Table
from wacat.press.orders import press
from wacat.reports import letterhead
from wacat.reports.period import months_back, written
from wacat.values.indicators.catalogue import indicator
from wacat.values.tanggal import bulan_tahun
from wacat.web.consistency import lines
from wacat.web.consistency.asking import Question

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TREND = 12
HEAD = [
    "Tidak cocok",
    "Jawaban",
    "Tingkat",
    "Paling rendah",
    "Paling tinggi",
    "Terbukti",
    "Catatan",
]


def file_name(question: Question) -> str:
    """A name that explains itself, such as Konsistensi_Manggar_2026-08_2026-10.xlsx."""
    area = "".join(c if c.isascii() and c.isalnum() else "-" for c in question.area.name).strip("-")
    months = question.months
    return f"Konsistensi_{area}_{written(months[0])}_{written(months[-1])}.xlsx"


def make(question: Question, *, at: datetime) -> bytes:
    """The workbook: a sheet for each table, and one for each way to explain the change."""
    span = f"{bulan_tahun(question.months[0])} sampai {bulan_tahun(question.months[-1])}"
    head = letterhead.letterhead(city=question.area.name, at=at)
    data = {
        "title": f"Konsistensi data {question.area.name} {span}",
        "author": head["author"],
        "timestamp": head["timestamp"],
        "heading": ["Konsistensi data", question.area.name, span],
        "footer": indicator("mismatch").formula[:120],
        "tables": [table.as_sheet() for table in _tables(question)],
    }
    return press.make("xlsx", data=data)


def _tables(question: Question) -> list[Table]:
    months = lines.trend(question, months=months_back(question.last, count=TREND))
    named = [
        lines.Line(name=bulan_tahun(month), href="", rate=rate) for month, rate in months
    ]  # fmt: skip
    made = [_rates("Tren", "Bulan", named)]
    if not question.element:
        made.append(_rates("Unsur", "Unsur", lines.elements(question)))
    if question.area.level != "RT":
        made.append(_rates("Wilayah", lines.LEVELS[question.area.level], lines.areas(question)))
    made.append(_rates("Sumber", "Sumber", lines.sources(question)))
    for by, word in lines.BY.items():
        if not (by == "unsur" and question.element):
            made.append(_change(word, lines.parts(question, by=by)))
    return made


def _rates(name: str, kind: str, found: list[lines.Line]) -> Table:
    return Table(
        name=name,
        title=name,
        head=[kind, *HEAD],
        rows=[[line.name, *_cells(line)] for line in found],
        note=f"{indicator('mismatch').name}: {indicator('mismatch').formula}",
    )


def _cells(line: lines.Line) -> list[Cell]:
    rate, interval = line.rate, line.rate.interval
    return [
        rate.disputed,
        rate.answered,
        None if rate.share is None else Share(rate.share),
        Share(interval.low) if interval else None,
        Share(interval.high) if interval else None,
        None if rate.proven_share is None else Share(rate.proven_share),
        "Angka kecil" if rate.is_small else "",
    ]


def _change(word: str, found: list[lines.Part]) -> Table:
    return Table(
        name=f"Perubahan per {word.lower()}",
        title=word,
        head=[word, "Tingkat semula", "Tingkat kini", "Karena tingkatnya (poin)", "Karena bobotnya (poin)",
              "Sumbangan (poin)"],
        rows=[
            [
                one.name,
                None if one.before.share is None else Share(one.before.share),
                None if one.after.share is None else Share(one.after.share),
                float(one.own),
                float(one.moved),
                float(one.total),
            ]
            for one in found
        ],
        note=indicator("contribution").formula,
    )  # fmt: skip
