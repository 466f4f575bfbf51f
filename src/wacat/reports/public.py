"""Counts for everybody: what the database's own function gives out, small numbers left out."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from wacat.values.kinds import NEUTRAL, Kind, kind_label

_ORDER = {code: place for place, code in enumerate([*(kind.value for kind in Kind), NEUTRAL])}
TOTAL_PLACE, TOTAL_KIND = 0, ""


@dataclass(frozen=True, kw_only=True)
class PublicTable:
    """Kelurahan x kind with totals; None is a number that is left out.

    `cells` is keyed by (id of the kelurahan, kind); 0 and "" are the totals.
    """

    month: date
    cells: dict[tuple[int, str], int | None]

    @property
    def kinds(self) -> list[str]:
        """The kinds that occurred, in the usual order."""
        found = {kind for _, kind in self.cells if kind != TOTAL_KIND}
        return sorted(found, key=lambda kind: _ORDER.get(kind, len(_ORDER)))

    def labels(self) -> list[str]:
        """The kinds' names on screen."""
        return [kind_label(kind) for kind in self.kinds]

    def count(self, kelurahan_id: int, kind: str) -> int | None:
        """One cell."""
        return self.cells[kelurahan_id, kind]


def counts(*, month: date) -> PublicTable:
    """The table of a month that has ended; empty for a month that runs or had no services.

    Source: Pasal 8b. A service counts where the person lives or moved to.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT kelurahan_id, kind, count FROM wacat.public_counts(%s)", [month])
        return PublicTable(month=month, cells={(row[0], row[1]): row[2] for row in cursor})
