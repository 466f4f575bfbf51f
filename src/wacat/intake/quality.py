"""How good a file is: a score from 0 to 100, and what it is made of.

`score = 100 x (accepted - 0.2 x accepted with a note) / (accepted + quarantined)`, rounded down, so
that 100 means that there was nothing to say. Rows that stand there twice, and people of a register who
were not served, say nothing about the quality and are left out. See `docs/rujukan/mutu.md`.
"""

from dataclasses import dataclass

WARNING_WEIGHT = 0.2
GOOD, FAIR = 95, 85


@dataclass(frozen=True)
class Counts:
    """Rows that were accepted, those of them with a note, and those in quarantine."""

    accepted: int = 0
    warned: int = 0
    quarantined: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.accepted + other.accepted,
            self.warned + other.warned,
            self.quarantined + other.quarantined,
        )

    @property
    def rows(self) -> int:
        """The rows that count."""
        return self.accepted + self.quarantined

    @property
    def score(self) -> int | None:
        """0 to 100, or None where no row counts."""
        if not self.rows:
            return None
        good = 1000 * self.accepted - int(1000 * WARNING_WEIGHT) * self.warned
        return good // (10 * self.rows)


def look(score: int) -> str:
    """The colour of a score (components/lencana)."""
    if score >= GOOD:
        return "baik"
    return "hati-hati" if score >= FAIR else "gawat"
