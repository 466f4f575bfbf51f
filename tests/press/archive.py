"""What PDF/A-2b (ISO 19005-2) asks of a file, as far as its structure shows it."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

ALLOWED_FILTERS = {"/FlateDecode", "/DCTDecode", "/CCITTFaxDecode", "/JPXDecode", "/JBIG2Decode",
                   "/ASCIIHexDecode", "/ASCII85Decode", "/RunLengthDecode"}  # fmt: skip
FORBIDDEN_ACTIONS = {"/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData"}
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def faults(content: bytes) -> list[str]:
    """Every rule of PDF/A-2b and of a tagged file that the bytes break; empty when none."""
    reader = pypdf.PdfReader(io.BytesIO(content), strict=True)
    root = reader.root_object
    found = [*_head(content, reader=reader), *_catalogue(root)]
    for thing in _everything(reader):
        found += _object(thing)
    return found


def _head(content: bytes, *, reader: pypdf.PdfReader) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4}", content):
        yield "no header with a comment of four high bytes (6.1.2)"
    if reader.is_encrypted or "/Encrypt" in reader.trailer:
        yield "encrypted (6.1.3)"
    if len(reader.trailer.get("/ID", [])) != 2:
        yield "no file identifier (6.1.3)"
    if re.search(rb"%%EOF[^\r\n]", content):
        yield "an object that does not begin a line (6.1.9)"
    if not content.rstrip(b"\r\n").endswith(b"%%EOF"):
        yield "bytes after the end (6.1.3)"


def _catalogue(root: DictionaryObject) -> Iterator[str]:
    meta = root["/Metadata"].get_object()
    if "/Filter" in meta:
        yield "compressed metadata (6.6.2)"
    xmp = meta.get_data().decode()
    for name, value in (("part", "2"), ("conformance", "B")):
        if not re.search(rf"pdfaid:{name}(>|=['\"]){value}[<'\"]", xmp):
            yield f"XMP does not say pdfaid:{name} {value} (6.6.4)"
    intents = [i.get_object() for i in root.get("/OutputIntents", [])]
    if not any(i["/S"] == "/GTS_PDFA1" and "/DestOutputProfile" in i for i in intents):
        yield "no output intent with a profile (6.2.3)"
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "not marked as tagged"
    if not root.get("/StructTreeRoot", {}).get("/K"):
        yield "no structure tree"
    if not str(root.get("/Lang", "")).startswith("id"):
        yield "no language"
    if {"/AA", "/Requirements"} & root.keys():
        yield "actions of the document (6.5.2)"
    form = root.get("/AcroForm", {})
    if form.get("/NeedAppearances") or "/XFA" in form:
        yield "a form that readers draw themselves (6.4.1)"


def _everything(reader: pypdf.PdfReader) -> Iterator[Any]:
    """Each object that can be reached from the trailer, once."""
    waiting: list[Any] = [reader.root_object]
    seen: set[int] = set()
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, IndirectObject):
            if thing.idnum in seen:
                continue
            seen.add(thing.idnum)
            thing = thing.get_object()
        yield thing
        if isinstance(thing, DictionaryObject):
            waiting.extend(thing.values())
        elif isinstance(thing, ArrayObject):
            waiting.extend(thing)


def _object(thing: Any) -> Iterator[str]:
    if not isinstance(thing, DictionaryObject):
        return
    if isinstance(thing, StreamObject):
        filters = thing.get("/Filter", [])
        if not set(filters if isinstance(filters, list) else [filters]) <= ALLOWED_FILTERS:
            yield f"filter {filters} (6.1.7)"
    if thing.get("/S") in FORBIDDEN_ACTIONS:
        yield f"action {thing['/S']} (6.5.1)"
    if thing.get("/Type") == "/Annot":
        yield from _annotation(thing)
    if thing.get("/Type") == "/FontDescriptor" and not any(name in thing for name in FONT_FILES):
        yield f"font {thing.get('/FontName')} is not embedded (6.2.11.4)"
    if (
        thing.get("/Type") == "/Font"
        and thing.get("/Subtype") == "/Type0"
        and "/ToUnicode" not in thing
    ):
        yield f"font {thing.get('/BaseFont')} has no Unicode (6.2.11.7)"
    if (
        thing.get("/Type") == "/Font"
        and "/FontDescriptor" not in thing
        and "/DescendantFonts" not in thing
    ):
        yield f"font {thing.get('/BaseFont')} stands on the reader's own (6.2.11.4)"


def _annotation(thing: DictionaryObject) -> Iterator[str]:
    flags = int(thing.get("/F", 0))
    if not flags & 4 or flags & (1 | 2 | 32):
        yield f"annotation {thing.get('/Subtype')} is not printed or is hidden (6.3.2)"
    left, low, right, high = (float(edge) for edge in thing["/Rect"])
    is_seen = left != right and low != high
    if (
        is_seen
        and thing.get("/Subtype") not in ("/Link", "/Popup")
        and "/N" not in thing.get("/AP", {})
    ):
        yield f"annotation {thing.get('/Subtype')} has no appearance (6.3.3)"
    if {"/A", "/AA"} & thing.keys() and thing.get("/Subtype") == "/Widget":
        yield "a field with an action (6.4.1)"
