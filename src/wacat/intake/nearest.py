"""What somebody may have meant: the RTs and kelurahan nearest to what stands in the file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from wacat.areas.models import Area, Level
from wacat.intake.models import BatchRow
from wacat.intake.parsing.rt import parse_rt
from wacat.values.kinds import Kind
from wacat.values.text import key

MOST = 3
ALIKE = 0.6
# The side of a move to which `kelurahan_id` of a row belongs.
MAIN_RT = {
    Kind.PINDAH_KELUAR.value: "from_rt",
    Kind.DATANG.value: "to_rt",
    Kind.PINDAH_DALAM_KOTA.value: "to_rt",
}


@dataclass(frozen=True)
class Known:
    """The numbers of RTs by kelurahan, and the names of all kelurahan."""

    numbers: Mapping[int, Sequence[int]] = field(default_factory=dict)
    names: Sequence[str] = ()

    def suggestion(self, issue: str, *, row: BatchRow, written: str) -> str:
        """A sentence with what may have been meant, or ''."""
        found = self.choices(issue, row=row, written=written)
        if issue.startswith("RT_"):
            return f"Yang terdekat: {', '.join(f'RT {one}' for one in found)}." if found else ""
        return f"Mungkin maksudnya: {', '.join(found)}." if found else ""

    def choices(self, issue: str, *, row: BatchRow, written: str) -> list[str]:
        """What may have been meant, as it would be written into the cell; the likeliest first."""
        code, _, where = issue.partition(":")
        if code == "RT_UNKNOWN" and where == MAIN_RT.get(row.kind, "rt"):
            near = nearest_rts(
                parse_rt(written).number, self.numbers.get(row.kelurahan_id or 0, ())
            )
            return [f"{one:03d}" for one in near]
        return nearest_names(written, self.names) if code == "KELURAHAN_UNKNOWN" else []


def known_for(rows: Iterable[BatchRow], *, city_id: int) -> Known:
    """What is needed to make suggestions for these rows; asks only where one of them wants it."""
    lacking = {row.kelurahan_id or 0 for row in rows if _said(row, "RT_UNKNOWN")} - {0}
    numbers: dict[int, list[int]] = {}
    if lacking:
        found = Area.objects.filter(
            level=Level.RT, closed_on=None, kelurahan_id__in=lacking, number__isnull=False
        )
        for kelurahan_id, number in found.order_by("number").values_list("kelurahan_id", "number"):
            numbers.setdefault(kelurahan_id or 0, []).append(number or 0)
    names: list[str] = []
    if any(_said(row, "KELURAHAN_UNKNOWN") for row in rows):
        found = Area.objects.filter(level=Level.KELURAHAN, city_id=city_id, closed_on=None)
        names = list(found.order_by("name").values_list("name", flat=True))
    return Known(numbers, names)


def names_of(city_id: int) -> set[str]:
    """The names of the city's kelurahan, as `values.text.key` compares them."""
    found = Area.objects.filter(level=Level.KELURAHAN, city_id=city_id, closed_on=None)
    return {key(name) for name in found.values_list("name", flat=True)}


def nearest_rts(written: int, known: Sequence[int]) -> list[int]:
    """The numbers that a slip of the finger makes of each other, then those close by."""
    if not written:
        return []
    return sorted(
        known, key=lambda one: (_slips(f"{written:03d}", f"{one:03d}"), abs(one - written))
    )[:MOST]


def nearest_names(written: str, known: Sequence[str]) -> list[str]:
    """The names that are spelt almost so."""
    by_key = {key(name): name for name in known}
    return [by_key[one] for one in get_close_matches(key(written), by_key, n=MOST, cutoff=ALIKE)]


def _slips(first: str, second: str) -> int:
    """How many slips lie between two numbers of three digits: a wrong digit, or two that changed places."""
    if sorted(first) == sorted(second) and first != second:
        return 1
    wrong = sum(one != other for one, other in zip(first, second, strict=True))
    dropped = first.lstrip("0") in second or second.lstrip("0") in first
    return min(wrong, 1 if dropped else wrong)


def _said(row: BatchRow, code: str) -> bool:
    return any(issue.partition(":")[0] == code for issue in row.issues)
