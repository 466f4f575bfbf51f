"""A report as a file: PDF, XLSX, CSV, JSON."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from wacat.press.orders import press
from wacat.reports import sheet
from wacat.reports.figures import Lep
from wacat.reports.models import Issue
from wacat.values.bilangan import bilangan, persen

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
TEMPLATE = Path(__file__).parent / "templates" / "lep.typ"
# What a program that reads the JSON may rely on; raised when a name or a meaning changes.
SCHEMA = "wacat-lep"
SCHEMA_VERSION = 1
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def file_name(lep: Lep, *, suffix: str) -> str:
    """A name that explains itself, such as LEP_Manggar_2026-10.pdf."""
    words = {
        "RT": f"{lep.area} {lep.place.split('Kelurahan ')[-1].split(',')[0]}",
        "KECAMATAN": f"Kecamatan {lep.area}",
    }
    name = words.get(lep.level, lep.area)
    safe = "".join(c if c.isascii() and c.isalnum() else "-" for c in name).strip("-")
    return f"LEP_{safe}_{lep.period}.{suffix}"


def pdf(lep: Lep, *, issue: Issue) -> bytes:
    """The printed report, PDF/A-2b; the same figures give the same bytes."""
    return press.make("pdf", data=paper(lep, issue=issue), template=TEMPLATE)


def pdfs(reports: Iterable[tuple[Lep, Issue]]) -> Iterator[bytes]:
    """The printed reports of many areas; the next one is counted while the last one is set."""
    orders = (paper(lep, issue=issue) for lep, issue in reports)
    return press.make_many("pdf", orders=orders, template=TEMPLATE)


def paper(lep: Lep, *, issue: Issue, signed: dict[str, str] | None = None) -> dict[str, Any]:
    """All words of the printed report; `signed` as in `letterhead.signature`."""
    return sheet.letter(lep=lep, issue=issue, signed=signed) | {
        "highlights": _highlights(lep),
        "tables": [
            {"title": t.title, "head": t.head, "rows": t.rows, "foot": t.foot, "note": t.note}
            for t in sheet.tables(lep)
        ],
    }


def _highlights(lep: Lep) -> list[tuple[str, str]]:
    total, answers = lep.total, lep.responses
    return [
        ("layanan", bilangan(lep.services_total)),
        ("lahir", bilangan(total.born)),
        ("mati", bilangan(total.died)),
        ("datang", bilangan(total.arrived)),
        ("pindah", bilangan(total.left)),
        ("dijawab", persen(answers.answered_share, decimals=0) if answers.told else "–"),
    ]


def xlsx(lep: Lep, *, issue: Issue) -> bytes:
    """The report as a workbook: one sheet a table, real numbers, ready to print."""
    words = sheet.letter(lep=lep, issue=issue)
    data = {
        "title": f"LEP Dukcapil {lep.place} {words['month']}",
        "author": words["author"],
        "timestamp": words["timestamp"],
        "letterhead": [words["government"], words["office"]],
        "heading": [sheet.TITLE, lep.place, f"Kode {lep.code}, {words['month']}"],
        "footer": f"Kode {issue.code}, sidik data {words['hash']}",
        "tables": _number_tables(lep),
    }
    return press.make("xlsx", data=data)


def _number_tables(lep: Lep) -> list[dict[str, Any]]:
    """The tables of the paper, with numbers where the paper has words."""
    cell_names = ("start", "born", "arrived", "died", "left", "end")
    r = lep.responses
    told = r.told or 1
    rows: list[tuple[str, list[list[Any]], list[int], sheet.Table]] = [
        (
            "LAMPID",
            [[c.label, *(getattr(c, name) for name in cell_names)] for c in lep.lampid],
            [],
            sheet.lampid_table(lep),
        ),
        ("Layanan", [[s.name, s.count] for s in lep.services], [], sheet.services_table(lep)),
        (
            "Tanggapan",
            [
                ["Pemberitahuan", r.told, None],
                ["Benar", r.confirmed, r.confirmed / told],
                ["Ada yang salah", r.corrected, r.corrected / told],
                ["Bukan warga", r.not_mine, r.not_mine / told],
                ["Belum dijawab", r.unanswered, r.unanswered / told],
                ["Dijawab dalam 3 x 24 jam", r.prompt, r.prompt_share],
                ["Rata-rata waktu menjawab (jam)", r.mean_hours, None],
            ],
            [2],
            sheet.responses_table(lep),
        ),
    ]
    classes: list[list[Any]] = [list(line) for line in sheet.classes(lep)]
    settled: list[list[Any]] = [list(line) for line in sheet.corrections(r)]
    settled.append(["Rata-rata sampai putusan (jam)", r.settle_hours])
    rows.append(("Kelas", classes, [], sheet.classes_table(lep)))
    rows.append(("Koreksi", settled, [], sheet.corrections_table(lep)))
    if lep.citizens:
        known: list[list[Any]] = [
            [c.label, *(getattr(c, name) for name in cell_names)] for c in lep.citizens
        ]
        rows.append(("Kewarganegaraan", known, [], sheet.citizens_table(lep)))
    if lep.late_responses:
        late: list[list[Any]] = [list(line) for line in sheet.late_answers(lep)]
        rows.append(("Susulan", late, [], sheet.late_table(lep)))
    if lep.offices:
        ends = [[line.label, *sheet.ends_of(line)] for line in lep.offices]
        rows.append(("Jabatan", ends, [], sheet.offices_table(lep)))
    if lep.children:
        lines = [
            [c.name, c.services, c.born, c.died, c.arrived, c.left, c.told, c.answered_share]
            for c in lep.children
        ]
        rows.append((f"Per {lep.child_level}", lines, [7], sheet.children_table(lep)))
    feet: dict[str, list[Any]] = {
        "LAMPID": ["Jumlah", *(getattr(lep.total, name) for name in cell_names)],
        "Layanan": ["Jumlah layanan", lep.services_total],
        "Kelas": ["Jumlah layanan", lep.services_total],
    }
    return [
        {
            "name": name,
            "head": table.head,
            "rows": lines,
            "shares": shares,
            "foot": feet.get(name, []),
            "note": table.note,
        }
        for name, lines, shares, table in rows
    ]


def json_text(lep: Lep, *, issue: Issue | None = None) -> bytes:
    """The figures as JSON, with their fingerprint and, for an issued report, its code."""
    data = {"schema": SCHEMA, "schema_version": SCHEMA_VERSION}
    data |= lep.as_dict() | {"sha256": lep.sha256()}
    if issue is not None:
        data["issue"] = issue.code
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def csv_text(lep: Lep) -> bytes:
    """The figures as one long table: part, area, item, sex, number; read by any spreadsheet."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(["bagian", "kode", "wilayah", "periode", "uraian", "jenis_kelamin", "jumlah"])
    own = (lep.code, lep.area)
    for part, code, area, item, sex, number in _long(lep, own):
        writer.writerow([part, code, safe(area), lep.period, safe(item), sex, number])
    return ("\ufeff" + target.getvalue()).encode()


def _long(lep: Lep, own: tuple[str, str]) -> list[tuple[str, str, str, str, str, int]]:
    names = {"start": "awal", "born": "lahir", "arrived": "datang", "died": "mati", "left": "pindah",
             "end": "akhir"}  # fmt: skip
    lines = [("layanan", *own, s.name, "", s.count) for s in lep.services]
    lines += [
        ("lampid", *own, f"{word} (susulan)" if cell.late else word, cell.sex, getattr(cell, name))
        for cell in lep.lampid
        for name, word in names.items()
    ]
    lines += [
        (f"lampid {(line.citizenship or 'tidak diketahui').lower()}", *own,
         f"{word} (susulan)" if line.late else word, line.sex, getattr(line, name))
        for line in lep.citizens or []
        for name, word in names.items()
        if getattr(line, name) is not None
    ]  # fmt: skip
    r = lep.responses
    lines += [
        ("tanggapan", *own, word, "", number)
        for word, number in [
            ("pemberitahuan", r.told), ("benar", r.confirmed), ("ada yang salah", r.corrected),
            ("bukan warga", r.not_mine), ("belum dijawab", r.unanswered), ("dalam 3 x 24 jam", r.prompt),
        ]
    ]  # fmt: skip
    further = [("koreksi", sheet.corrections(r)), ("tanggapan susulan", sheet.late_answers(lep))]
    further.append(("kelas", sheet.classes(lep)))
    lines += [(part, *own, word.lower(), "", n) for part, found in further for word, n in found]
    lines += [
        ("jabatan", *own, f"{line.label}: {word}", "", number)
        for line in lep.offices
        for word, number in zip(
            ("masa selesai", "serah terima", "sebab lain", "HP hilang", "dicabut"),
            sheet.ends_of(line), strict=True,
        )
    ]  # fmt: skip
    lines += [
        ("wilayah", child.code, child.name, word, "", getattr(child, name))
        for child in lep.children
        for name, word in [("services", "layanan"), ("born", "lahir"), ("died", "mati"),
                           ("arrived", "datang"), ("left", "pindah"), ("told", "pemberitahuan"),
                           ("answered", "dijawab")]
    ]  # fmt: skip
    return lines


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def make(lep: Lep, *, suffix: str, issue: Issue) -> bytes:
    """The report in the format of that suffix."""
    if suffix == "pdf":
        return pdf(lep, issue=issue)
    if suffix == "xlsx":
        return xlsx(lep, issue=issue)
    return csv_text(lep) if suffix == "csv" else json_text(lep, issue=issue)
