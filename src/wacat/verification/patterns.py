"""The alarm about many denials: found by itself, seen and closed by people; it changes nothing (I9)."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from wacat.accounts import settings
from wacat.accounts.access import Visitor
from wacat.accounts.models import Office, SettingName
from wacat.accounts.queries import running
from wacat.audit.actions import note
from wacat.queue.actions import defer
from wacat.records.models import AnswerKind
from wacat.values.refusal import Refusal
from wacat.verification.models import Correction, DenialPattern, PatternKind
from wacat.verification.states import PATTERN_TRANSITIONS, PatternState

# the street alone: what follows a house number, a block or an RT is left out
STREET = r"\s*,?\s*(no\.?|nomor|blok|rt\.?|km\.?)?\s*[0-9].*$"
DENIED = """
SELECT a.rt_id, a.kelurahan_id, a.city_id, a.answered_at, n.record_id,
       lower(btrim(regexp_replace(n.address, %(street)s, '', 'i'))) AS street
FROM verification_answer a JOIN records_notice n ON n.id = a.notice_id
WHERE a.kind = 'NOT_MINE' AND a.undone_at IS NULL AND a.answered_at >= %(since)s
"""
# what was looked at and closed counts no more
FOUND = f"""
WITH denied AS ({DENIED}), ended AS (
  SELECT kind, kelurahan_id, rt_id, street, max(closed_at) AS at FROM verification_denialpattern
  WHERE state = 'CLOSED' GROUP BY 1, 2, 3, 4
)
SELECT 'RT', d.rt_id, d.kelurahan_id, d.city_id, '', count(DISTINCT d.record_id),
       min(d.answered_at), max(d.answered_at)
FROM denied d LEFT JOIN ended e ON e.kind = 'RT' AND e.rt_id = d.rt_id
WHERE e.at IS NULL OR d.answered_at > e.at
GROUP BY d.rt_id, d.kelurahan_id, d.city_id HAVING count(DISTINCT d.record_id) >= %(per_rt)s
UNION ALL
SELECT 'STREET', NULL, d.kelurahan_id, d.city_id, d.street, count(DISTINCT d.record_id),
       min(d.answered_at), max(d.answered_at)
FROM denied d LEFT JOIN ended e
  ON e.kind = 'STREET' AND e.kelurahan_id = d.kelurahan_id AND e.street = d.street
WHERE d.street <> '' AND (e.at IS NULL OR d.answered_at > e.at)
GROUP BY d.kelurahan_id, d.city_id, d.street HAVING count(DISTINCT d.record_id) >= %(per_street)s
"""


class CannotMarkPattern(Refusal):
    """The alarm cannot be marked so now; the message says why."""


@transaction.atomic
def look(*, at: datetime) -> int:
    """Raise an alarm for each RT and street with many denials; a running one grows. Returns the new ones.

    What "many" is, and how far back is looked, are settings of the office.
    """
    values: dict[str, str | int | datetime] = {
        "since": at - timedelta(days=settings.get(SettingName.DENIAL_DAYS)),
        "per_rt": settings.get(SettingName.DENIALS_RT),
        "per_street": settings.get(SettingName.DENIALS_STREET),
        "street": STREET,
    }
    with connection.cursor() as cursor:
        cursor.execute(FOUND, values)
        rows = cursor.fetchall()
    raised = (_raise(row, at=at) for row in rows)
    new = [pattern_id for pattern_id in raised if pattern_id is not None]
    if new:
        _tell(new)
    return len(new)


@transaction.atomic
def mark(*, pattern_id: int, to: str, remark: str, by: Visitor, at: datetime) -> None:
    """Say that an alarm has been seen, or what came of it.

    Raises:
        DenialPattern.DoesNotExist: not within reach.
        CannotMarkPattern: the step is not possible now, or the end has no remark.
    """
    pattern = DenialPattern.objects.select_for_update().get(pk=pattern_id)
    if to not in PatternState.values or by.role not in PATTERN_TRANSITIONS.get(
        (PatternState(pattern.state), PatternState(to)), frozenset()
    ):
        raise CannotMarkPattern("Pola ini sudah ditandai orang lain. Muat ulang halaman.")
    changes: dict[str, object] = {"state": to}
    if to == PatternState.SEEN:
        changes |= {"seen_by_id": by.account_id, "seen_at": at}
    else:
        if not remark.strip():
            raise CannotMarkPattern("Tulis apa yang ditemukan. Jangan menyebut nama warga.")
        changes |= {"closed_by_id": by.account_id, "closed_at": at, "remark": remark.strip()}
    DenialPattern.objects.filter(pk=pattern.pk).update(**changes)
    note(act=f"pattern.{to.lower()}", of="pattern", ids=[pattern.pk])


def cases_of(pattern: DenialPattern) -> QuerySet[Correction]:
    """The denials behind an alarm, the newest first; for the desk alone, which reaches them."""
    found = Correction.objects.filter(
        kind=AnswerKind.NOT_MINE, kelurahan_id=pattern.kelurahan_id,
        submitted_at__gte=pattern.since, submitted_at__lte=pattern.last_at, answer__undone_at=None,
    )  # fmt: skip
    if pattern.kind == PatternKind.RT:
        found = found.filter(rt_id=pattern.rt_id)
    else:
        found = found.filter(notice__address__istartswith=pattern.street)
    return found.order_by("-id")


def _raise(row: tuple[Any, ...], *, at: datetime) -> int | None:
    """Keep one found pattern; its number when it is new."""
    kind, rt_id, kelurahan_id, city_id, street, count, since, last_at = row
    same = {"kind": kind, "rt_id": rt_id, "kelurahan_id": kelurahan_id, "street": street}
    running_now = DenialPattern.objects.filter(**same).exclude(state=PatternState.CLOSED)
    if running_now.update(count=count, since=since, last_at=last_at):
        return None
    made = DenialPattern.objects.create(
        **same, city_id=city_id, count=count, since=since, last_at=last_at, raised_at=at
    )
    return made.pk


def _tell(new: list[int]) -> None:
    """The desk and the sekretaris hear that there is something to look at."""
    for office in (Office.OPERATOR, Office.SEKRETARIS):
        for held in running(office).select_related("person__account"):
            account = getattr(held.person, "account", None)
            if account is not None:
                defer(
                    "notify.tell", topic="DENIALS", account_id=account.pk, jumlah=len(new),
                    pattern_id=new[0],
                )  # fmt: skip
