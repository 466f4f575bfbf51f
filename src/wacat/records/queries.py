"""Reads of notices for the RT and the Lurah.

Each read names its area beside row-level security, so that the planner takes the index of that
area. The list of the phone is the page most often asked for: its statements are written out, since
composing them costs more than running them; the others are QuerySets.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from django.db import connection
from django.db.models import Count, Q, QuerySet

from wacat.accounts.access import Visitor
from wacat.records.models import WAITING_STATES, Notice, NoticeState, ServiceRecord

PAGE_SIZE = 20
LAST = 2**63 - 1


class Chip(StrEnum):
    """The parts of the list of an RT; the values stand in addresses."""

    WAITING = "belum"
    RIGHT = "benar"
    DISPUTED = "koreksi"


class Card(NamedTuple):
    """What a card of the list shows of a notice."""

    id: int
    kind: str
    direction: str
    name: str
    nik_masked: str
    address: str
    place_from: str
    place_to: str
    served_on: date
    state: str
    answer: str
    result: str


@dataclass(frozen=True)
class Tally:
    """How the work of an RT stands: what waits, and what has moved since the month began.

    `stamp` changes whenever anything counted here or shown on the list changes, whichever
    transaction commits first.
    """

    waiting: int
    right: int
    disputed: int
    asked: int
    withdrawn: int
    stamp: str

    @property
    def checked(self) -> int:
        """How many of them have been answered."""
        return self.right + self.disputed


_WAITING = "state IN ('SENT', 'READ', 'ESCALATED')"
_DISPUTED = "state = 'ANSWERED' AND answer IN ('CORRECTED', 'NOT_MINE')"
# A question of the office stays on the list however old it is, and when the notice was replaced.
_ASKED = "result = 'NEEDS_INFO'"

TALLY = f"""
SELECT count(*) FILTER (WHERE {_WAITING}),
       count(*) FILTER (WHERE state = 'ANSWERED' AND answer = 'CONFIRMED'),
       count(*) FILTER (WHERE {_DISPUTED}),
       count(*) FILTER (WHERE {_ASKED}),
       count(*) FILTER (WHERE state = 'WITHDRAWN'),
       concat_ws('.', count(*), sum(extract(epoch FROM changed_at)))
FROM records_notice
WHERE rt_id = %(rt)s AND ({_WAITING} OR {_ASKED} OR changed_at >= %(since)s)
"""

_CONDITIONS = {
    Chip.WAITING: _WAITING,
    Chip.RIGHT: "state = 'ANSWERED' AND answer = 'CONFIRMED' AND changed_at >= %(since)s",
    Chip.DISPUTED: f"({_ASKED} OR {_DISPUTED} AND changed_at >= %(since)s)",
}
CARDS = {
    chip: f"""
SELECT {", ".join(Card._fields)} FROM records_notice
WHERE rt_id = %(rt)s AND {condition} AND id < %(before)s AND (%(name)s = '%%' OR name ILIKE %(name)s)
ORDER BY id DESC LIMIT {PAGE_SIZE + 1}
"""
    for chip, condition in _CONDITIONS.items()
}


def tally(*, rt_id: int, since: datetime) -> Tally:
    """How the work of an RT stands; `since` is the first moment of this month."""
    with connection.cursor() as cursor:
        cursor.execute(TALLY, {"rt": rt_id, "since": since})
        return Tally(*cursor.fetchone())


def cards(
    *, rt_id: int, chip: Chip, since: datetime, before: int = 0, name: str = ""
) -> list[Card]:
    """One page of an RT's list, the newest first, and one card more when there is a next page."""
    values: dict[str, int | str | datetime] = {
        "rt": rt_id,
        "since": since,
        "before": before or LAST,
        "name": like(name),
    }
    with connection.cursor() as cursor:
        cursor.execute(CARDS[chip], values)
        return [Card(*row) for row in cursor.fetchall()]


def like(words: str) -> str:
    """The pattern of ILIKE that finds these words anywhere, and nothing by their punctuation."""
    for sign in "\\%_":
        words = words.replace(sign, f"\\{sign}")
    return f"%{words}%" if words else "%"


def within(visitor: Visitor) -> QuerySet[Notice]:
    """The notices that have been told to the visitor's RT, or to the RTs of his kelurahan."""
    if visitor.rt_id is not None:
        told = Notice.objects.filter(rt_id=visitor.rt_id)
    else:
        told = Notice.objects.filter(kelurahan_id=visitor.kelurahan_id)
    return told.exclude(state=NoticeState.PREPARED)


def get_card(notice_id: int, *, of: Visitor) -> Card:
    """One notice as the list shows it.

    Raises:
        Notice.DoesNotExist: not within reach, or it does not exist.
    """
    return Card(*within(of).values_list(*Card._fields).get(pk=notice_id))


def past(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """Those that no longer wait, the newest first."""
    return notices.exclude(state__in=WAITING_STATES).order_by("-id")


def named(notices: QuerySet[Notice], words: str) -> QuerySet[Notice]:
    """Those whose name contains the words."""
    return notices.filter(name__icontains=words) if words else notices


OUTCOMES: dict[str, Q] = {
    "benar": Q(state=NoticeState.ANSWERED, answer="CONFIRMED"),
    "diperiksa": Q(
        state=NoticeState.ANSWERED, result__in=["SUBMITTED", "RECEIVED", "IN_REVIEW", "NEEDS_INFO"]
    ),
    "diterima": Q(
        state=NoticeState.ANSWERED, result__in=["ACCEPTED", "PARTLY_ACCEPTED", "FORWARDED"]
    ),
    "ditolak": Q(state=NoticeState.ANSWERED, result__in=["REJECTED", "DUPLICATE"]),
    "selesai": Q(state=NoticeState.ANSWERED, result__in=["DONE_IN_SIAK", "CLOSED"]),
    "ditarik": Q(state=NoticeState.WITHDRAWN),
    "lewat": Q(state=NoticeState.CLOSED_UNANSWERED),
}


@dataclass(frozen=True)
class Neighbourhood:
    """How an RT of a kelurahan stands: what waits and since when, and its last answer."""

    rt_id: int
    waiting: int
    overdue: int
    escalated: int
    oldest_at: datetime | None
    answered_at: datetime | None


NEIGHBOURHOODS = f"""
SELECT rt_id, count(*) FILTER (WHERE {_WAITING}),
       count(*) FILTER (WHERE {_WAITING} AND coalesce(escalated_at, reminded_at) IS NOT NULL),
       count(*) FILTER (WHERE state = 'ESCALATED'),
       min(published_at) FILTER (WHERE {_WAITING}), max(answered_at)
FROM records_notice
WHERE rt_id = ANY (%(rts)s) AND ({_WAITING} OR changed_at >= %(since)s)
GROUP BY rt_id
"""


def neighbourhoods(*, rt_ids: list[int], since: datetime) -> dict[int, Neighbourhood]:
    """How each of these RTs stands; answers older than `since` are not looked for."""
    with connection.cursor() as cursor:
        cursor.execute(NEIGHBOURHOODS, {"rts": rt_ids, "since": since})
        return {row[0]: Neighbourhood(*row) for row in cursor.fetchall()}


def by_rt_and_urgency(batch_id: int, *, withdrawn: bool = False) -> list[tuple[int, str, int]]:
    """How many notices of each urgency a file gave to each RT: those that stand, or the withdrawn ones."""
    found = Notice.objects.filter(batch_id=batch_id).order_by("rt_id", "urgency")
    recalled = Q(state=NoticeState.WITHDRAWN)
    found = found.filter(recalled if withdrawn else ~recalled)
    return list(found.values_list("rt_id", "urgency").annotate(Count("id")))


def recalled_by(batch_id: int) -> list[tuple[int, int, str, int]]:
    """The notices that gave way to those of a file: earlier file, RT, urgency and how many."""
    replaced = ServiceRecord.objects.filter(batch_id=batch_id, replaces__isnull=False)
    return recalled(list(replaced.values_list("replaces_id", flat=True)))


def recalled(record_ids: Sequence[int | None]) -> list[tuple[int, int, str, int]]:
    """The recalled notices of these records: file, RT, urgency and how many."""
    found = Notice.objects.filter(record_id__in=record_ids, state=NoticeState.WITHDRAWN)
    return list(
        found.order_by("batch_id", "rt_id", "urgency")
        .values_list("batch_id", "rt_id", "urgency")
        .annotate(Count("id"))
    )
