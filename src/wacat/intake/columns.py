"""Reads a chunk of rows column by column: each distinct cell is understood once."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import repeat
from typing import TypeVar

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

T = TypeVar("T")
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
        # which cells tell each side, and the places that they named so far
        self._told = {
            side: [name for name in SideCells._fields if side + name in detection.columns]
            for side in ("", "from_", "to_")
        }
        self._locate: dict[str, Memo[tuple[Cell, ...], Place]] = {
            side: Memo(partial(self._place_of, told=told)) for side, told in self._told.items()
        }

    def read(self, rows: Sequence[Row]) -> Columns:
        """Understand the columns of these rows; each row is at least as long as the heading."""
        said: dict[int, list[str]] = {}
        table = Cells(rows, places=self._places, given=self._given)
        if self._padded is None:
            self._padded = _writes_padded_rts(table)
        columns = Columns(
            kind=self._known(table, "kind", self._kinds),
            nik=self._texts(table, "nik", plain=SIXTEEN, parse=parse_nik, said=said),
            kk=self._texts(table, "kk", plain=SIXTEEN, parse=parse_kk, said=said),
            name=self._texts(table, "name", plain=PLAIN_NAME, parse=parse_name, said=said),
            sex=self._word(table, "sex", said=said),
            citizenship=self._word(table, "citizenship", said=said),
            birth=self._days["birth"].read(table.column("birth"), said=said),
            served=self._days["served_on"].read(table.column("served_on"), said=said),
            number=self._texts(table, "number", plain=PLAIN_TEXT, parse=_number, said=said),
            reach=self._known(table, "reach", self._reach),
            status=self._known(table, "status", self._status) if "status" in self._places else [],
            home=self._side(table, ""),
            origin=self._side(table, "from_"),
            target=self._side(table, "to_"),
            said=said,
        )
        self.rounding.look(table.column("nik"), columns.nik)
        contradict(columns)
        if "died" in self._places:
            self._compare_deaths(table, columns)
        return columns

    def _known(self, table: "Cells", name: str, known: Memo[Cell, T]) -> list[T]:
        """A column in which few different cells stand again and again."""
        if name not in self._places:
            return [known[self._given.get(name, "")]] * table.height
        return list(map(known.__getitem__, table.column(name)))

    def _texts(
        self, table: "Cells", name: str, *, plain: re.Pattern[str],
        parse: Callable[[Cell], Parsed], said: dict[int, list[str]],
    ) -> list[str]:  # fmt: skip
        good = plain.fullmatch
        read = partial(_value, parse=parse, said=said)
        return [
            cell if type(cell) is str and good(cell) else read(cell, place)
            for place, cell in enumerate(table.column(name))
        ]

    def _word(self, table: "Cells", name: str, *, said: dict[int, list[str]]) -> list[str]:
        """The same where something may be said of a cell."""
        found = self._known(table, name, self._words[name])
        issues = [one.issue for one in found]
        if any(issues):
            for place, issue in enumerate(issues):
                if issue:
                    said.setdefault(place, []).append(issue)
        return [one.value for one in found]

    def _compare_deaths(self, table: "Cells", columns: Columns) -> None:
        died = self._died.read(table.column("died"), said={})
        for place, (day, served) in enumerate(zip(died, columns.served, strict=True)):
            if day.earliest > served.latest:
                columns.said.setdefault(place, []).append("DIED_AFTER_CERTIFICATE")

    def _side(self, table: "Cells", side: str) -> Iterable[Place]:
        """Where a side of each row lies; each different way to say it is looked for once."""
        told = self._told[side]
        if not told:
            return repeat(NOWHERE, table.height)
        cells = zip(*(table.column(side + name) for name in told), strict=True)
        return list(map(self._locate[side].__getitem__, cells))

    def _place_of(self, cells: tuple[Cell, ...], *, told: Sequence[str]) -> Place:
        side = SideCells(**dict(zip(told, cells, strict=True)))
        return self._territory.locate(side, plain_padded=bool(self._padded))


class Cells:
    """A chunk of rows turned into columns, by the names of their fields."""

    def __init__(
        self, rows: Sequence[Row], *, places: Mapping[str, int], given: Mapping[str, Cell]
    ) -> None:
        self.height = len(rows)
        self._places, self._given = places, given
        # a row may be longer than its headings; what is too much is no column
        self._columns: list[tuple[Cell, ...]] = list(zip(*rows, strict=False))

    def column(self, name: str) -> Sequence[Cell]:
        """The cells of a field; where the file has no such column, what holds for every row."""
        place = self._places.get(name)
        return [self._given.get(name, "")] * self.height if place is None else self._columns[place]


def _writes_padded_rts(table: Cells) -> bool:
    """Whether most RTs of one or two digits are written `023` rather than `23`."""
    padded = Counter[bool]()
    for name in ("rt", "from_rt", "to_rt"):
        for cell in table.column(name):
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
