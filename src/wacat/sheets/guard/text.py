"""Finds the encoding of a text file in one pass, and refuses what is no text."""

import codecs
from pathlib import Path

from wacat.sheets.guard.limits import CHUNK
from wacat.sheets.refusals import CannotRead

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CANDIDATES = ("utf-8", "cp1252")


def find_encoding(path: Path) -> str:
    """The name of the codec that reads the whole file.

    Raises:
        CannotRead: the file holds NUL characters or fits no known encoding.
    """
    with path.open("rb") as file:
        head = file.read(4096)
    for mark, encoding in MARKS:
        if head.startswith(mark):
            if not encoding or not _decodes(path, encoding):
                raise CannotRead("ENCODING")
            return encoding
    wide = _wide_without_mark(head)
    if wide and _decodes(path, wide):
        return wide
    for encoding in CANDIDATES:
        if _decodes(path, encoding):
            return encoding
    raise CannotRead("ENCODING")


def _wide_without_mark(head: bytes) -> str:
    """UTF-16 without a mark: nearly every other byte of Latin text is NUL."""
    half = len(head) // 2
    if half < 8:
        return ""
    if head[1::2].count(0) > half * 0.7 and head[0::2].count(0) == 0:
        return "utf-16-le"
    if head[0::2].count(0) > half * 0.7 and head[1::2].count(0) == 0:
        return "utf-16-be"
    return ""


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                if "\x00" in decoder.decode(chunk):
                    raise CannotRead("NUL")
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
