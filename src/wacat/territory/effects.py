"""What an act on the territory touches, in the words of the page that tells it beforehand."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class OfficeEnd:
    """An appointment that ends with the act."""

    appointment_id: int
    holder: str
    office: str
    place: str


@dataclass(frozen=True)
class OfficeStart:
    """An appointment that begins with the act."""

    holder: str
    office: str
    place: str


@dataclass(frozen=True)
class Move:
    """Open items that find a new owner."""

    origin: str
    target: str
    owner: str
    waiting: int
    corrections: int


@dataclass(frozen=True)
class Stay:
    """Open items that stay where they are, and who answers them now."""

    place: str
    owner: str
    waiting: int
    corrections: int


@dataclass(frozen=True)
class Reports:
    """Months of LEP that keep standing under an area as it was called then."""

    place: str
    first: date
    last: date
    months: int


@dataclass
class Effects:
    """All that an act touches."""

    offices: list[OfficeEnd] = field(default_factory=list)
    starts: list[OfficeStart] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    reports: list[Reports] = field(default_factory=list)
    counted_again: set[date] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)

    @property
    def moved(self) -> tuple[int, int]:
        """Notices that wait and corrections that move, summed."""
        return sum(m.waiting for m in self.moves), sum(m.corrections for m in self.moves)

    def told(self) -> dict[str, Any]:
        """What the ledger keeps of it: figures and ids, no names."""
        waiting, corrections = self.moved
        return {
            "ended": [one.appointment_id for one in self.offices],
            "notices": waiting,
            "corrections": corrections,
        }
