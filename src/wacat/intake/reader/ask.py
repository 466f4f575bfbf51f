"""What a file is read for: all that the child is told besides the file and the areas."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from wacat.intake.layouts.saved import Saved
from wacat.sheets.cells import Cell


@dataclass(frozen=True)
class Companion:
    """The file that holds the rest of the rows, where a layout comes in two."""

    layout: str
    path: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Ask:
    """The first day of Pasal 14, today, and what operators said.

    `saved` are the mappings of the city, `given` what holds for every row of this file (`kind`,
    `served_on` as ISO date), `companion` its other half.
    """

    earliest: date
    today: date
    saved: tuple[Saved, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)
    companion: Companion | None = None

    def facts(self) -> dict[str, Any]:
        """As plain data, for another process."""
        return {
            "earliest": self.earliest.isoformat(),
            "today": self.today.isoformat(),
            "saved": [one.facts() for one in self.saved],
            "given": dict(self.given),
            "companion": asdict(self.companion) if self.companion else None,
        }

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> "Ask":
        """Back from `facts`."""
        companion = facts["companion"]
        return cls(
            earliest=date.fromisoformat(facts["earliest"]),
            today=date.fromisoformat(facts["today"]),
            saved=tuple(Saved.from_facts(one) for one in facts["saved"]),
            given=facts["given"],
            companion=Companion(**companion) if companion else None,
        )


def given_cells(given: Mapping[str, str]) -> dict[str, Cell]:
    """What holds for every row, as a cell of the file would hold it."""
    cells: dict[str, Cell] = dict(given)
    if "served_on" in given:
        cells["served_on"] = date.fromisoformat(given["served_on"])
    return cells
