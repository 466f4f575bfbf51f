"""Photos given as evidence: decoded under limits and written anew, so that only the picture remains."""

from io import BytesIO
from typing import IO

from PIL import Image, ImageOps, UnidentifiedImageError

from wacat.values.refusal import Refusal

LARGEST_BYTES = 10 * 1024 * 1024
LARGEST_PIXELS = 50_000_000
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
        with Image.open(BytesIO(raw), formats=("JPEG", "PNG", "WEBP")) as opened:
            if opened.width * opened.height > LARGEST_PIXELS:
                raise CannotUsePhoto("Ukuran foto terlalu besar. Kirim foto yang lebih kecil.")
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise CannotUsePhoto(
            "Berkas ini bukan foto yang dapat dibaca. Kirim foto JPG, PNG atau WebP."
        ) from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = BytesIO()
    upright.save(out, "JPEG", quality=80, optimize=True)
    return out.getvalue()
