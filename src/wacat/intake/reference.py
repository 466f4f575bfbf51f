"""The reference of checks and refusals for the documentation, made from the tables themselves."""

from collections.abc import Iterator

from wacat.intake.checks import CHECKS, Severity
from wacat.intake.layouts.fields import label
from wacat.sheets.refusals import REFUSALS

TITLES = {
    Severity.ERROR: "Baris masuk karantina",
    Severity.WARNING: "Baris diterima dengan catatan",
    Severity.NOTE: "Baris kembar",
}


def page() -> str:
    """The page `docs/rujukan/pemeriksaan.md`."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Pemeriksaan berkas SIAK"
    yield ""
    yield "Dibuat dari `wacat.intake.checks` dan `wacat.sheets.refusals`; jangan disunting di sini."
    for severity, title in TITLES.items():
        yield from ("", f"## {title}", "", "| kode | kolom | keterangan | yang perlu dilakukan |")
        yield "|---|---|---|---|"
        for code, check in CHECKS.items():
            if check.severity is severity:
                field = label(check.field) if check.field else "seluruh baris"
                yield f"| `{code}` | {field} | {check.message} | {check.remedy} |"
    yield from ("", "## Berkas ditolak seluruhnya", "", "| kode | kalimat |", "|---|---|")
    for code, sentence in REFUSALS.items():
        yield f"| `{code}` | {sentence} |"
