"""What a layout is: an arrangement of columns, and what its rows tell."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from wacat.intake.layouts.fields import Words


class Yields(StrEnum):
    """What the rows of a layout are."""

    SERVICES = "services"  # one service a row
    REGISTER = (
        "register"  # people; only some rows tell a service (Pasal 3a: never the whole register)
    )
    COMPANION = "companion"  # what another layout is joined with


class Shape(StrEnum):
    """How rows stand below their headings."""

    TABLE = "table"
    BLOCKS = "blocks"


@dataclass(frozen=True)
class Event:
    """A service that a row of a register tells: the document, and the field with its day."""

    kind: str
    day: str


@dataclass(frozen=True)
class Told:
    """What a line above or between the members of a block tells.

    `where`: `inside` the cell (first group), in the cell `right` of it, or in the one `below`.
    """

    field: str
    where: str
    pattern: re.Pattern[str]
    begins: bool = False
    cut: re.Pattern[str] | None = None


@dataclass(frozen=True)
class Join:
    """The layout that holds the rest of a row, and the field that both share."""

    layout: str
    on: str


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A known arrangement of columns.

    `needs` lists what must be there; each entry names alternatives of which one suffices.
    `headings` leads from the words of a heading to its field ('' where it is not kept) and rank;
    `official` are those that every such file has. `moves` is empty for a list with one service a row,
    else the side of a move that the file tells. `parties` are the words by which headings name the
    people of a row, where there are several. One of the `marks` must stand in a heading or in a title
    above, where the columns alone could be another list's.
    """

    code: str
    label: str
    about: str
    yields: Yields
    needs: tuple[tuple[str, ...], ...]
    headings: dict[Words, tuple[str, int]] = field(repr=False)
    official: frozenset[Words] = field(repr=False)
    columns: tuple[tuple[str, str], ...] = field(repr=False)
    shape: Shape = Shape.TABLE
    kind: str = ""
    moves: str = ""
    within_days: int = 0
    marks: frozenset[str] = frozenset()
    parties: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    told: tuple[Told, ...] = ()
    join: Join | None = None
    cleaning: dict[str, dict[str, str]] = field(default_factory=dict)

    def headings_of(self, party: str) -> dict[Words, tuple[str, int]]:
        """The headings as they concern one of the parties: its own first, then those of nobody."""
        others = set(self.parties) - {party}
        return {words: found for words, found in self.headings.items() if not others & set(words)}
