"""A file that waits to be mapped, as the operator sees it: columns, suggestions, the outcome."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from wacat.intake.checks import ERRORS
from wacat.intake.convert import Converter, Rules
from wacat.intake.layouts.catalogue import BY_CODE
from wacat.intake.layouts.detector import Detection, Numbered, likely_headings, texts
from wacat.intake.layouts.suggest import Suggestion, suggest
from wacat.intake.mapping import Draft
from wacat.intake.reader.ask import given_cells
from wacat.intake.reader.sample import as_row, unpacked
from wacat.intake.staging import STAGE_COLUMNS
from wacat.intake.territory import Territory
from wacat.sheets.cells import Cell, Row, as_text

EXAMPLES = 3
SHOWN_ROWS = 8
HEADING_CHOICES = 15
STATE = list(STAGE_COLUMNS).index("state")
ISSUES = list(STAGE_COLUMNS).index("issues")


@dataclass(frozen=True)
class Column:
    """One column of the file: its heading, a few of its cells, and what it could be."""

    place: int
    heading: str
    examples: list[str]
    suggestion: Suggestion


@dataclass(frozen=True)
class Outline:
    """The first rows of a file. `choices` are the rows that could hold the headings."""

    heading_row: int
    headings: tuple[str, ...]
    columns: list[Column]
    rows: list[Numbered]
    choices: list[tuple[int, str]]

    @property
    def choices_shown(self) -> list[tuple[int, str]]:
        """The choices with the number of the row before them."""
        return [(number, f"Baris {number}: {text}") for number, text in self.choices]

    @property
    def headings_shown(self) -> list[str]:
        """All headings; a column without one goes by its number."""
        return [head or f"Kolom {place}" for place, head in enumerate(self.headings, start=1)]

    @property
    def shown(self) -> list[tuple[int, list[str]]]:
        """The first rows below the headings as text."""
        return [(number, [as_text(cell) for cell in row]) for number, row in self.rows[:SHOWN_ROWS]]


@dataclass
class Outcome:
    """What would become of the first rows under a mapping."""

    rows: int = 0
    states: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    remarks: Counter[str] = field(default_factory=Counter)


def outline(
    packed: Sequence[Sequence[object]], *, heading_row: int | None = None,
    places: Collection[str] = (),
) -> Outline:  # fmt: skip
    """Look at a stored sample; without a heading row the likeliest is taken.

    `places` are the names of the city's kelurahan, to know a column by.
    """
    rows = unpacked(packed)
    numbers = {number for number, _ in rows}
    number, head = likely_headings(rows)
    if heading_row in numbers and heading_row is not None:
        number, head = heading_row, next(row for at, row in rows if at == heading_row)
    headings = texts(head)
    below = [(at, row) for at, row in rows if at > number and any(map(_filled, row))]
    cells = [as_row(row, width=len(headings)) for _, row in below]
    found = suggest(headings, cells, places=places)
    return Outline(
        heading_row=number,
        headings=headings,
        columns=[
            Column(place, heading, _examples(place, cells), found[place])
            for place, heading in enumerate(headings)
            if heading or _examples(place, cells)
        ],
        rows=[(at, row) for (at, _), row in zip(below, cells, strict=True)],
        choices=[(at, _words(row)) for at, row in rows[:HEADING_CHOICES] if _words(row)],
    )


def outcome(
    found: Outline, draft: Draft, *, territory: Territory, earliest: date, today: date
) -> Outcome:
    """Read the first rows as the whole file would be read, without keeping anything."""
    detection = Detection(
        BY_CODE[draft.layout], draft.headings, dict(draft.columns), found.heading_row,
        found.heading_row, 1.0, given_cells(draft.given),
    )  # fmt: skip
    rules = Rules(territory=territory, earliest=earliest, today=today)
    told = Converter(detection, rules=rules, typed=True).convert(found.rows).decode()
    result = Outcome()
    for line in told.split("\n")[:-1]:
        cells = line.split("\t")
        result.rows += 1
        result.states[cells[STATE]] += 1
        codes = {code.partition(":")[0] for code in cells[ISSUES].strip("{}").split(",") if code}
        wrong = cells[STATE] == "QUARANTINED"
        counted = result.reasons if wrong else result.remarks
        counted.update(code for code in codes if not wrong or code in ERRORS)
    return result


def _filled(cell: Cell) -> bool:
    return bool(as_text(cell).strip())


def _words(row: Row) -> str:
    return ", ".join(text[:24] for text in texts(row) if text)[:90]


def _examples(place: int, rows: Sequence[Row]) -> list[str]:
    seen = dict.fromkeys(as_text(row[place]).strip() for row in rows if place < len(row))
    return [text[:60] for text in seen if text][:EXAMPLES]
