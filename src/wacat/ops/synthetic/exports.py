"""Files in every layout that intake knows, of people who do not exist, with the traps of the field.

What an import must find in each is counted while it is made.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

import polars as pl

from wacat.intake.layouts.catalogue import BY_CODE
from wacat.ops.synthetic import example, places
from wacat.ops.synthetic.blocks import WRITE_BLOCKS
from wacat.ops.synthetic.traps import Person, trap_of
from wacat.sheets.cells import Cell
from wacat.values.kinds import Kind

Line = list[Cell]
TITLES = ("PEMERINTAH KOTA BALIKPAPAN", "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL")
OLD = "17-08-2015"
DAY_FORM = "%d-%m-%Y"
INSIDE = Kind.PINDAH_DALAM_KOTA
# What the columns of a couple tell of each of the two.
OF_A_PARTNER = {"nik", "name", "birth", "rt", "kelurahan"}
MOVES = {"datang_29": Kind.DATANG, "pindah_32": Kind.PINDAH_KELUAR}


@dataclass(kw_only=True)
class Export:
    """Sheets of cells, and what an import must find: rows = accepted + quarantined + duplicates +
    not services. `given` is what an operator must say first where no column tells it."""

    layout: str
    sheets: dict[str, list[Line]]
    rows: int = 0
    accepted: int = 0
    quarantined: int = 0
    duplicates: int = 0
    not_services: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    remarks: Counter[str] = field(default_factory=Counter)
    given: dict[str, str] = field(default_factory=dict)

    def say(self, code: str, *, wrong: bool) -> None:
        """Count one more row with that to be said of it."""
        self.rows += 1
        self.accepted += not wrong
        self.quarantined += wrong
        if code:
            (self.reasons if wrong else self.remarks)[code] += 1


def make(layout: str, *, rows: int, today: date, seed: int = 1, typed: bool = True) -> Export:
    """A file of that layout about so many people, spoilt in the ways of the field.

    `typed` is false for a file in which all cells are text (CSV, JSON).
    """
    people = _people(layout, rows=rows, today=today, seed=seed)
    if layout in WRITE_BLOCKS:
        return _blocks(layout, people, today=today)
    if layout == "oracle_biodata_wni":
        return _pair(people, today=today)
    if layout.startswith("akta_per"):
        return _couples(layout, people)
    return _table(layout, people, today=today, typed=typed)


def _people(layout: str, *, rows: int, today: date, seed: int) -> list[Person]:
    """Grown-ups with a NIK, one a family, where the layout tells moves their movers."""
    codes = {row["rt_id"]: row["code"] for row in places.from_list().iter_rows(named=True)}
    frame = example.sound_rows(rows * 12 + 400, today=today, seed=seed)
    inside = pl.col("kind") == INSIDE
    if layout in MOVES:
        frame = frame.filter(inside | (pl.col("kind") == MOVES[layout]))
    else:
        frame = frame.filter(~inside & pl.col("origin").is_null())
    grown = frame.filter(
        (pl.col("birth_on") < date(1998, 1, 1)) & (pl.col("birth_on") > date(1932, 1, 1))
        & (pl.col("nik") != "") & (pl.col("rt_number") < 50)
    ).unique("kk", maintain_order=True).unique("nik", maintain_order=True)  # fmt: skip
    return [
        row | {"code": codes[row["rt_id"]], "place": place}
        for place, row in enumerate(grown.head(rows).iter_rows(named=True))
    ]


def _cells(one: Person, *, today: date) -> dict[str, Cell]:
    """What each field of a person holds when nothing is spoilt."""
    served = today - timedelta(days=1 + one["place"] % 20)
    return {
        "nik": one["nik"], "kk": one["kk"], "name": one["name"].upper(), "sex": one["sex"],
        "citizenship": one["citizenship"],
        "birth": f"{one['birth_on']:{DAY_FORM}}", "address": one["address"],
        "rt": f"{one['rt_number']:03d}", "rw": "000", "kelurahan": one["kelurahan"].upper(),
        "kecamatan": one["kecamatan"].upper(), "province_code": "64", "city_code": "71",
        "kecamatan_code": one["code"][4:6], "kelurahan_code": one["code"][6:10],
        "city": "KOTA BALIKPAPAN", "province": "KALIMANTAN TIMUR", "number": f"{one['number']}",
        "served_on": f"{served:{DAY_FORM}}", "ktp_printed": f"{served:{DAY_FORM}}",
        "died": f"{served - timedelta(days=3):{DAY_FORM}}", "status": "",
    }  # fmt: skip


def _table(layout: str, people: Sequence[Person], *, today: date, typed: bool) -> Export:
    """One row a person; of a register every fourth tells no service that is news."""
    known = BY_CODE[layout]
    export = Export(layout=layout, sheets={})
    register = bool(known.events)
    if known.yields == "register" and not register:
        export.given = _given(today)
    fields = {name for _, name in known.columns if name}
    if "kelurahan_code" in fields:
        fields.discard("kelurahan")  # the code says which it is, whatever the name
    lines: list[Line] = []
    for one in people:
        cells = _cells(one, today=today) | _move(layout, one)
        if layout == "opensid_impor":
            cells |= {"sex": {"L": "1", "P": "2"}[one["sex"]], "status": "1"}
            cells["citizenship"] = {"WNI": "1", "WNA": "2", "": ""}[one["citizenship"]]
        if register and one["place"] % 4 == 3:
            cells["ktp_printed"] = OLD if one["place"] % 8 == 3 else ""
            export.rows += 1
            export.not_services += 1
        else:
            _spoil(cells, one, export, fields=fields, typed=typed)
        lines.append(_line(known.columns, cells))
    _twice(lines, export)
    _other_self(lines, known.columns, export, status="Tidak Valid")
    export.sheets["Data"] = [*_above(layout), _headings(layout), *lines]
    return export


def _spoil(
    cells: dict[str, Cell], one: Person, export: Export, *, fields: set[str], typed: bool,
    place: int | None = None,
) -> None:  # fmt: skip
    """Spring the trap of this row, where it has one, and count what must be said."""
    trap = trap_of(one["place"] if place is None else place, fields=fields, typed=typed)
    written = trap.write(one) if trap else None
    if trap is None or written is None:
        export.say("", wrong=False)
        return
    cells[trap.field] = written
    export.say(trap.code, wrong=trap.wrong)


def _twice(lines: list[Line], export: Export) -> None:
    """The first row stands there once more."""
    lines.append([*lines[0]])
    export.rows += 1
    export.duplicates += 1
    export.remarks["TWICE_IN_FILE"] += 1


def _other_self(
    lines: list[Line], columns: Sequence[tuple[str, str]], export: Export, *, status: str
) -> None:
    """The first person stands there once more as one whom SIAK holds for invalid: the same NIK twice."""
    places = [place for place, (_, name) in enumerate(columns) if name == "status"]
    if places:
        other = [*lines[0]]
        other[places[0]] = status
        lines.append(other)
        export.say("STATUS_INVALID", wrong=True)


def _line(columns: Sequence[tuple[str, str]], cells: dict[str, Cell]) -> Line:
    return [cells.get(name, "") if name else "-" for _, name in columns]


def _headings(layout: str) -> Line:
    return [heading for heading, _ in BY_CODE[layout].columns]


def _above(layout: str) -> list[Line]:
    label = BY_CODE[layout].label.upper()
    titles: list[Line] = [[title] for title in (*TITLES, label)]
    return [[], *titles, []]


def _given(today: date) -> dict[str, str]:
    return {"kind": Kind.KK_BARU.value, "served_on": (today - timedelta(days=2)).isoformat()}


def _move(layout: str, one: Person) -> dict[str, Cell]:
    """Both sides of a move; the side beyond the city by name and foreign codes."""
    if layout not in MOVES:
        return {}
    own = "to_" if layout == "datang_29" else "from_"
    far = "from_" if own == "to_" else "to_"
    inside = one["kind"] == INSIDE
    here = {
        "province_code": "64", "city_code": "71", "kecamatan_code": one["code"][4:6],
        "kelurahan_code": one["code"][6:10], "rt": f"{one['rt_number']:03d}",
        "address": one["address"], "city": "KOTA BALIKPAPAN",
    }  # fmt: skip
    there: dict[str, Cell] = {
        "province_code": "35",
        "city_code": "78",
        "city": one["town_name"].upper(),
    }
    if inside:
        there = {
            "province_code": "64", "city_code": "71", "kelurahan": one["origin_kelurahan"].upper(),
            "rt": f"{one['origin_number']:03d}", "address": one["old_address"],
        }  # fmt: skip
        if own == "from_":
            here, there = there, here
    sides = {own: here, far: there}
    found: dict[str, Cell] = {
        side + name: cell for side, cells in sides.items() for name, cell in cells.items()
    }
    return found | {"reach": str(one["reach"]) if inside else "4"}


def _pair(people: Sequence[Person], *, today: date) -> Export:
    """Two sheets: the people, and their families with address and RT."""
    export = Export(layout="oracle_biodata_wni", sheets={})
    biodata, family = BY_CODE["oracle_biodata_wni"], BY_CODE["oracle_data_keluarga"]
    own = {name for _, name in biodata.columns if name} | {"rt"}
    members: list[Line] = []
    families: list[Line] = []
    for one in people:
        born = one["birth_on"]
        cells = _cells(one, today=today) | {
            "birth": datetime.combine(born, time()), "status": "0",
            "sex": {"L": "1", "P": "2"}[one["sex"]],
        }  # fmt: skip
        cells["kelurahan_code"] = int(one["code"][6:10])
        if one["place"] % 4 == 3:
            cells["ktp_printed"] = ""
            export.rows += 1
            export.not_services += 1
        else:
            _spoil(cells, one, export, fields=own - {"birth"}, typed=True)
        if cells["status"] == "Tidak Valid":
            cells["status"] = "4"
        members.append(_line(biodata.columns, cells))
        families.append(_line(family.columns, cells))
    _twice(members, export)
    _other_self(members, biodata.columns, export, status="4")
    export.sheets["BIODATA_WNI"] = [_headings(biodata.code), *members]
    export.sheets["DATA_KELUARGA"] = [_headings(family.code), *families]
    return export


def _couples(layout: str, people: Sequence[Person]) -> Export:
    """One row a couple; every third wife lives in another city and is passed over."""
    known = BY_CODE[layout]
    export = Export(layout=layout, sheets={})
    lines: list[Line] = []
    pairs = zip(people[::2], people[1::2], strict=False)
    for place, (man, woman) in enumerate(pairs):
        cells: dict[str, Cell] = {
            known.columns[0][0]: f"6471-{place:04d}", "Tanggal Akta": "02-11-2026",
        }  # fmt: skip
        for word, one in (("Suami", man), ("Istri", woman)):
            own = _cells(one, today=date(2026, 11, 20))
            away = word == "Istri" and place % 3 == 2
            if away:
                own |= {"city": "KOTA SAMARINDA", "kelurahan": "SEMPAJA", "rt": "004"}
                export.rows += 1
                export.not_services += 1
            else:
                _spoil(own, one, export, fields=OF_A_PARTNER, typed=True)
            cells |= {
                f"{heading} {word}": own[name]
                for heading, name in (
                    ("NIK", "nik"), ("Nama", "name"), ("Tanggal Lahir", "birth"), ("No KK", "kk"),
                    ("Alamat", "address"), ("RT", "rt"), ("Kelurahan", "kelurahan"),
                    ("Kecamatan", "kecamatan"), ("Kota", "city"),
                )
            }  # fmt: skip
        lines.append([cells.get(heading, "") for heading, _ in known.columns])
    export.sheets["Data"] = [*_above(layout), _headings(layout), *lines]
    return export


def _blocks(layout: str, people: Sequence[Person], *, today: date) -> Export:
    """A family a block, of one to three people."""
    export = Export(layout=layout, sheets={}, given=_given(today))
    fields = {"nik", "name", "sex", "birth"}
    families: list[tuple[dict[str, Cell], list[dict[str, Cell]]]] = []
    size: Callable[[Any], int] = lambda one: one["place"] // 2  # noqa: E731  # two people a family
    for _, members in groupby(people, key=size):
        household = list(members)
        head = _cells(household[0], today=today)
        told = []
        for one in household:
            cells = _cells(one, today=today)
            _spoil(cells, one, export, fields=fields, typed=True)
            told.append(cells)
        families.append((head, told))
    export.sheets["BIP"] = WRITE_BLOCKS[layout](families)
    return export
