"""Reads of the operator's desk: the queue of corrections."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from wacat.accounts.access import Visitor
from wacat.values.tanggal import SOON
from wacat.verification.models import Correction, CorrectionItem
from wacat.verification.states import CorrectionState

OPEN_SHELVES = ("terbuka", "bebas", "saya", "mendesak", "keterangan", "siak")
DONE_SHELF = "selesai"
SHELVES = (*OPEN_SHELVES, DONE_SHELF)
# A name is searched for among this many of the newest closed corrections; numbers among all.
NEWEST_CLOSED = 5_000

# Only what the pages show: no password hash, and no NIK where it is not shown masked.
HOLDER = ("taken_by__person__name",)
PLACE = ("rt__name", "kelurahan__name")
CLAIM = ("answer__reason", "answer__kind")
ROW = (
    "city_id", "kind", "state", "remark", "submitted_at", "due_at", "decided_at", "closed_at",
    "decision_reason", "taken_at", *HOLDER, *PLACE, *CLAIM, "notice__record__name", "notice__record__kind",
)  # fmt: skip

_NUMBER = re.compile(r"[kK][ -]*0*([0-9]{1,18})")
_RT = re.compile(r"(?:rt\.? *)?0*([0-9]{1,3})", re.IGNORECASE)
_DIGITS = re.compile(r"0*([0-9]{4,18})")


@dataclass(frozen=True)
class Filters:
    """What the operator wants to see of the queue."""

    shelf: str = "terbuka"
    kelurahan_id: int | None = None
    kind: str = ""
    text: str = ""


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
        DONE_SHELF: Q(closed_at__isnull=False),
    }[name]


def matching(filters: Filters, *, by: Visitor) -> QuerySet[Correction]:
    """The corrections of the visitor's city that fit all filters but the shelf."""
    found = Correction.objects.filter(_named(filters.text), city_id=by.city_id)
    if filters.kelurahan_id is not None:
        found = found.filter(kelurahan_id=filters.kelurahan_id)
    if filters.kind:
        found = found.filter(notice__record__kind=filters.kind)
    return found


def count_shelves(filters: Filters, *, by: Visitor, at: datetime) -> dict[str, int]:
    """How many corrections stand on each open shelf; the closed ones are not counted, they only grow."""
    counts = {name: Count("pk", filter=shelf(name, by=by, at=at)) for name in OPEN_SHELVES}
    return matching(filters, by=by).filter(closed_at=None).aggregate(**counts)


def count_done(filters: Filters, *, by: Visitor, at: datetime, most: int) -> int:
    """How many closed corrections fit, counted no further than `most`."""
    return queue(filters, by=by, at=at)[:most].count()


def reaches_all(filters: Filters) -> bool:
    """Whether all corrections are looked through: what asks the records looks at the newest closed ones."""
    return filters.shelf != DONE_SHELF or not (filters.kind or _is_name(filters.text))


def queue(filters: Filters, *, by: Visitor, at: datetime) -> QuerySet[Correction]:
    """The corrections of a shelf: open ones by legal time left, closed ones the newest first.

    Source: UU 27/2022 Pasal 30. Only their order is made here; `with_facts` fetches what rows show,
    so that the joins touch one page and not every correction there ever was.
    """
    found = matching(filters, by=by).filter(shelf(filters.shelf, by=by, at=at))
    if not reaches_all(filters):
        closed = Correction.objects.filter(closed_at__isnull=False, city_id=by.city_id)
        found = found.filter(pk__in=closed.order_by("-id").values("pk")[:NEWEST_CLOSED])
    order = ["-id"] if filters.shelf == DONE_SHELF else ["due_at", "id"]
    return found.order_by(*order)


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
    found: QuerySet[Correction],
    *,
    size: int,
    after: Place | None = None,
    before: Place | None = None,
) -> Page:
    """The rows of `queue` that follow `after`, or that precede `before`."""
    newest_first = found.query.order_by == ("-id",)
    if before is not None:
        nearer = _beyond(found.reverse(), before, smaller=not newest_first, by_id=newest_first)
        ids = list(nearer.values_list("pk", flat=True)[: size + 1])
        return Page(with_facts(ids[:size][::-1]), before=len(ids) > size, after=True)
    if after is not None:
        found = _beyond(found, after, smaller=newest_first, by_id=newest_first)
    ids = list(found.values_list("pk", flat=True)[: size + 1])
    return Page(with_facts(ids[:size]), before=after is not None, after=len(ids) > size)


def find_next(*, other_than: int, by: Visitor, at: datetime) -> Correction | None:
    """The most urgent correction that nobody has taken, or None."""
    return (
        Correction.objects.filter(shelf("bebas", by=by, at=at), city_id=by.city_id)
        .exclude(pk=other_than)
        .only("id")
        .order_by("due_at", "id")
        .first()
    )


def _is_name(text: str) -> bool:
    text = text.strip()
    return bool(text) and not any(one.fullmatch(text) for one in (_NUMBER, _DIGITS, _RT))


def _named(text: str) -> Q:
    text = text.strip()
    if not text:
        return Q()
    if number := _NUMBER.fullmatch(text) or _DIGITS.fullmatch(text):
        return Q(pk=int(number[1]))
    if number := _RT.fullmatch(text):
        return Q(rt__number=int(number[1]))
    return Q(notice__record__name__icontains=text)


def _beyond(
    found: QuerySet[Correction], place: Place, *, smaller: bool, by_id: bool
) -> QuerySet[Correction]:
    side = "lt" if smaller else "gt"
    if by_id:
        return found.filter(**{f"id__{side}": place.id})
    # the first condition is for the index, the second for rows of the same moment
    return found.filter(
        Q(**{f"due_at__{side}": place.due_at})
        | Q(due_at=place.due_at, **{f"id__{side}": place.id}),
        **{f"due_at__{side}e": place.due_at},
    )
