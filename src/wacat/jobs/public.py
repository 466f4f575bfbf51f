"""The job of the public page: let out the months that are locked."""

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from wacat.accounts.access import enter_system, get_account
from wacat.reports import publishing


@app.periodic(cron="20 * * * *")
@app.task(name="public.publish", queueing_lock="public.publish")
def publish(timestamp: int) -> None:
    """Every hour: what was locked since then is shown to everybody."""
    publish_due()


def publish_due() -> int:
    """The work of `publish`; how many months were let out."""
    with transaction.atomic():
        enter_system(get_account("sistem").pk)
        waiting = publishing.due()
        for month in waiting:
            publishing.publish(month=month, at=timezone.now())
    return len(waiting)
