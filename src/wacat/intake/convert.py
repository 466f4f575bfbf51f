"""Turns chunks of cells into checked rows, written for COPY; plain Python, runs in the child process."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from wacat.intake.columns import ColumnReader, Columns
from wacat.intake.days import DayReader
from wacat.intake.deaths import outlived
from wacat.intake.layouts.detector import Detection
from wacat.intake.layouts.rows import RowFilter
from wacat.intake.lines import LineWriter
from wacat.intake.parsing.numbers import LENGTH
from wacat.intake.reader.shape import SHORT, is_long, marked
from wacat.intake.territory import Territory
from wacat.sheets.cells import Row
from wacat.sheets.delimited import CUT


@dataclass(frozen=True)
class Rules:
    """What the rows are checked against: the areas, the first day of Pasal 14, and today.

    `deaths` are the days (ISO) of the death certificates known so far, by NIK.
    """

    territory: Territory
    earliest: date
    today: date
    deaths: dict[str, str] = field(default_factory=dict)


@dataclass
class _Kept:
    """The rows of a chunk that are rows; `shapes` holds the issue of a cut or overlong one."""

    numbers: list[int]
    rows: list[Row]
    shapes: dict[int, str]


class Converter:
    """Converts the rows of one table; call `convert` for chunk after chunk in their order.

    `shift` is added to the numbers of the rows: of a couple in one row the second has his own.
    """

    def __init__(self, detection: Detection, *, rules: Rules, typed: bool, shift: int = 0) -> None:
        self._shift = shift
        self._deaths = rules.deaths
        self._width = len(detection.headings)
        self._nik = detection.columns["nik"]
        self._filter = RowFilter(detection)
        self._writer = LineWriter(detection)
        self.days = {
            "served_on": DayReader(limits=(rules.earliest, rules.today)),
            "birth": DayReader(),
        }
        self.reader = ColumnReader(
            detection, territory=rules.territory, typed=typed, served=self.days["served_on"],
            birth=self.days["birth"],
        )  # fmt: skip
        self.rows = 0

    @property
    def skipped(self) -> int:
        """How many of the rows were passed over: the person lives in another city."""
        return self._writer.skipped

    def convert(self, numbered: Sequence[tuple[int, Row]]) -> bytes:
        """The lines for COPY of those rows that are rows."""
        kept = self._keep(numbered)
        if not kept.rows:
            return b""
        lines = "".join(self._lines(kept)).encode(errors="replace")
        self.rows += len(kept.rows)
        return lines

    def again(
        self, numbered: Sequence[tuple[int, Row]], *, shapes: Mapping[int, str],
        overruled: Mapping[int, Container[str]],
    ) -> Iterator[str]:  # fmt: skip
        """The lines of rows that were taken for rows before, each at least as long as the heading.

        `shapes` are the issues of cut or overlong ones, `overruled` what a person said is no hindrance;
        both by the number of the row. A row stays overlong while something stands beyond the headings.
        """
        kept = _Kept(
            [number + self._shift for number, _ in numbered], [row for _, row in numbered], {}
        )
        for place, (number, row) in enumerate(zip(kept.numbers, kept.rows, strict=True)):
            issue = "ROW_LONG" if is_long(row, width=self._width) else shapes.get(number, "")
            if issue:
                kept.shapes[place] = issue
        found = self._understand(kept)
        for place, said in found.said.items():
            spared = overruled.get(kept.numbers[place], ())
            said[:] = [code for code in said if code not in spared]
        return self._writer.lines(kept.numbers, kept.rows, found)

    def _keep(self, numbered: Sequence[tuple[int, Row]]) -> _Kept:
        kept = _Kept([], [], {})
        for number, cells in numbered:
            plain = len(cells) == self._width and cells[-1] != CUT
            row, issue = (cells, "") if plain else self._shape(cells)
            nik = row[self._nik]
            named = type(nik) is str and len(nik) == LENGTH
            if not named and issue != "ROW_CUT" and not self._filter.is_row(row, number=number):
                continue
            if issue:
                kept.shapes[len(kept.rows)] = issue
            kept.numbers.append(number + self._shift)
            kept.rows.append(row)
        return kept

    def _shape(self, row: Row) -> tuple[Row, str]:
        """A row at least as long as the heading, and what is wrong with its shape.

        What is too much stays behind the columns: it is kept with the row, and a person says what it is.
        """
        cells, mark = marked(row, width=self._width)
        if is_long(cells, width=self._width):
            return cells, "ROW_LONG"
        issue = {"": "", SHORT: "ROW_CUT"}.get(mark, "LAST_LINE")
        return [*cells[: self._width], *[""] * (self._width - len(cells))], issue

    def _understand(self, kept: _Kept) -> Columns:
        found = self.reader.read(kept.rows)
        for place, issue in kept.shapes.items():
            found.said.setdefault(place, []).insert(0, issue)
        outlived(found, deaths=self._deaths)
        return found

    def _lines(self, kept: _Kept) -> Iterator[str]:
        return self._writer.lines(kept.numbers, kept.rows, self._understand(kept))
