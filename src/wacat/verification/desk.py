"""Reads of the operator's desk: the queue of corrections."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from wacat.accounts.access import Visitor
from wacat.values.tanggal import SOON
from wacat.verification import searching
from wacat.verification.models import Correction, CorrectionItem
from wacat.verification.states import CorrectionState

OPEN_SHELVES = ("terbuka", "bebas", "saya", "mendesak", "keterangan", "siak")
# these only grow; they are read the newest first and counted no further than `MOST_COUNTED`
LONG_SHELVES = {"selesai": True, "semua": None}
SHELVES = (*OPEN_SHELVES, *LONG_SHELVES)
MOST_COUNTED = 200
# so many open cases are counted, the most urgent first; a longer queue says "lebih dari"
MOST_OPEN = 1_000

# Only what the pages show: no password hash, and no NIK where it is not shown masked.
HOLDER = ("taken_by__person__name",)
PLACE = ("rt__name", "kelurahan__name")
CLAIM = ("answer__reason", "answer__kind")
ROW = (
    "city_id", "kind", "state", "remark", "submitted_at", "due_at", "decided_at", "closed_at",
    "decision_reason", "taken_at", *HOLDER, *PLACE, *CLAIM, "notice__record__name", "notice__record__kind",
)  # fmt: skip


@dataclass(frozen=True)
class Filters:
    """What the operator wants to see of the queue. `nik` never stands in an address."""

    shelf: str = "terbuka"
    kelurahan_id: int | None = None
    kind: str = ""
    text: str = ""
    nik: str = ""
    # the open cases of the person looked for, once they are known
    open_ids: tuple[int, ...] | None = None

    @property
    def sought(self) -> searching.Sought:
        """What is looked for."""
        return searching.Sought(nik=self.nik) if self.nik else searching.understand(self.text)

    @property
    def narrowed(self) -> bool:
        """Whether anything but the shelf narrows the list."""
        return bool(self.text or self.nik or self.kelurahan_id or self.kind)


@dataclass(frozen=True)
class Place:
    """A place between two rows of the queue: the sort key of the row beside it."""

    due_at: datetime
    id: int


@dataclass(frozen=True)
class Page:
    """One page of the queue in its order, and whether there is more on either side."""

    rows: list[Correction]
    before: bool
    after: bool


def shelf(name: str, *, by: Visitor, at: datetime) -> Q:
    """The condition of one shelf of the queue; the names are `SHELVES`."""
    opened = Q(closed_at=None)
    undecided = opened & Q(decided_at=None)
    return {
        "terbuka": undecided,
        "bebas": undecided & Q(taken_by=None) & ~Q(barred_id=by.account_id),
        "saya": opened & Q(taken_by_id=by.account_id),
        "mendesak": undecided & ~Q(state=CorrectionState.NEEDS_INFO) & Q(due_at__lte=at + SOON),
        "keterangan": undecided & Q(state=CorrectionState.NEEDS_INFO),
        "siak": opened & Q(decided_at__isnull=False),
        "selesai": Q(closed_at__isnull=False),
        "semua": Q(),
    }[name]


def open_matching(filters: Filters, *, by: Visitor) -> QuerySet[Correction]:
    """The open corrections of the visitor's city that fit all filters but the shelf."""
    found = Correction.objects.filter(closed_at=None, city_id=by.city_id)
    if filters.kelurahan_id is not None:
        found = found.filter(kelurahan_id=filters.kelurahan_id)
    if filters.kind:
        found = found.filter(notice__record__kind=filters.kind)
    sought = filters.sought
    if sought.case_id is not None:
        return found.filter(pk=sought.case_id)
    if sought.rt_number is not None:
        return found.filter(rt__number=sought.rt_number)
    if sought.person:
        found = found.filter(pk__in=resolved(filters).open_ids)
    return found


def resolved(filters: Filters) -> Filters:
    """The same with the open cases of the person looked for, so that list and counts ask once."""
    if filters.open_ids is not None or not filters.sought.person:
        return filters
    found = searching.find(filters.sought, closed=False, most=MOST_OPEN)
    return replace(filters, open_ids=tuple(found))


def count_shelves(filters: Filters, *, by: Visitor, at: datetime) -> dict[str, int]:
    """How many corrections stand on each open shelf among the `MOST_OPEN` most urgent ones.

    The closed ones are not counted, they only grow. Where all of "terbuka" and "siak" were not
    reached, the counts are at least that many.
    """
    urgent = open_matching(filters, by=by).order_by("due_at", "id")[:MOST_OPEN]
    counts = {name: Count("pk", filter=shelf(name, by=by, at=at)) for name in OPEN_SHELVES}
    return urgent.aggregate(**counts)


def queue(filters: Filters, *, by: Visitor, at: datetime) -> QuerySet[Correction]:
    """The corrections of an open shelf by legal time left.

    Source: UU 27/2022 Pasal 30. Only their order is made here; `with_facts` fetches what rows show,
    so that the joins touch one page and not every correction there ever was.
    """
    found = open_matching(filters, by=by).filter(shelf(filters.shelf, by=by, at=at))
    return found.order_by("due_at", "id")


def find_ids(
    filters: Filters, *, by: Visitor, below: int | None = None, above: int | None = None, most: int
) -> list[int]:
    """The ids on a long shelf, the newest first; with `above` the oldest of the newer ones."""
    sought, closed = filters.sought, LONG_SHELVES[filters.shelf]
    if sought.case_id is None:
        return searching.find(
            sought, kind=filters.kind, kelurahan_id=filters.kelurahan_id, closed=closed,
            below=below, above=above, most=most,
        )  # fmt: skip
    one = Correction.objects.filter(pk=sought.case_id, city_id=by.city_id)
    if closed:
        one = one.filter(closed_at__isnull=False)
    return [] if below or above else list(one.values_list("pk", flat=True))


def count_long(filters: Filters, *, by: Visitor) -> int:
    """How many corrections fit on a long shelf, counted no further than one beyond `MOST_COUNTED`."""
    return len(find_ids(filters, by=by, most=MOST_COUNTED + 1))


def ids_of(filters: Filters, *, by: Visitor, at: datetime, most: int) -> list[int]:
    """The ids on a shelf in its order, `most` at most."""
    if filters.shelf in LONG_SHELVES:
        return find_ids(filters, by=by, most=most)
    return list(queue(filters, by=by, at=at).values_list("pk", flat=True)[:most])


def with_facts(ids: Sequence[int]) -> list[Correction]:
    """The corrections with these ids, in their order, with everything that a row of the queue shows."""
    rows = (
        Correction.objects.filter(pk__in=ids)
        .select_related("notice__record", "answer", "rt", "kelurahan", "taken_by__person")
        .prefetch_related(Prefetch("items", CorrectionItem.objects.order_by("id")))
        .only(*ROW)
        .in_bulk()
    )
    return [rows[pk] for pk in ids if pk in rows]


def page_of(
    filters: Filters,
    *,
    by: Visitor,
    at: datetime,
    size: int,
    after: Place | None = None,
    before: Place | None = None,
) -> Page:
    """The rows of a shelf that follow `after`, or that precede `before`."""
    ids = _ids_beside(filters, by=by, at=at, most=size + 1, after=after, before=before)
    more, shown = len(ids) > size, ids[:size]
    if before is not None:
        return Page(with_facts(shown[::-1]), before=more, after=True)
    return Page(with_facts(shown), before=after is not None, after=more)


def find_next(*, other_than: int, by: Visitor, at: datetime) -> Correction | None:
    """The most urgent correction that nobody has taken, or None."""
    return (
        Correction.objects.filter(shelf("bebas", by=by, at=at), city_id=by.city_id)
        .exclude(pk=other_than)
        .only("id")
        .order_by("due_at", "id")
        .first()
    )


def _ids_beside(
    filters: Filters,
    *,
    by: Visitor,
    at: datetime,
    most: int,
    after: Place | None,
    before: Place | None,
) -> list[int]:
    """Ids from a place on in the order of the shelf, or against it before a place."""
    if filters.shelf in LONG_SHELVES:
        below = after.id if after and before is None else None
        return find_ids(filters, by=by, below=below, above=before.id if before else None, most=most)
    found = queue(filters, by=by, at=at)
    if before is not None:
        found = _beyond(found.reverse(), before, smaller=True)
    elif after is not None:
        found = _beyond(found, after, smaller=False)
    return list(found.values_list("pk", flat=True)[:most])


def _beyond(found: QuerySet[Correction], place: Place, *, smaller: bool) -> QuerySet[Correction]:
    side = "lt" if smaller else "gt"
    # the first condition is for the index, the second for rows of the same moment
    return found.filter(
        Q(**{f"due_at__{side}": place.due_at})
        | Q(due_at=place.due_at, **{f"id__{side}": place.id}),
        **{f"due_at__{side}e": place.due_at},
    )
