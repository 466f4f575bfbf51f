"""Tells what a file really is, and refuses it when that is not what its name says."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath

from wacat.sheets.guard import archive, ole, text
from wacat.sheets.guard.limits import MAX_BYTES, MAX_MEGABYTES
from wacat.sheets.refusals import CannotRead


class Format(StrEnum):
    """The families of files that are read."""

    XLSX = "XLSX"
    XLS = "XLS"
    TEXT = "TEXT"
    JSON = "JSON"


@dataclass(frozen=True)
class Content:
    """What an inspected file is; `encoding` is empty for workbooks."""

    format: Format
    encoding: str = ""


EXTENSIONS = {
    ".xlsx": Format.XLSX,
    ".xls": Format.XLS,
    ".csv": Format.TEXT,
    ".tsv": Format.TEXT,
    ".txt": Format.TEXT,
    ".json": Format.JSON,
    ".jsonl": Format.JSON,
    ".ndjson": Format.JSON,
}
ZIP = b"PK"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FOREIGN = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "gambar"),
    (b"\xff\xd8\xff", "gambar"),
    (b"GIF8", "gambar"),
    (b"\x1f\x8b", "arsip"),
    (b"7z\xbc\xaf", "arsip"),
    (b"Rar!", "arsip"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
)
MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<style")


def inspect(path: Path, *, name: str) -> Content:
    """Check a file without parsing it and tell how to read it.

    Raises:
        CannotRead: the file is empty, too large, dangerous, broken or not what its name says.
    """
    extension = PurePath(name).suffix.lower()
    if extension == ".xlsm":
        raise CannotRead("MACROS")
    if extension not in EXTENSIONS:
        raise CannotRead("KIND_OF_FILE", extension=_shown(extension))
    size = path.stat().st_size
    if size == 0:
        raise CannotRead("EMPTY")
    if size > MAX_BYTES:
        raise CannotRead("TOO_LARGE", limit=MAX_MEGABYTES)
    with path.open("rb") as file:
        head = file.read(4096)
    found = _recognise(head, extension=extension)
    return _inspect_inside(path, found=found, extension=extension)


def _shown(extension: str) -> str:
    return extension[:12] if extension[1:].isalnum() else "tanpa akhiran"


def _recognise(head: bytes, *, extension: str) -> Format:
    for magic, found in FOREIGN:
        if head.startswith(magic) and EXTENSIONS[extension] is not Format.TEXT:
            raise CannotRead("CONTENT", extension=extension, found=found)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return Format.XLSX
    if head.startswith(OLE):
        return Format.XLS
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(MARKUP):
        raise CannotRead("CONTENT", extension=extension, found="halaman web atau XML")
    return Format.TEXT


def _inspect_inside(path: Path, *, found: Format, extension: str) -> Content:
    expected = EXTENSIONS[extension]
    if found is Format.XLS:
        streams = ole.stream_names(path)
        if "EncryptedPackage" in streams or "EncryptionInfo" in streams:
            raise CannotRead("ENCRYPTED")
        if expected is not Format.XLS or not streams & {"Workbook", "Book"}:
            raise CannotRead("CONTENT", extension=extension, found="dokumen Office lama")
        ole.refuse_active_content(streams)
        return Content(Format.XLS)
    if found is Format.XLSX:
        if expected is not Format.XLSX:
            raise CannotRead("CONTENT", extension=extension, found="arsip atau XLSX")
        archive.inspect(path, extension=extension)
        return Content(Format.XLSX)
    if expected is Format.JSON:
        return _inspect_json(path, extension=extension)
    if expected is not Format.TEXT:
        raise CannotRead("CONTENT", extension=extension, found="teks atau data lain")
    return Content(Format.TEXT, text.find_encoding(path))


def _inspect_json(path: Path, *, extension: str) -> Content:
    encoding = text.find_encoding(path)
    if encoding not in {"utf-8", "utf-8-sig"}:
        raise CannotRead("ENCODING")
    with path.open(encoding="utf-8-sig") as file:
        head = file.read(4096).lstrip()
    if not head:
        raise CannotRead("EMPTY")
    if head[0] not in "{[":
        raise CannotRead("CONTENT", extension=extension, found="teks biasa")
    return Content(Format.JSON, encoding)
