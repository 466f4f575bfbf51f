"""Items that are still open follow the territory; settled ones stay with the RT they were settled in.

An item is a notice with its answers and corrections: open while it waits for an answer, or while a
correction of it is not closed. It moves as a whole, because the database ties its parts together.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from wacat.areas.models import Area
from wacat.records import rehoming
from wacat.verification.models import (
    Answer,
    ClockRound,
    Correction,
    CorrectionItem,
    CoSign,
    Evidence,
    Inquiry,
    Objection,
    Step,
)

OPEN_ITEMS = """
SELECT n.id, n.served_on, n.state = ANY (%(open)s) FROM records_notice n
WHERE n.rt_id = %(rt)s AND (n.state = ANY (%(open)s) OR EXISTS (
  SELECT 1 FROM verification_correction c WHERE c.notice_id = n.id AND c.closed_at IS NULL))
ORDER BY n.id
"""


@dataclass(frozen=True)
class Items:
    """Open items of an RT: notices that wait for an answer, corrections not closed, months of service."""

    notice_ids: tuple[int, ...]
    waiting: int
    corrections: int
    months: tuple[date, ...]


def open_items(rt_id: int) -> Items:
    """What is open in an RT now."""
    with connection.cursor() as cursor:
        cursor.execute(OPEN_ITEMS, {"rt": rt_id, "open": list(rehoming.OPEN)})
        rows = cursor.fetchall()
    return Items(
        notice_ids=tuple(row[0] for row in rows),
        waiting=sum(1 for row in rows if row[2]),
        corrections=sum(1 for row in rows if not row[2]),
        months=tuple(sorted({row[1].replace(day=1) for row in rows})),
    )


def move_open(*, rt_id: int, to: Area, at: datetime) -> Items:
    """Give the open items of an RT to `to` (another RT, or the same one in another kelurahan).

    The caller holds the territory (`areas.steady.change`), so that no answer runs meanwhile.
    """
    items = open_items(rt_id)
    # what this RT was asked about others' residents, whoever asks
    asked = Inquiry.objects.filter(rt_id=rt_id, answer="")
    asked.update(rt_id=to.pk, kelurahan_id=to.kelurahan_id)
    if not items.notice_ids:
        return items
    rehoming.move(notice_ids=items.notice_ids, to=to, at=at)
    place = {"rt_id": to.pk, "kelurahan_id": to.kelurahan_id}
    Answer.objects.filter(notice_id__in=items.notice_ids).update(**place)
    Correction.objects.filter(notice_id__in=items.notice_ids).update(**place)
    for part in (CorrectionItem, Evidence, Step, ClockRound, CoSign, Objection):
        part.objects.filter(correction__notice_id__in=items.notice_ids).update(**place)
    return items
