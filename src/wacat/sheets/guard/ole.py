"""Reads only the directory of an OLE container (old .xls, encrypted .xlsx): names of its streams."""

import mmap
import struct
from pathlib import Path

from wacat.sheets.refusals import CannotRead

END_OF_CHAIN = 0xFFFFFFFA  # this and above are markers, not sectors
ENTRY = 128
MAX_DIRECTORY_SECTORS = 4096
ACTIVE = {"_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA", "Macros", "PROJECT"}


def stream_names(path: Path) -> set[str]:
    """The names in the container's directory.

    Raises:
        CannotRead: the container is cut or its chains do not hold together.
    """
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return _names(data)
    except (struct.error, ValueError) as error:
        raise CannotRead("BROKEN") from error


def refuse_active_content(names: set[str]) -> None:
    """Refuse a workbook that carries macros."""
    if names & ACTIVE:
        raise CannotRead("MACROS")


def _names(data: mmap.mmap) -> set[str]:
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in {9, 12}:
        raise ValueError("sector size")
    size = 1 << shift
    (fat_count,) = struct.unpack_from("<I", data, 44)
    (first,) = struct.unpack_from("<I", data, 48)
    listed = struct.unpack_from("<109I", data, 76)
    fat: list[int] = []
    for sector in listed[: min(fat_count, 109)]:
        if sector >= END_OF_CHAIN:
            break
        fat.extend(struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size))
    names: set[str] = set()
    for sector in _chain(fat, first=first):
        for place in range((sector + 1) * size, (sector + 2) * size, ENTRY):
            names.add(_entry_name(data[place : place + ENTRY]))
    return names - {""}


def _chain(fat: list[int], *, first: int) -> list[int]:
    sectors: list[int] = []
    sector = first
    while sector < END_OF_CHAIN:
        if sector >= len(fat) or len(sectors) > MAX_DIRECTORY_SECTORS:
            raise ValueError("directory chain")
        sectors.append(sector)
        sector = fat[sector]
    return sectors


def _entry_name(entry: bytes) -> str:
    if len(entry) < ENTRY or entry[66] == 0:
        return ""
    (length,) = struct.unpack_from("<H", entry, 64)
    return entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
