"""An edition as a file: PDF, XLSX, JSON. A signed one gives the same bytes every time.

What was signed is made once and kept; what is not signed yet says so across its head and is not kept.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from wacat.evaluation import tables
from wacat.evaluation.actions import keep_file
from wacat.evaluation.measures import Semester
from wacat.evaluation.models import Edition, EditionFile
from wacat.press.orders import press
from wacat.reports import letterhead
from wacat.values.bilangan import bilangan, persen
from wacat.values.tanggal import bulan_tahun

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
TEMPLATE = Path(__file__).parent / "templates" / "evaluasi.typ"
SHORT, LONG = 10, 48
TITLE = "Evaluasi Aplikasi WaCAT"
SCHEMA, SCHEMA_VERSION = "wacat-evaluasi", 1
HIGHLIGHTS = {
    "answered_share": "dijawab", "prompt_share": "jawaban ≤ 3 x 24 jam",
    "in_time_share": "putusan ≤ 3 x 24 jam", "mismatch": "tidak cocok", "breaches": "lewat batas waktu",
}  # fmt: skip


def figures_of(edition: Edition) -> dict[str, Any]:
    """The figures of an edition that was counted."""
    found: dict[str, Any] = json.loads(edition.figures)
    return found


def file_name(edition: Edition, *, suffix: str) -> str:
    """A name that explains itself, such as Evaluasi_Kota-Balikpapan_2026-S1_revisi-2.pdf."""
    evaluation = edition.evaluation
    city = "".join(c if c.isascii() and c.isalnum() else "-" for c in evaluation.city.name)
    revision = f"_revisi-{edition.revision}" if edition.revision > 1 else ""
    draft = "" if edition.signed_at else "_konsep"
    return f"Evaluasi_{city}_{evaluation.key}{revision}{draft}.{suffix}"


def make(edition: Edition, *, suffix: str, at: datetime) -> bytes:
    """The file of an edition; the kept bytes where it was signed."""
    if edition.signed_at is None:
        return _made(edition, suffix=suffix)
    kept = EditionFile.objects.filter(edition=edition, suffix=suffix).first()
    if kept is not None:
        return bytes(kept.content)
    return keep_file(edition, suffix=suffix, content=_made(edition, suffix=suffix), at=at)


def _made(edition: Edition, *, suffix: str) -> bytes:
    return {"pdf": pdf, "xlsx": xlsx, "json": json_text}[suffix](edition)


def pdf(edition: Edition) -> bytes:
    """The printed evaluation, PDF/A-2b."""
    figures = figures_of(edition)
    data = _letter(edition, figures) | {
        "highlights": _highlights(figures),
        "remark": [line for line in edition.remark.splitlines() if line.strip()],
        "tables": [_printed(table) for table in tables.tables(figures)],
        "definitions": _printed(tables.definitions(figures)),
    }
    return press.make("pdf", data=data, template=TEMPLATE)


def xlsx(edition: Edition) -> bytes:
    """The evaluation as a workbook: one sheet a table, real numbers, and what each figure means."""
    figures = figures_of(edition)
    words = _letter(edition, figures)
    data = {
        "title": f"{TITLE} {words['place']} {words['month']}",
        "author": words["author"],
        "timestamp": words["timestamp"],
        "letterhead": [words["government"], words["office"]],
        "heading": [TITLE, words["place"], f"{words['month']}, {words['particulars']}"],
        "footer": f"Kode {edition.code}, sidik data {edition.sha256[: letterhead.SHORT_HASH]}",
        "tables": [
            table.as_sheet() for table in (*tables.tables(figures), tables.definitions(figures))
        ],
    }
    return press.make("xlsx", data=data)


def json_text(edition: Edition) -> bytes:
    """The figures as JSON, with their fingerprint, revision and state."""
    data = {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "revision": edition.revision,
        "reason": edition.reason,
        "signed_at": edition.signed_at.isoformat() if edition.signed_at else None,
        "code": edition.code,
        "sha256": edition.sha256,
        "remark": edition.remark,
        "figures": figures_of(edition),
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def on_screen(edition: Edition) -> str:
    """The evaluation as text tables."""
    figures = figures_of(edition)
    words = _letter(edition, figures)
    lines = [TITLE, f"{words['place']}, {words['month']}", words["particulars"]]
    for table in tables.tables(figures):
        rows = [list(table.head), *table.words]
        widths = [max(len(row[n]) for row in rows) for n in range(len(table.head))]
        lines += ["", table.title, "-" * len(table.title)]
        lines += ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    return "\n".join(lines)


def _letter(edition: Edition, figures: dict[str, Any]) -> dict[str, Any]:
    """Everything on the paper besides its tables; dated by the signature, else by the counting."""
    evaluation = edition.evaluation
    at = edition.signed_at or edition.counted_at
    if at is None:
        raise ValueError("an edition is printed after it was counted")
    semester = Semester(city=evaluation.city, first=evaluation.first)
    first, last = bulan_tahun(semester.first), bulan_tahun(semester.months[-1])
    revision = f"revisi {edition.revision}, " if edition.revision > 1 else ""
    state = "disahkan" if edition.signed_at else "konsep, belum disahkan"
    return {
        **letterhead.letterhead(city=figures["city"], at=at),
        **letterhead.signature(city=figures["city"], at=at),
        **letterhead.check(code=edition.code, sha256=edition.sha256),
        "title": TITLE,
        "place": figures["city"],
        "month": semester.words,
        "particulars": f"{first} sampai {last}, {revision}{state}",
        "reason": edition.reason,
        "is_draft": edition.signed_at is None,
    }  # fmt: skip


def _highlights(figures: dict[str, Any]) -> list[tuple[str, str]]:
    values = {one["code"]: one for one in figures["indicators"]}
    found = []
    for code, words in HIGHLIGHTS.items():
        value = values[code]["value"]
        if value is None:
            shown = tables.NOTHING
        else:
            shown = persen(value) if values[code]["unit"] == tables.PERCENT else bilangan(value)
        found.append((words, shown))
    return found


def _printed(table: tables.Table) -> dict[str, Any]:
    left = [not side for _, side in table.columns]
    return {
        "title": table.title, "head": list(table.head), "rows": table.words, "note": table.note,
        "left": left, "widths": _widths(table, left=left),
    }  # fmt: skip


def _widths(table: tables.Table, *, left: list[bool]) -> list[int]:
    """Shares of the width: columns of words by their longest, the others as narrow as they are (0).

    Where only the first column holds words, the figures share what it leaves.
    """
    longest = [max(len(row[n]) for row in table.words) for n in range(len(left))]
    if sum(left) == 1:
        return [16, *([10] * (len(left) - 1))]
    return [
        min(max(n, SHORT), LONG) if is_left else 0 for n, is_left in zip(longest, left, strict=True)
    ]
