"""PDFs from strangers: read by a child under limits and written anew with their pages alone.

A PDF can carry scripts, programs, other files and forms. One that does is refused, because an honest
scan never has them; of the others only the pages are kept (docs/keputusan/bukti.md).
"""

import json
import subprocess
import sys

from wacat.sheets.confined import ENVIRONMENT

WALL_SECONDS = 10
MOST_PAGES = 20
REASONS = {
    "NO_PDF": "Berkas ini bukan PDF yang dapat dibaca. Simpan ulang sebagai PDF, atau kirim fotonya.",
    "LOCKED": "PDF ini terkunci kata sandi. Kirim yang tidak terkunci.",
    "ACTIVE": "PDF ini berisi program, formulir atau berkas lain di dalamnya. Cetak ulang sebagai PDF biasa, "
    "atau kirim fotonya.",
    "EMPTY": "PDF ini tidak berisi halaman.",
    "LONG": f"PDF ini lebih dari {MOST_PAGES} halaman. Kirim halaman yang perlu saja.",
    "HEAVY": "PDF ini terlalu rumit untuk diperiksa. Kirim fotonya.",
}


class CannotReadPdf(ValueError):
    """The bytes are no PDF that can be kept; the message is Indonesian and says what to do."""

    def __init__(self, code: str) -> None:
        super().__init__(REASONS[code])
        self.code = code


def only_pages(raw: bytes) -> bytes:
    """The same pages as a new PDF: no scripts, links, forms, attachments, comments or metadata.

    Raises:
        CannotReadPdf: damaged, locked, active, too long, or too heavy to look at.
    """
    if not raw[:1024].lstrip().startswith(b"%PDF-"):
        raise CannotReadPdf("NO_PDF")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "wacat.sheets.pdf_child"],
            input=raw, capture_output=True, env=ENVIRONMENT, check=False, timeout=WALL_SECONDS,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise CannotReadPdf("HEAVY") from error
    head, _, content = done.stdout.partition(b"\n")
    try:
        told = json.loads(head)
    except ValueError as error:
        raise CannotReadPdf("HEAVY") from error
    if told["refused"]:
        raise CannotReadPdf(told["refused"])
    return content
