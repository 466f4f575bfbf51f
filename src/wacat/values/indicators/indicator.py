"""One definition of a figure: what it says, how it is counted, and where."""

from dataclasses import dataclass
from enum import StrEnum


class Better(StrEnum):
    """Which way a figure should go."""

    HIGHER = "Makin tinggi makin baik"
    LOWER = "Makin rendah makin baik"
    NEITHER = "Tidak dinilai"


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """The definition of a figure (Pasal 11: what is evaluated must mean the same to everybody).

    `formula` is written in words, on paper too. `counted` names the attributes in code that hold
    the figure, dotted; a guard holds every published attribute to a definition.
    """

    code: str
    name: str
    formula: str
    unit: str
    source: str
    counted: tuple[str, ...]
    better: Better = Better.NEITHER
