"""The city's areas as a small table in memory, to place a row by codes or by names."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from wacat.intake.parsing.rt import ParsedRt, parse_rt
from wacat.sheets.cells import Cell, as_text
from wacat.values.text import key

PREFIX = re.compile(r"^(?:kelurahan|kel|desa|ds|kecamatan|kec)(?:[\s.:]+)", re.IGNORECASE)
CITY_PREFIX = re.compile(r"^(?:kota|kotamadya|kodya)?\s*", re.IGNORECASE)
SHORT_FORMS = ((re.compile(r"^gn\b\.?\s*", re.IGNORECASE), "gunung "),)
DIGITS = re.compile(r"[0-9]")
LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Kelurahan:
    """A kelurahan with what it is called and its open RTs (number -> area id).

    `earlier` are numbers that meant an RT here before it was merged or handed over: number -> the
    RT that stands for it now, and its kelurahan. `old_codes` are codes it carried before.
    """

    id: int
    kecamatan_id: int
    city_id: int
    name: str
    code: str
    kecamatan_name: str
    spellings: tuple[str, ...]
    rts: dict[int, int]
    earlier: dict[int, tuple[int, int]] = field(default_factory=dict)
    old_codes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Place:
    """Where a side of a service lies.

    `given` is false where the file says nothing of this side; `outside` means another city.
    Otherwise `issue` says why there is no `rt_id`; `warnings` that it was written unusually.
    """

    rt_id: int = 0
    kelurahan_id: int = 0
    kecamatan_id: int = 0
    city_id: int = 0
    shown: str = ""
    given: bool = True
    outside: bool = False
    issue: str = ""
    warnings: tuple[str, ...] = ()


class SideCells(NamedTuple):
    """The cells that tell one side; empty where the file has no such column."""

    rt: Cell = ""
    kelurahan: Cell = ""
    kelurahan_code: Cell = ""
    kecamatan: Cell = ""
    kecamatan_code: Cell = ""
    city: Cell = ""
    city_code: Cell = ""
    province_code: Cell = ""


class Territory:
    """Finds places; knows nothing of the database."""

    def __init__(self, *, code: str, name: str, kelurahan: Iterable[Kelurahan]) -> None:
        self.code, self.name = _digits(code), name
        self.kelurahan = tuple(kelurahan)
        self._by_code: dict[str, Kelurahan] = {}
        self._by_name: dict[str, list[Kelurahan]] = {}
        self._kecamatan: dict[str, str] = {}
        for area in self.kelurahan:
            digits = _digits(area.code)
            self._by_code[digits] = area
            self._kecamatan[key(area.kecamatan_name)] = digits[:6]
            for spelling in {key(area.name), *area.spellings}:
                self._by_name.setdefault(spelling, []).append(area)
        self._by_id = {area.id: area for area in self.kelurahan}
        for area in self.kelurahan:
            for code in area.old_codes:
                self._by_code.setdefault(_digits(code), area)

    def facts(self) -> dict[str, Any]:
        """The table as plain data, for another process."""
        return {
            "code": self.code,
            "name": self.name,
            "kelurahan": [
                asdict(area)
                | {"rts": list(area.rts.items()), "earlier": list(area.earlier.items())}
                for area in self.kelurahan
            ],
        }

    @classmethod
    def from_facts(cls, facts: dict[str, Any]) -> "Territory":
        """The table back from `facts`."""
        areas = [
            Kelurahan(
                **{
                    **area,
                    "rts": dict(area["rts"]),
                    "earlier": {number: tuple(now) for number, now in area["earlier"]},
                    "spellings": tuple(area["spellings"]),
                    "old_codes": tuple(area["old_codes"]),
                }
            )
            for area in facts["kelurahan"]
        ]
        return cls(code=facts["code"], name=facts["name"], kelurahan=areas)

    def locate(self, cells: SideCells, *, plain_padded: bool = True) -> Place:
        """The place that these cells name. `plain_padded`: this file writes `023`, not `23`."""
        if not any(as_text(cell).strip(" -") for cell in cells):
            return Place(given=False, issue="KELURAHAN_EMPTY")
        if self._is_outside(cells):
            return Place(outside=True)
        found, issue, warning = self._find_kelurahan(cells)
        if found is None:
            return Place(issue=issue)
        return self._with_rt(found, parse_rt(cells.rt), warning=warning, plain_padded=plain_padded)

    def _with_rt(
        self, found: Kelurahan, rt: ParsedRt, *, warning: str, plain_padded: bool
    ) -> Place:
        rt_id, home = found.rts.get(rt.number, 0), found
        if not rt_id and rt.number in found.earlier:
            rt_id, kelurahan_id = found.earlier[rt.number]
            home = self._by_id.get(kelurahan_id, found)
        error = rt.issue if rt.issue not in {"", "RT_NOTATION"} else "" if rt_id else "RT_UNKNOWN"
        unusual = rt.issue == "RT_NOTATION" or (plain_padded and not rt.padded)
        gone = "RT_WENT_ELSEWHERE" if rt_id and rt.number not in found.rts else ""
        warnings = (warning, "RT_NOTATION" if unusual else "", gone)
        return Place(
            rt_id=rt_id,
            kelurahan_id=home.id,
            kecamatan_id=home.kecamatan_id,
            city_id=home.city_id,
            shown=f"RT {rt.number:03d} {found.name}",
            issue=error,
            warnings=tuple(code for code in warnings if code),
        )

    def _is_outside(self, cells: SideCells) -> bool:
        province, city = _padded(cells.province_code, 2), _padded(cells.city_code, 2)
        if province and city:
            return province + city != self.code
        name = key(CITY_PREFIX.sub("", as_text(cells.city).strip()))
        if name and LETTERS.search(name):
            return name != key(CITY_PREFIX.sub("", self.name))
        code = _digits(as_text(cells.kelurahan_code))
        return len(code) == 10 and code[:4] != self.code

    def _find_kelurahan(self, cells: SideCells) -> tuple[Kelurahan | None, str, str]:
        """The kelurahan, else the code of why not; then the code of a warning."""
        name, inside = _name_and_code(as_text(cells.kelurahan))
        code = _digits(as_text(cells.kelurahan_code)) or inside
        by_code = self._code_to_kelurahan(code, cells=cells) if code else None
        by_name = self._name_to_kelurahan(name, cells=cells) if name else None
        if not code and not name:
            return None, "KELURAHAN_EMPTY", ""
        if by_code and by_name and by_code.id != by_name.id:
            return None, "KELURAHAN_CONFLICT", ""
        found = by_code or by_name
        if found is None or (name and not by_name and not by_code):
            return None, "KELURAHAN_UNKNOWN", ""
        unusual = bool(name) and _plain(name) != _plain(found.name)
        return found, "", "KELURAHAN_SPELLING" if unusual else ""

    def _code_to_kelurahan(self, code: str, *, cells: SideCells) -> Kelurahan | None:
        if len(code) == 10:
            return self._by_code.get(code)
        if len(code) > 4:
            return None
        return self._by_code.get(self._kecamatan_digits(cells) + code.zfill(4))

    def _name_to_kelurahan(self, name: str, *, cells: SideCells) -> Kelurahan | None:
        found = self._by_name.get(key(name)) or self._by_name.get(key(_spelled_out(name)), [])
        if len(found) > 1:
            digits = self._kecamatan_digits(cells)
            found = [area for area in found if _digits(area.code)[:6] == digits]
        return found[0] if len(found) == 1 else None

    def _kecamatan_digits(self, cells: SideCells) -> str:
        name, inside = _name_and_code(as_text(cells.kecamatan))
        code = _digits(as_text(cells.kecamatan_code)) or inside
        if code:
            return code if len(code) == 6 else self.code + code.zfill(2)
        return self._kecamatan.get(key(name), "")


def spelling_of(written: str) -> str:
    """How a kelurahan as it was written is compared with what is known: `Kel. Manggar` gives `manggar`."""
    return key(_name_and_code(written)[0])


def _digits(text: str) -> str:
    return "".join(DIGITS.findall(text))


def _padded(cell: Cell, width: int) -> str:
    digits = _digits(as_text(cell))
    return digits.zfill(width) if digits else ""


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _spelled_out(name: str) -> str:
    for short, long in SHORT_FORMS:
        name = short.sub(long, name)
    return name


def _name_and_code(text: str) -> tuple[str, str]:
    """`1001 - MANGGAR` and `Kel. Manggar (6471011001)` hold both a name and a code."""
    flat = " ".join(text.split())
    code = _digits(flat)
    name = PREFIX.sub("", DIGITS.sub("", flat).strip(" .-_()[]/:'\u00a0"))
    return (name if LETTERS.search(name) else ""), (code if len(code) in {4, 10} else "")
