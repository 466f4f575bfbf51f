"""Reads a chunk of rows column by column: each distinct cell is understood once."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import repeat

from wacat.intake import staging
from wacat.intake.contradictions import contradict
from wacat.intake.days import DayReader, ReadDay
from wacat.intake.evidence import NikRounding
from wacat.intake.layouts.detector import Detection
from wacat.intake.layouts.kinds import parse_kind
from wacat.intake.parsing.numbers import parse_kk, parse_nik
from wacat.intake.parsing.parsed import Memo, Parsed
from wacat.intake.parsing.people import clean, parse_citizenship, parse_name, parse_sex
from wacat.intake.parsing.rt import parse_rt
from wacat.intake.parsing.status import StatusReader
from wacat.intake.sides import NOWHERE, parse_reach
from wacat.intake.territory import Place, SideCells, Territory
from wacat.sheets.cells import Cell, Row
from wacat.values.kinds import Kind

NUMBER_LENGTH = 60
# Cells that need no second look; everything else goes to the rules, which say the same of these.
SIXTEEN = re.compile(r"[1-9][0-9]{15}")
PLAIN_NAME = re.compile(r"(?=.{1,160}$)[A-Za-z][!-\[\]-~]*(?: [!-\[\]-~]+)*")
PLAIN_TEXT = re.compile(r"(?=.{0,60}$)(?:[!-\[\]-~]+(?: [!-\[\]-~]+)*)?")


@dataclass
class Columns:
    """The parsed columns of one chunk, all of the same length; `said` holds issues by place."""

    kind: list[Kind | None]
    nik: list[str]
    kk: list[str]
    name: list[str]
    sex: list[str]
    citizenship: list[str]
    birth: list[ReadDay]
    served: list[ReadDay]
    number: list[str]
    reach: list[int]
    status: list[str]
    home: Iterable[Place]
    origin: Iterable[Place]
    target: Iterable[Place]
    said: dict[int, list[str]] = field(default_factory=dict)


class ColumnReader:
    """Knows the columns of a file, and learns how it writes RTs and dates from the first chunk."""

    def __init__(
        self, detection: Detection, *, territory: Territory, typed: bool,
        served: DayReader, birth: DayReader,
    ) -> None:  # fmt: skip
        self._places = detection.columns
        self._given = detection.given
        self._territory = territory
        self._padded: bool | None = None
        self._days = {"served_on": served, "birth": birth}
        self._died = DayReader()
        self.rounding = NikRounding(typed=typed)
        self._kinds = Memo(parse_kind)
        self._words = {"sex": Memo(parse_sex), "citizenship": Memo(parse_citizenship)}
        self._reach = Memo(parse_reach)
        self._status = Memo(StatusReader(detection.layout.cleaning.get("status", {})).read)
        self._locate: Memo[tuple[Cell, ...], Place] = Memo(self._place_of)

    def read(self, rows: Sequence[Row]) -> Columns:
        """Understand the columns of these rows; each row is as long as the heading."""
        said: dict[int, list[str]] = {}
        if self._padded is None:
            self._padded = self._writes_padded_rts(rows)
        columns = Columns(
            kind=[self._kinds[cell] for cell in self.column(rows, "kind")],
            nik=self._texts(rows, "nik", plain=SIXTEEN, parse=parse_nik, said=said),
            kk=self._texts(rows, "kk", plain=SIXTEEN, parse=parse_kk, said=said),
            name=self._texts(rows, "name", plain=PLAIN_NAME, parse=parse_name, said=said),
            sex=self._word(rows, "sex", said=said),
            citizenship=self._word(rows, "citizenship", said=said),
            birth=self._days["birth"].read(self.column(rows, "birth"), said=said),
            served=self._days["served_on"].read(self.column(rows, "served_on"), said=said),
            number=self._texts(rows, "number", plain=PLAIN_TEXT, parse=_number, said=said),
            reach=[self._reach[cell] for cell in self.column(rows, "reach")],
            status=self._statuses(rows),
            home=self._side(rows, ""),
            origin=self._side(rows, "from_"),
            target=self._side(rows, "to_"),
            said=said,
        )
        self.rounding.look(self.column(rows, "nik"), columns.nik)
        contradict(columns)
        if "died" in self._places:
            self._compare_deaths(rows, columns)
        return columns

    def column(self, rows: Sequence[Row], name: str) -> list[Cell]:
        """The cells of a field; where the file has no such column, what holds for every row."""
        place = self._places.get(name)
        if place is None:
            return [self._given.get(name, "")] * len(rows)
        return [row[place] for row in rows]

    def _texts(
        self, rows: Sequence[Row], name: str, *, plain: re.Pattern[str],
        parse: Callable[[Cell], Parsed], said: dict[int, list[str]],
    ) -> list[str]:  # fmt: skip
        good = plain.fullmatch
        read = partial(_value, parse=parse, said=said)
        return [
            cell if type(cell) is str and good(cell) else read(cell, place)
            for place, cell in enumerate(self.column(rows, name))
        ]

    def _word(self, rows: Sequence[Row], name: str, *, said: dict[int, list[str]]) -> list[str]:
        """A column in which few words stand again and again."""
        known = self._words[name]
        found = [known[cell] for cell in self.column(rows, name)]
        for place, one in enumerate(found):
            if one.issue:
                said.setdefault(place, []).append(one.issue)
        return [one.value for one in found]

    def _compare_deaths(self, rows: Sequence[Row], columns: Columns) -> None:
        died = self._died.read(self.column(rows, "died"), said={})
        for place, (day, served) in enumerate(zip(died, columns.served, strict=True)):
            if day.earliest > served.latest:
                columns.said.setdefault(place, []).append("DIED_AFTER_CERTIFICATE")

    def _statuses(self, rows: Sequence[Row]) -> list[str]:
        if "status" not in self._places:
            return []
        return [self._status[cell] for cell in self.column(rows, "status")]

    def _side(self, rows: Sequence[Row], side: str) -> Iterable[Place]:
        present = [self._places.get(side + name) for name in SideCells._fields]
        if all(place is None for place in present):
            return repeat(NOWHERE, len(rows))
        cells = [
            repeat("", len(rows)) if place is None else [row[place] for row in rows]
            for place in present
        ]
        return [self._locate[key] for key in zip(*cells, strict=True)]

    def _place_of(self, cells: tuple[Cell, ...]) -> Place:
        return self._territory.locate(SideCells(*cells), plain_padded=bool(self._padded))

    def _writes_padded_rts(self, rows: Sequence[Row]) -> bool:
        """Whether most RTs of one or two digits are written `023` rather than `23`."""
        padded = Counter[bool]()
        for name in ("rt", "from_rt", "to_rt"):
            for cell in self.column(rows, name):
                found = parse_rt(cell)
                if not found.issue and found.number < 100:
                    padded[found.padded] += 1
        return padded[True] > padded[False]


def _number(cell: Cell) -> Parsed:
    value, issue = clean(cell, limit=NUMBER_LENGTH)
    return Parsed("" if value.strip("-0. ") == "" else value, f"{issue}:number" if issue else "")


def _value(
    cell: Cell, place: int, *, parse: Callable[[Cell], Parsed], said: dict[int, list[str]]
) -> str:
    found = parse(cell)
    if found.issue:
        said.setdefault(place, []).append(found.issue)
    return staging.text(found.value)
