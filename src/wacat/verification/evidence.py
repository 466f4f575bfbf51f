"""Photos given as evidence: decoded under limits and written anew, so that only the picture remains."""

from typing import IO

from wacat.values.pictures import CannotReadPicture, as_jpeg
from wacat.values.refusal import Refusal

LARGEST_BYTES = 10 * 1024 * 1024
LONGEST_SIDE = 1600
MEDIA_TYPE = "image/jpeg"


class CannotUsePhoto(Refusal):
    """The file is no photo that can be kept; the message says what to do."""


def clean(file: IO[bytes]) -> bytes:
    """The photo as a JPEG of at most 1600 pixels a side, without EXIF or anything else beside it.

    Raises:
        CannotUsePhoto: too large, or no picture.
    """
    raw = file.read(LARGEST_BYTES + 1)
    if len(raw) > LARGEST_BYTES:
        raise CannotUsePhoto("Foto lebih besar dari 10 MB. Kirim foto yang lebih kecil.")
    try:
        return as_jpeg(raw, longest_side=LONGEST_SIDE)
    except CannotReadPicture as error:
        if error.too_large:
            raise CannotUsePhoto(
                "Ukuran foto terlalu besar. Kirim foto yang lebih kecil."
            ) from error
        raise CannotUsePhoto(
            "Berkas ini bukan foto yang dapat dibaca. Kirim foto JPG, PNG atau WebP."
        ) from error
