"""The columns in which read rows travel to the database, and how one row is written for COPY."""

import re
from collections.abc import Iterable, Sequence

from wacat.sheets.cells import Cell, as_text

# name -> SQL type. The first part are the columns that records take over (records.publishing).
STAGE_COLUMNS: dict[str, str] = {
    "row_number": "integer NOT NULL",
    "state": "text NOT NULL",
    "source": "text NOT NULL",
    "kind": "text NOT NULL",
    "number": "text NOT NULL",
    "nik": "text NOT NULL",
    "kk": "text NOT NULL",
    "name": "text NOT NULL",
    "sex": "text NOT NULL",
    "citizenship": "text NOT NULL",
    "birth_on": "date",
    "served_on": "date",
    "address": "text NOT NULL",
    "place_from": "text NOT NULL",
    "place_to": "text NOT NULL",
    "rt_id": "integer",
    "kelurahan_id": "integer",
    "kecamatan_id": "integer",
    "city_id": "integer",
    "origin_rt_id": "integer",
    "origin_kelurahan_id": "integer",
    "origin_kecamatan_id": "integer",
    "reach": "smallint NOT NULL",
    "fact_key": "uuid",
    "near_keys": "uuid[]",
    "issues": "text[] NOT NULL",
    "raw": "text[]",
}
NULL = "\\N"
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\x00": ""})
_ESCAPED = re.compile(r"\\(.)")
_MEANT = {"t": "\t", "n": "\n", "r": "\r"}
_QUOTES = str.maketrans({"\\": "\\\\", '"': '\\"'})


def text(value: str) -> str:
    """A text as a field of COPY."""
    return value.translate(_ESCAPES) if "\\" in value else value


def as_read(field: str) -> str:
    """The text that a field of COPY stands for."""
    return _ESCAPED.sub(lambda found: _MEANT.get(found[1], found[1]), field)


def codes(values: Iterable[str]) -> str:
    """Codes or keys as an array field of COPY; they need no quoting."""
    return "{" + ",".join(values) + "}"


def raw(cells: Sequence[Cell]) -> str:
    """Cells as written, as an array field of COPY."""
    quoted = ",".join(f'"{as_text(cell).translate(_QUOTES)}"' for cell in cells)
    return f"{{{quoted}}}".translate(_ESCAPES)


def cut(written: str, *, limit: int) -> str:
    """A field of COPY cut to a length without leaving half an escape at its end."""
    if len(written) <= limit:
        return written
    short = written[:limit]
    halves = len(short) - len(short.rstrip("\\"))
    return short[:-1] if halves % 2 else short
