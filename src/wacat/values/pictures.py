"""Pictures from strangers: decoded under limits and written anew, so that only the picture remains."""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

LARGEST_PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP")


class CannotReadPicture(ValueError):
    """The bytes are no picture that can be kept; `too_large` tells that they were too many pixels."""

    def __init__(self, *, too_large: bool) -> None:
        super().__init__("too many pixels" if too_large else "no picture")
        self.too_large = too_large


def as_jpeg(raw: bytes, *, longest_side: int) -> bytes:
    """The picture as an upright JPEG without EXIF or anything else beside it.

    Raises:
        CannotReadPicture: too many pixels, or no picture.
    """
    try:
        with Image.open(BytesIO(raw), formats=FORMATS) as opened:
            if opened.width * opened.height > LARGEST_PIXELS:
                raise CannotReadPicture(too_large=True)
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except CannotReadPicture:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise CannotReadPicture(too_large=False) from error
    upright.thumbnail((longest_side, longest_side))
    out = BytesIO()
    upright.save(out, "JPEG", quality=80, optimize=True)
    return out.getvalue()
