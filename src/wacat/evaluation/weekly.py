"""One week on one page for Kepala and sekretaris: what came in, was answered, is late, and where.

Counted on Monday morning from the rows themselves, since the counts beside them are by month of
service. It is told by mail in numbers and names of kelurahan (Pasal 11, 8b); no resident.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from wacat.accounts.models import Account, Office
from wacat.accounts.queries import running
from wacat.areas.models import Area
from wacat.audit.actions import note
from wacat.evaluation.models import WeeklySummary
from wacat.notify import actions, choosing

TOLD = (Office.KEPALA, Office.SEKRETARIS)
HOT = 3
# Monday, 07.00 here
HOUR = 7
WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Week:
    """The counts of one week, as things stood at its end.

    `late` notices had waited more than 3 x 24 hours, `overdue` corrections had passed their time.
    """

    told: int
    answered: int
    prompt: int
    disputed: int
    claimed: int
    settled: int
    late: int
    overdue: int


# Both moments are passed in, so that a week counted later is counted as it stood when it ended.
COUNT = """
SELECT
  (SELECT count(*) FROM records_notice WHERE city_id = %(city)s AND state NOT IN ('PREPARED', 'WITHDRAWN')
     AND published_at >= %(since)s AND published_at < %(until)s),
  a.answered, a.prompt, a.disputed,
  (SELECT count(*) FROM verification_correction WHERE city_id = %(city)s AND state <> 'CANCELLED'
     AND submitted_at >= %(since)s AND submitted_at < %(until)s),
  (SELECT count(*) FROM verification_correction WHERE city_id = %(city)s
     AND decided_at >= %(since)s AND decided_at < %(until)s),
  (SELECT count(*) FROM records_notice WHERE {late}),
  (SELECT count(*) FROM verification_correction WHERE city_id = %(city)s
     AND state NOT IN ('CANCELLED', 'NEEDS_INFO') AND submitted_at < %(until)s AND due_at < %(until)s
     AND (decided_at IS NULL OR decided_at >= %(until)s))
FROM (SELECT count(*) AS answered,
             count(*) FILTER (WHERE answered_at <= published_at + interval '72 hours') AS prompt,
             count(*) FILTER (WHERE answer <> 'CONFIRMED') AS disputed
      FROM records_notice WHERE city_id = %(city)s AND answer <> '' AND state <> 'WITHDRAWN'
        AND answered_at >= %(since)s AND answered_at < %(until)s) a
"""
LATE = """city_id = %(city)s AND state IN ('SENT', 'READ', 'ESCALATED', 'ANSWERED', 'CLOSED_UNANSWERED')
     AND published_at >= %(oldest)s AND published_at < %(until)s::timestamptz - interval '72 hours'
     AND (answered_at IS NULL OR answered_at >= %(until)s)
     AND NOT (state = 'CLOSED_UNANSWERED' AND changed_at < %(until)s)"""
SPOTS = f"""
SELECT kelurahan_id, count(*)::int FROM records_notice WHERE {LATE}
GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT %(hot)s
"""
# nothing stays open longer than this: the Lurah's time runs out before (`records.overdue`)
OLDEST = timedelta(days=120)


def week_before(at: datetime) -> date:
    """The Monday with which the last whole week begins."""
    today = timezone.localdate(at)
    return today - timedelta(days=today.weekday()) - WEEK


def is_due(at: datetime) -> bool:
    """Whether the summary of last week may leave: from Monday 07.00 on."""
    local = timezone.localtime(at)
    return local.weekday() > 0 or local.hour >= HOUR


@transaction.atomic
def make(*, city: Area, at: datetime) -> WeeklySummary | None:
    """Count the last whole week, keep it and tell Kepala and sekretaris; None when it was made before.

    In the worker's context.
    """
    week = week_before(at)
    if WeeklySummary.objects.filter(city=city, week=week).exists():
        return None
    figures = count(city=city, week=week)
    summary = WeeklySummary.objects.create(city=city, week=week, figures=figures, made_at=at)
    for account in _readers():
        actions.tell(
            topic="WEEKLY", account_id=account.pk, at=at, area_id=city.pk,
            key=f"weekly:{week}:{account.pk}", weekly_id=summary.pk, **_numbers(figures),
        )  # fmt: skip
    note(act="weekly.make", of="weekly_summary", ids=[summary.pk])
    return summary


def count(*, city: Area, week: date) -> dict[str, Any]:
    """The week beside the one before it, and the kelurahan where most is late at its end."""
    return {
        "now": asdict(_week(city, week)),
        "before": asdict(_week(city, week - WEEK)),
        "hot": [
            {"area": kelurahan, "late": late}
            for kelurahan, late in _rows(SPOTS, city, week, hot=HOT)
        ],
    }


def _readers() -> list[Account]:
    people = [held.person_id for office in TOLD for held in running(office).only("person_id")]
    accounts = Account.objects.filter(person_id__in=people).order_by("pk")
    return [account for account in accounts if choosing.wants_weekly(account.pk)]


def _numbers(figures: dict[str, Any]) -> dict[str, int]:
    """What the mail is made of: numbers, and the ids of areas whose names it says."""
    now, before = figures["now"], figures["before"]
    found = {f"{name}": value for name, value in now.items()}
    found |= {f"{name}_before": value for name, value in before.items()}
    for place, spot in enumerate(figures["hot"], 1):
        found |= {f"area_{place}": spot["area"], f"late_{place}": spot["late"]}
    return found


def _week(city: Area, week: date) -> Week:
    row = _rows(COUNT.format(late=LATE), city, week)[0]
    return Week(**dict(zip(Week.__dataclass_fields__, row, strict=True)))


def _rows(query: str, city: Area, week: date, **more: int) -> list[tuple[Any, ...]]:
    since, until = _midnight(week), _midnight(week + WEEK)
    values: dict[str, Any] = {
        "city": city.pk,
        "since": since,
        "until": until,
        "oldest": until - OLDEST,
        **more,
    }
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
