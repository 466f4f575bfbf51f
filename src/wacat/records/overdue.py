"""What becomes of notices that nobody answers: remembered, given to the Lurah, closed.

Computed from stored times and the calendar of working days alone: whenever it runs, what should
have happened by now happens, once. Each step marks what it touched in the statement that finds it,
so that two runs at once, or an answer in between, leave one effect.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from wacat.accounts import settings
from wacat.accounts.models import SettingName
from wacat.areas import steady
from wacat.values.office_hours import days_back

REMIND = """
WITH due AS (
  UPDATE records_notice SET reminded_at = %(at)s
  WHERE state IN ('SENT', 'READ') AND published_at < %(before)s AND reminded_at IS NULL
  RETURNING rt_id
) SELECT rt_id, count(*) FROM due GROUP BY rt_id ORDER BY rt_id
"""
ESCALATE = """
WITH due AS (
  UPDATE records_notice SET state = 'ESCALATED', escalated_at = %(at)s, changed_at = %(at)s
  WHERE state IN ('SENT', 'READ') AND published_at < %(before)s
  RETURNING rt_id
) SELECT rt_id, count(*) FROM due GROUP BY rt_id ORDER BY rt_id
"""
CLOSE = """
WITH due AS (
  UPDATE records_notice SET state = 'CLOSED_UNANSWERED', changed_at = %(at)s
  WHERE state = 'ESCALATED' AND escalated_at < %(before)s
  RETURNING rt_id
) SELECT rt_id, count(*) FROM due GROUP BY rt_id ORDER BY rt_id
"""


@dataclass(frozen=True, kw_only=True)
class Overdue:
    """How many notices of each RT moved on."""

    reminded: dict[int, int]
    escalated: dict[int, int]
    closed: dict[int, int]


def look_after(*, at: datetime) -> Overdue:
    """Let every unanswered notice be where the calendar says it should be; again changes nothing.

    Source: Pasal 3b; the days are settings. Who was away, or we, loses no time: a notice is closed
    only when the Lurah has had it for the days between his turn and the end.
    """
    days = settings.in_force()
    remind, escalate, close = (
        days[name]
        for name in (SettingName.REMIND_DAYS, SettingName.ESCALATE_DAYS, SettingName.CLOSE_DAYS)
    )
    steady.stay()
    with connection.cursor() as cursor:
        # one run at a time: two statements over the same rows could wait for each other in a ring
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('wacat.overdue'))")
    return Overdue(
        closed=_run(CLOSE, working_days=close - escalate, at=at),
        escalated=_run(ESCALATE, working_days=escalate, at=at),
        reminded=_run(REMIND, working_days=remind, at=at),
    )


def limit(*, working_days: int, at: datetime) -> datetime:
    """What happened before this moment has lasted at least so many working days at `at`."""
    day = days_back(timezone.localtime(at).date(), count=working_days) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def _run(statement: str, *, working_days: int, at: datetime) -> dict[int, int]:
    before = limit(working_days=working_days, at=at)
    with connection.cursor() as cursor:
        cursor.execute(statement, {"at": at, "before": before})
        return dict(cursor.fetchall())
