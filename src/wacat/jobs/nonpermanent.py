"""The job of temporary stays: remind before their end, let them expire."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from wacat.accounts.access import enter_system, get_account
from wacat.nonpermanent import expiring
from wacat.notify import reminding


@app.periodic(cron="40 * * * *")
@app.task(name="nonpermanent.look_after", queueing_lock="nonpermanent.look_after")
def look_after(timestamp: int) -> None:
    """Every hour, so that a worker that was away catches up; mostly there is nothing to do."""
    run(at=timezone.now())


def run(*, at: datetime) -> expiring.Due:
    """Move what is due and tell of it in the same transaction: told once, or not moved."""
    with transaction.atomic():
        enter_system(get_account("sistem").pk)
        due = expiring.look_after(at=at)
        reminding.stays_ending(due.ending, at=at)
        reminding.stays_expired(due.expired, at=at)
    return due
