"""How the numbers of a chart are written: percent, hours, counts."""

from enum import StrEnum

from wacat.values.bilangan import bilangan, persen

NOTHING = "–"


class Unit(StrEnum):
    """What a number of a chart is."""

    SHARE = "persen"
    HOURS = "jam"
    COUNT = "bilangan"
    SCORE = "nilai"
    # a map of names alone
    NAMES = "nama"

    def write(self, value: float | None) -> str:
        """The number as a table shows it; a dash where there is none."""
        if self is Unit.NAMES:
            return ""
        if value is None:
            return NOTHING
        if self is Unit.SHARE:
            return persen(value)
        return bilangan(value, decimals=1 if self is Unit.HOURS else 0)

    def short(self, value: float | None) -> str:
        """The number as it stands inside a chart, where there is little room."""
        if self is Unit.NAMES:
            return ""
        if value is None:
            return NOTHING
        return persen(value, decimals=0) if self is Unit.SHARE else bilangan(value)

    @property
    def words(self) -> str:
        """What stands behind a number in a sentence: " jam", or nothing."""
        return " jam" if self is Unit.HOURS else ""
