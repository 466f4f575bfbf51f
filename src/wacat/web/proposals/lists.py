"""Lists of proposed persons: from a file, from the clipboard, and the sheet to fill in."""

import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.http import HttpRequest

from wacat.accounts.proposal_rows import COLUMNS, FIELDS, Territory, split_paste
from wacat.accounts.proposing import MOST_LINES
from wacat.sheets.listing import read_list
from wacat.sheets.refusals import CannotRead
from wacat.values.refusal import Refusal
from wacat.web.downloads import write_sheet
from wacat.web.uploads import MAX_MEGABYTES, is_too_large

LONGEST_PASTE = 400_000


class CannotTakeList(Refusal):
    """No list could be read from what was sent; the message says what to do."""


def lines_in(request: HttpRequest, *, kind: str) -> list[dict[str, str]]:
    """The lines of an uploaded file or of pasted text; lines that name only an area are left out.

    Raises:
        CannotTakeList: neither, too much, or no such list.
    """
    file = request.FILES.get("berkas")
    pasted = request.POST.get("tempel", "")
    if is_too_large(request):
        raise CannotTakeList(
            f"Berkas lebih besar dari {MAX_MEGABYTES} MB. Bagi menjadi beberapa berkas."
        )
    if file is not None and not isinstance(file, list):
        lines = _from_file(file, kind=kind)
    elif pasted.strip():
        if len(pasted) > LONGEST_PASTE:
            raise CannotTakeList("Tempelan terlalu panjang. Unggah sebagai berkas.")
        lines = list(split_paste(pasted.replace("\0", ""), kind=kind))
    else:
        raise CannotTakeList("Pilih berkas, atau tempel daftar dari Excel.")
    filled = [line for line in lines if any(line.get(name) for name in FIELDS if name != "place")]
    if not filled:
        raise CannotTakeList("Daftar ini belum berisi nama. Isi barisnya, lalu kirim lagi.")
    if len(filled) > MOST_LINES:
        raise CannotTakeList(
            f"Satu daftar paling banyak {MOST_LINES} baris. Bagi menjadi beberapa daftar."
        )
    return filled


def _from_file(file: Any, *, kind: str) -> list[dict[str, str]]:
    handle, name = tempfile.mkstemp(prefix="usulan-")
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            for chunk in file.chunks():
                out.write(chunk)
        found = read_list(path, name=file.name or "", columns=COLUMNS[kind], most=MOST_LINES)
    except CannotRead as error:
        raise CannotTakeList(str(error)) from error
    finally:
        path.unlink(missing_ok=True)
    return [line.values for line in found]


def template(within: Territory, *, holders: Mapping[int, Any]) -> bytes:
    """A workbook with our headings and every area, so that only the new persons are filled in."""
    columns = COLUMNS[within.kind]
    areas = sorted(set(within.places.values()), key=lambda area: (area.number or 0, area.name))
    rows = [_line(area, holders) for area in areas if area.frozen_on is None]
    head = [column.title for column in columns]
    return write_sheet(title="Usulan", head=[*head, "Keadaan sekarang"], rows=rows)


def _line(area: Any, holders: Mapping[int, Any]) -> Sequence[str]:
    place = f"{area.number:03d}" if area.number is not None else area.name
    held = holders.get(area.pk)
    now = f"Dijabat {held.person.name}" if held is not None else "Kosong"
    return [place, *[""] * (len(FIELDS) - 1), now]
