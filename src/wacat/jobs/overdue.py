"""The job of unanswered notices: remember, pass on, close, and tell of it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from wacat.accounts.access import enter_system, get_account
from wacat.notify import reminding
from wacat.records import overdue


@app.periodic(cron="35 * * * *")
@app.task(name="notices.overdue", queueing_lock="notices.overdue")
def look_after(timestamp: int) -> None:
    """Every hour, so that a worker that was away catches up; mostly there is nothing to do."""
    run(at=timezone.now())


def run(*, at: datetime) -> overdue.Overdue:
    """Move what is due and tell of it in the same transaction: told once, or not moved."""
    with transaction.atomic():
        enter_system(get_account("sistem").pk)
        moved = overdue.look_after(at=at)
        reminding.remind(moved.reminded, at=at)
        reminding.escalate(moved.escalated, at=at)
    return moved
