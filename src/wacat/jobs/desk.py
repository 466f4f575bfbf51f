"""The job of the operator's desk: what was taken and not touched returns to the queue."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from wacat.accounts.access import enter_system, get_account
from wacat.notify import actions
from wacat.verification import returning


@app.periodic(cron="*/10 * * * *")
@app.task(name="desk.return_untouched", queueing_lock="desk.return_untouched")
def return_untouched(timestamp: int) -> None:
    """Every ten minutes; mostly there is nothing to do."""
    run(at=timezone.now())


def run(*, at: datetime) -> dict[int, int]:
    """Return what is due and tell its holders in the same transaction: told once, or not returned."""
    with transaction.atomic():
        enter_system(get_account("sistem").pk)
        returned = returning.return_untouched(at=at)
        for account_id, count in returned.items():
            actions.tell(
                topic="TAKEN_RETURNED", account_id=account_id, at=at, jumlah=count,
                key=f"TAKEN_RETURNED:{at.isoformat()}:{account_id}",
            )  # fmt: skip
    return returned
