"""Reads of the operator's desk: the queue of corrections, one case, and what else is known of its person."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from wacat.accounts.access import Visitor
from wacat.records.models import Notice
from wacat.values.tanggal import SOON
from wacat.verification.models import Correction, CorrectionItem, Evidence, Step
from wacat.verification.states import TRANSITIONS, CorrectionState

OPEN_SHELVES = ("terbuka", "bebas", "saya", "mendesak", "keterangan", "siak")
DONE_SHELF = "selesai"
SHELVES = (*OPEN_SHELVES, DONE_SHELF)
HISTORY_LENGTH = 20

# Only what the pages show: no password hash, and no NIK where it is not shown masked.
HOLDER = ("taken_by__person__name",)
PLACE = ("rt__name", "kelurahan__name")
CLAIM = ("answer__reason", "answer__kind")
ROW = (
    "city_id", "kind", "state", "remark", "submitted_at", "due_at", "decided_at", "closed_at",
    "decision_reason", "taken_at", *HOLDER, *PLACE, *CLAIM, "notice__record__name", "notice__record__kind",
)  # fmt: skip
RECORD = (
    "name", "kind", "nik", "kk", "sex", "birth_on", "served_on", "address", "place_from", "place_to",
    "number", "row_number", "batch_id",
)  # fmt: skip
TOLD = ("kind", "direction", "state", "withdraw_reason")

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
        "bebas": undecided & Q(taken_by=None),
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
    found = matching(filters, by=by).filter(shelf(DONE_SHELF, by=by, at=at))
    return found.order_by("-id")[:most].count()


def queue(filters: Filters, *, by: Visitor, at: datetime) -> QuerySet[Correction]:
    """The corrections of a shelf: open ones by legal time left, closed ones the newest first.

    Source: UU 27/2022 Pasal 30. Everything a row shows is fetched with it, in two statements.
    """
    order = ["-id"] if filters.shelf == DONE_SHELF else ["due_at", "id"]
    return (
        matching(filters, by=by)
        .filter(shelf(filters.shelf, by=by, at=at))
        .select_related("notice__record", "answer", "rt", "kelurahan", "taken_by__person")
        .prefetch_related(Prefetch("items", CorrectionItem.objects.order_by("id")))
        .only(*ROW)
        .order_by(*order)
    )


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
        rows = list(
            _beyond(found.reverse(), before, smaller=not newest_first, by_id=newest_first)[
                : size + 1
            ]
        )
        return Page(rows[:size][::-1], before=len(rows) > size, after=True)
    if after is not None:
        found = _beyond(found, after, smaller=newest_first, by_id=newest_first)
    rows = list(found[: size + 1])
    return Page(rows[:size], before=after is not None, after=len(rows) > size)


def get_case(correction_id: int, *, by: Visitor) -> Correction:
    """One correction with everything its page shows of it.

    Raises:
        Correction.DoesNotExist: there is none in the visitor's city.
    """
    return (
        Correction.objects.select_related(
            "notice__record", "rt", "kelurahan", "taken_by__person", "answer__by__person"
        )
        .prefetch_related(
            Prefetch("items", CorrectionItem.objects.order_by("id")),
            Prefetch("steps", _steps()),
            Prefetch("evidence", Evidence.objects.defer("content").order_by("id")),
        )
        .only(
            *ROW,
            "answer__by__person__name",
            *(f"notice__{name}" for name in TOLD),
            *(f"notice__record__{name}" for name in RECORD),
        )
        .get(pk=correction_id, city_id=by.city_id)
    )


def get_evidence(*, correction_id: int, evidence_id: int, by: Visitor) -> Evidence:
    """One photo of a correction.

    Raises:
        Evidence.DoesNotExist: this correction has no such photo.
    """
    return Evidence.objects.get(pk=evidence_id, correction_id=correction_id, city_id=by.city_id)


def history_of(case: Correction) -> list[Notice]:
    """What else was told about the person of a case, the newest first; without a NIK, this record only."""
    record = case.notice.record
    same = Q(record__nik=record.nik) if record.nik else Q(record_id=record.pk)
    return list(
        Notice.objects.filter(same, city_id=case.city_id)
        .exclude(pk=case.notice_id)
        .select_related("record", "rt", "kelurahan")
        .only(
            *("served_on", "state", "answer", "result"),
            *("record__kind", "record__name", "rt__name", "kelurahan__name"),
        )
        .order_by("-id")[:HISTORY_LENGTH]
    )


def find_next(*, other_than: int, by: Visitor, at: datetime) -> Correction | None:
    """The most urgent correction that nobody has taken, or None."""
    return (
        Correction.objects.filter(shelf("bebas", by=by, at=at), city_id=by.city_id)
        .exclude(pk=other_than)
        .only("id")
        .order_by("due_at", "id")
        .first()
    )


def acts_for(case: Correction, *, by: Visitor) -> frozenset[CorrectionState]:
    """The states to which this visitor may move the case now; empty when another operator has it."""
    if case.taken_by_id not in (None, by.account_id):
        return frozenset()
    now = CorrectionState(case.state)
    return frozenset(
        to for (here, to), offices in TRANSITIONS.items() if here == now and by.role in offices
    )


def _steps() -> QuerySet[Step]:
    shown = ("correction_id", "from_state", "to_state", "at", "note", "by__person__name")
    return Step.objects.select_related("by__person").only(*shown).order_by("id")


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
