"""The child of `pdf.py`: a PDF in, one line of JSON and the pages as a new PDF out. No Django."""

import io
import json
import sys
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from wacat.sheets.confined import confine
from wacat.sheets.pdf import MOST_PAGES

WALL_SECONDS = 8
MOST_OBJECTS = 50_000
# what runs, opens, sends, or hides another file
ACTIVE_KEYS = frozenset(
    {"/JS", "/JavaScript", "/AA", "/XFA", "/EmbeddedFiles", "/EF", "/RichMediaContent"}
)
ACTIVE_NAMES = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/EmbeddedFile", "/RichMedia", "/Rendition",
     "/Movie", "/Sound", "/GoToE", "/GoToR", "/PS"}
)  # fmt: skip
# beside the page's own drawing
DROPPED = ("/Annots", "/AA", "/Metadata", "/PieceInfo", "/B", "/StructParents", "/Tabs", "/Trans")


class Refused(Exception):
    """The code of the reason."""


def rewrite(raw: bytes, *, most_pages: int) -> bytes:
    """The pages as a new PDF.

    Raises:
        Refused: see `pdf.REASONS`.
    """
    reader = PdfReader(io.BytesIO(raw), strict=False)
    if reader.is_encrypted:
        raise Refused("LOCKED")
    look_through(reader.trailer)
    count = len(reader.pages)
    if not count:
        raise Refused("EMPTY")
    if count > most_pages:
        raise Refused("LONG")
    writer = PdfWriter()
    for page in reader.pages:
        for key in DROPPED:
            page.pop(key, None)
        writer.add_page(page)
    writer.metadata = None
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def look_through(root: Any) -> None:
    """Look at every object once, whatever stream it was packed into.

    Raises:
        Refused: something active was found, or there is no end.
    """
    waiting: list[Any] = [root]
    seen: set[tuple[int, int]] = set()
    looked = 0
    while waiting:
        item = waiting.pop()
        looked += 1
        if looked > MOST_OBJECTS:
            raise Refused("HEAVY")
        if isinstance(item, IndirectObject):
            place = (item.idnum, item.generation)
            if place not in seen:
                seen.add(place)
                waiting.append(item.get_object())
        elif isinstance(item, DictionaryObject):
            _check(item)
            waiting.extend(item.raw_get(key) for key in item)
        elif isinstance(item, ArrayObject):
            waiting.extend(list.__iter__(item))


def _check(item: DictionaryObject) -> None:
    names = {str(item.raw_get(key)) for key in ("/S", "/Type", "/Subtype") if key in item}
    if ACTIVE_KEYS & set(item) or ACTIVE_NAMES & names:
        raise Refused("ACTIVE")


def main() -> None:
    """Answer on standard output."""
    confine(wall_seconds=WALL_SECONDS)
    refused, content = "", b""
    try:
        content = rewrite(sys.stdin.buffer.read(), most_pages=MOST_PAGES)
    except Refused as reason:
        refused = str(reason)
    except (
        PyPdfError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        IndexError,
        RecursionError,
    ):
        # whatever its parser trips over is no PDF to us
        refused = "NO_PDF"
    sys.stdout.buffer.write(json.dumps({"refused": refused}).encode() + b"\n" + content)


if __name__ == "__main__":
    main()
