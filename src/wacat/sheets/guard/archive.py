"""Checks an .xlsx as a zip archive before a reader opens it: parts, sizes, active content, far cells."""

import re
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from wacat.sheets.guard.limits import (
    CHUNK,
    MAX_PARTS,
    MAX_RATIO,
    MAX_UNPACKED,
    RATIO_MATTERS_FROM,
)
from wacat.sheets.refusals import CannotRead

REQUIRED = ("[Content_Types].xml", "xl/workbook.xml")
READ_WHOLE = ("[content_types].xml", "xl/workbook.xml")
MAX_SMALL_PART = 8 * 1024 * 1024
ACTIVE = ("vbaproject", "activex", "customui", "embeddings/", "macrosheets/", "ctrlprops/")
OUTSIDE = ("externallinks/", "connections.xml", "querytables/")
OVERLAP = 64
DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# Column IW (257) and beyond: more than MAX_COLUMNS columns. The literal prefix makes the search
# over 80 MB take 0.07 s; other ways to write it are stopped by the memory limit of the reader.
FAR_CELL = re.compile(rb'r="((?:[A-Z]{3,}|I[W-Z]|[J-Z][A-Z])[0-9]{1,9})"')
LINK = re.compile(rb"<Relationship\b[^>]*>", re.IGNORECASE)
DATE_1904 = re.compile(rb"""date1904\s*=\s*["'](?:1|true|on)["']""", re.IGNORECASE)
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


def inspect(path: Path, *, extension: str) -> None:
    """Refuse a workbook that is broken, dangerous or far too wide.

    Raises:
        CannotRead: with the reason.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_parts(archive.infolist())
            names = set(archive.namelist())
            _check_kind(names, extension=extension)
            for part in archive.infolist():
                _check_content(archive, part)
    except BROKEN_ZIP as error:
        raise CannotRead("BROKEN") from error


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MAX_PARTS:
        raise CannotRead("PARTS", count=len(parts))
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise CannotRead("BOMB")
    seen: set[str] = set()
    for part in parts:
        name = part.filename.lower()
        if name in seen or not _is_plain(part.orig_filename):
            raise CannotRead("PART_NAME")
        seen.add(name)
        if part.flag_bits & 0x1:
            raise CannotRead("ENCRYPTED")
        if part.file_size > RATIO_MATTERS_FROM and part.file_size > MAX_RATIO * max(
            part.compress_size, 1
        ):
            raise CannotRead("BOMB")


def _is_plain(name: str) -> bool:
    place = PurePosixPath(name)
    odd = any(character in name for character in "\\:\x00")
    return not odd and not place.is_absolute() and ".." not in place.parts


def _check_kind(names: set[str], *, extension: str) -> None:
    lowered = [name.lower() for name in names]
    if any(sign in name for name in lowered for sign in ACTIVE):
        raise CannotRead("MACROS")
    if any(sign in name for name in lowered for sign in OUTSIDE):
        raise CannotRead("EXTERNAL")
    if not all(name in names for name in REQUIRED):
        raise CannotRead("CONTENT", extension=extension, found="arsip lain")


def _check_content(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    name = part.filename.lower()
    if not name.endswith((".xml", ".rels", ".vml")):
        return
    if part.file_size > MAX_SMALL_PART and (name.endswith(".rels") or name in READ_WHOLE):
        raise CannotRead("BOMB")
    kept = b""
    first = True
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            window = kept + chunk
            _check_window(window, name=name, first=first)
            kept, first = window[-OVERLAP:], False
    if name.endswith(".rels"):
        _check_links(archive.read(part))
    elif name == "[content_types].xml":
        if b"macroenabled" in archive.read(part).lower():
            raise CannotRead("MACROS")
    elif name == "xl/workbook.xml" and DATE_1904.search(archive.read(part)):
        raise CannotRead("DATE_1904")


def _check_window(window: bytes, *, name: str, first: bool) -> None:
    # A part in UTF-16 could hide a declaration from the search below; Excel writes UTF-8 only.
    if DECLARATION.search(window) or (first and b"\x00" in window[:64]):
        raise CannotRead("ENTITIES")
    if name.startswith("xl/worksheets/"):
        far = FAR_CELL.search(window)
        if far:
            raise CannotRead("DIMENSIONS", cell=far.group(1).decode("ascii").upper())


def _check_links(content: bytes) -> None:
    for link in LINK.findall(content):
        lowered = link.lower()
        if b'targetmode="external"' in lowered.replace(b"'", b'"') and b"/hyperlink" not in lowered:
            raise CannotRead("EXTERNAL")
