"""Counts for everybody, as they were let out: small numbers left out, and sums of what is shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from wacat.reports.models import PublicMonth
from wacat.reports.publishing import TOTAL_KIND, TOTAL_PLACE
from wacat.reports.suppression import FEW as FEW
from wacat.values.kinds import NEUTRAL, Kind, kind_label

_ORDER = {code: place for place, code in enumerate([*(kind.value for kind in Kind), NEUTRAL])}


@dataclass(frozen=True)
class Count:
    """A number for everybody: whole, or only how many there are at least."""

    at_least: int
    is_whole: bool

    @property
    def number(self) -> int | None:
        """The number where it is whole."""
        return self.at_least if self.is_whole else None


@dataclass(frozen=True, kw_only=True)
class PublicTable:
    """Kelurahan x kind with totals, keyed by (id of the kelurahan, kind); 0 and "" are the totals."""

    months: Sequence[date]
    missing: Sequence[date]
    published_at: datetime | None
    cells: dict[tuple[int, str], Count]

    @property
    def kinds(self) -> list[str]:
        """The kinds that occurred, in the usual order."""
        found = {kind for _, kind in self.cells if kind != TOTAL_KIND}
        return sorted(found, key=lambda kind: _ORDER.get(kind, len(_ORDER)))

    @property
    def places(self) -> set[int]:
        """The ids of its kelurahan."""
        return {place for place, _ in self.cells if place != TOTAL_PLACE}

    def labels(self) -> list[str]:
        """The kinds' names on screen."""
        return [kind_label(kind) for kind in self.kinds]

    def count(self, kelurahan_id: int, kind: str) -> Count:
        """One cell; a kind that no month had is 0 where all months are there."""
        return self.cells.get((kelurahan_id, kind), Count(0, not self.missing))


def counts(*, months: Sequence[date]) -> PublicTable:
    """The table of a month, or of several together.

    A sum is made of what is shown of its months and of nothing else: where one of them is left out,
    it says how many there are at least. So longer periods tell nothing that their months do not.
    Source: Pasal 2(2)c, 8b.
    """
    kept = list(PublicMonth.objects.filter(month__in=months).order_by("month"))
    there = {one.month for one in kept if one.table["cells"]}
    missing = [month for month in months if month not in there]
    return PublicTable(
        months=months,
        missing=missing,
        published_at=max((one.published_at for one in kept), default=None),
        cells=_summed([_cells(one) for one in kept], whole=not missing),
    )


def published() -> list[date]:
    """The months that are out, newest first."""
    return list(PublicMonth.objects.order_by("-month").values_list("month", flat=True))


def _cells(kept: PublicMonth) -> dict[tuple[int, str], int | None]:
    table = kept.table
    return {
        (place, kind): number
        for place, row in zip(table["places"], table["cells"], strict=False)
        for kind, number in zip(table["kinds"], row, strict=True)
    }


def _summed(
    tables: Iterable[dict[tuple[int, str], int | None]], *, whole: bool
) -> dict[tuple[int, str], Count]:
    """The shown numbers added up; a cell that a table does not have is 0 in it."""
    found: dict[tuple[int, str], Count] = {}
    for table in tables:
        for key, number in table.items():
            so_far = found.get(key, Count(0, whole))
            found[key] = Count(
                so_far.at_least + (number or 0), so_far.is_whole and number is not None
            )
    return found
