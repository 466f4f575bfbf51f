"""What is given as evidence: photos and PDFs, written anew so that only what is seen remains."""

from dataclasses import dataclass
from typing import IO

from wacat.sheets.pdf import CannotReadPdf, only_pages
from wacat.values.pictures import CannotReadPicture, as_jpeg
from wacat.values.refusal import Refusal

LARGEST_BYTES = 10 * 1024 * 1024
LARGEST_PDF = 5 * 1024 * 1024
LONGEST_SIDE = 1600
MEDIA_TYPE = "image/jpeg"
PDF = "application/pdf"


class CannotUsePhoto(Refusal):
    """The file is nothing that can be kept; the message says what to do."""


@dataclass(frozen=True)
class Proof:
    """A photo or a PDF, written anew."""

    content: bytes
    media_type: str


def clean(file: IO[bytes]) -> bytes:
    """The photo as a JPEG of at most 1600 pixels a side, without EXIF or anything else beside it.

    Raises:
        CannotUsePhoto: too large, or no picture.
    """
    return _photo(_read(file))


def proof_of(file: IO[bytes]) -> Proof:
    """A photo as `clean` makes it, or the bare pages of a PDF.

    Raises:
        CannotUsePhoto: too large, neither photo nor PDF, or a PDF with something that can run.
    """
    raw = _read(file)
    if not raw[:1024].lstrip().startswith(b"%PDF-"):
        return Proof(_photo(raw), MEDIA_TYPE)
    if len(raw) > LARGEST_PDF:
        raise CannotUsePhoto("PDF lebih besar dari 5 MB. Kirim yang lebih kecil, atau fotonya.")
    try:
        return Proof(only_pages(raw), PDF)
    except CannotReadPdf as error:
        raise CannotUsePhoto(str(error)) from error


def _read(file: IO[bytes]) -> bytes:
    raw = file.read(LARGEST_BYTES + 1)
    if len(raw) > LARGEST_BYTES:
        raise CannotUsePhoto("Foto lebih besar dari 10 MB. Kirim foto yang lebih kecil.")
    return raw


def _photo(raw: bytes) -> bytes:
    try:
        return as_jpeg(raw, longest_side=LONGEST_SIDE)
    except CannotReadPicture as error:
        if error.too_large:
            raise CannotUsePhoto(
                "Ukuran foto terlalu besar. Kirim foto yang lebih kecil."
            ) from error
        raise CannotUsePhoto(
            "Berkas ini bukan foto atau PDF yang dapat dibaca. Kirim foto JPG, PNG, WebP, atau PDF."
        ) from error
