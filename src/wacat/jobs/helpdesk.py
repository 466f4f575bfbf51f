"""The jobs of the help desk: deadlines that come near or pass, tickets that stay settled."""

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from wacat.accounts.access import enter_system, get_account
from wacat.helpdesk import watching


@app.periodic(cron="*/15 * * * *")
@app.task(name="helpdesk.watch", queueing_lock="helpdesk.watch")
def watch(timestamp: int) -> None:
    """Tell the sekretaris of deadlines that are near or have passed (Pasal 8c)."""
    with transaction.atomic():
        enter_system(get_account("sistem").pk)
        watching.watch(at=timezone.now())


@app.periodic(cron="40 16 * * *")
@app.task(name="helpdesk.close", queueing_lock="helpdesk.close")
def close(timestamp: int) -> None:
    """Every night at 00.40 WITA: close what nobody opened again within fourteen days."""
    system = get_account("sistem").pk
    with transaction.atomic():
        enter_system(system)
        watching.close_settled(by=system, at=timezone.now())
