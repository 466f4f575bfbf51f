"""The jobs of reports: lock the month that is over, make its sheets, tell Lurah and Ketua RT."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from wacat.accounts.access import enter_system, get_account
from wacat.areas.queries import get_city
from wacat.queue.progress import Reporter
from wacat.reports import closing, making
from wacat.reports.period import month_of
from wacat.values.refusal import Refusal

RETRY = RetryStrategy(max_attempts=3, wait=15)
# Answers come within 3 x 24 hours of a notice; who locks earlier does it by hand.
WAITING = timedelta(days=5)
TROUBLE = "Ada gangguan; kami mencobanya lagi. Bila berulang, hubungi tim teknis."


@dataclass(frozen=True)
class System:
    """The worker as somebody who moves periods."""

    account_id: int
    role: str = "SYSTEM"


@app.task(name="reports.sheets", retry=RETRY)
def make_sheets(*, period_id: int, by: int) -> None:
    """Make the sheets of a locked period, a chunk a transaction: a killed worker loses nothing."""
    with Reporter(key=making.progress_key(period_id)) as reporter:
        try:
            done, total = 0, 1
            while done < total:
                with transaction.atomic():
                    enter_system(by)
                    done, total = making.run_chunk(period_id=period_id, by=by, at=timezone.now())
                reporter.tell(phase="Membuat lembar LEP", done=done, total=total)
        except Exception:
            reporter.tell(phase="Terganggu", failure=TROUBLE)
            raise


@app.periodic(cron="40 17 * * *")
@app.task(name="reports.monthly", queueing_lock="reports.monthly")
def lock_monthly(timestamp: int) -> None:
    """Every night at 01.40 WITA: lock the months whose days of waiting are over."""
    lock_due(at=timezone.now())


def lock_due(*, at: datetime) -> list[int]:
    """The work of `lock_monthly`: the periods locked now, oldest first; their sheets follow."""
    system = get_account("sistem").pk
    made: list[int] = []
    while (period_id := _lock_next(system, at=at)) is not None:
        made.append(period_id)
    return made


def _lock_next(system: int, *, at: datetime) -> int | None:
    with transaction.atomic():
        enter_system(system)
        city = get_city()
        month = closing.next_month(city)
        if month is None or timezone.localdate(at) <= month_of(month).last + WAITING:
            return None
        try:
            locked = closing.lock(city=city, period=month_of(month), by=System(system), at=at)
        except Refusal:  # somebody publishes: tomorrow night again
            return None
        making.start(locked, by=system)
        return locked.pk
