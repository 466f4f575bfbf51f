"""Scans of decrees and letters: checked, pictures written anew, kept in a folder of their own.

The folder lies outside what the web server serves; the name of a scan is the hash of what is kept.
"""

import os
import re
import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

from django.conf import settings

from wacat.values.pictures import CannotReadPicture, as_jpeg
from wacat.values.refusal import Refusal

LARGEST_MEGABYTES = 5
LARGEST_BYTES = LARGEST_MEGABYTES * 1024 * 1024
LONGEST_SIDE = 2400
MEDIA_TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg"}
NAME = re.compile(r"[0-9a-f]{64}\.(pdf|jpg)")
# What a decree has no need of: a page that acts, hides a file or cannot be read later.
ACTIVE = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/RichMedia", b"/Encrypt")


class CannotUseScan(Refusal):
    """The file is no scan that can be kept; the message says what to do."""


@dataclass(frozen=True)
class Scan:
    """A checked scan: its bytes and how its name ends."""

    content: bytes
    suffix: str

    @property
    def media_type(self) -> str:
        """What a browser is told of it."""
        return MEDIA_TYPES[self.suffix]


def clean(file: IO[bytes]) -> Scan:
    """Read a scan: a PDF as it is when it is harmless, a picture written anew.

    Raises:
        CannotUseScan: empty, larger than 5 MB, neither PDF nor picture, or a PDF with active parts.
    """
    raw = file.read(LARGEST_BYTES + 1)
    if not raw:
        raise CannotUseScan("Berkas ini kosong. Pilih berkas lain.")
    if len(raw) > LARGEST_BYTES:
        raise CannotUseScan(
            f"Berkas lebih besar dari {LARGEST_MEGABYTES} MB. Pindai dengan mutu lebih rendah."
        )
    if raw.startswith(b"%PDF-"):
        return _pdf(raw)
    try:
        return Scan(content=as_jpeg(raw, longest_side=LONGEST_SIDE), suffix="jpg")
    except CannotReadPicture as error:
        raise CannotUseScan(
            "Berkas ini bukan PDF, JPG atau PNG yang dapat dibaca. Pindai atau foto ulang."
        ) from error


def keep(scan: Scan) -> str:
    """Store a scan for its owner only; returns its name, the same for the same bytes."""
    name = f"{sha256(scan.content).hexdigest()}.{scan.suffix}"
    draft = folder() / f"sementara-{secrets.token_hex(8)}"
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(scan.content)
        draft.replace(folder() / name)
    finally:
        draft.unlink(missing_ok=True)
    return name


def find(name: str) -> Scan | None:
    """The stored scan of that name, or None when there is none."""
    if not NAME.fullmatch(name):
        return None
    path = folder() / name
    if not path.is_file():
        return None
    return Scan(content=path.read_bytes(), suffix=path.suffix[1:])


def folder() -> Path:
    """The folder of scans; only its owner may enter."""
    place = Path(settings.WACAT_SCANS)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def _pdf(raw: bytes) -> Scan:
    if b"%%EOF" not in raw[-2048:]:
        raise CannotUseScan("PDF ini terpotong atau rusak. Pindai ulang, lalu unggah lagi.")
    if any(part in raw for part in ACTIVE):
        raise CannotUseScan(
            "PDF ini berisi naskah, lampiran atau sandi. Unggah hasil pindai biasa tanpa itu."
        )
    return Scan(content=raw, suffix="pdf")
