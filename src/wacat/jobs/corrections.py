"""The jobs of corrections: deadlines near and passed, results nobody read, what another RT said."""

from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from wacat.accounts.access import enter_system, get_account
from wacat.verification import inquiring, objecting, patterns, watching
from wacat.verification.moving import System

RETRY = RetryStrategy(max_attempts=3, wait=15)


@app.periodic(cron="*/15 * * * *")
@app.task(name="corrections.watch", queueing_lock="corrections.watch")
def watch(timestamp: int) -> None:
    """Tell the sekretaris of deadlines that are near or have passed (Pasal 7b, 10b)."""
    with transaction.atomic():
        enter_system(get_account("sistem").pk)
        watching.watch(at=timezone.now())


@app.periodic(cron="25 * * * *")
@app.task(name="corrections.patterns", queueing_lock="corrections.patterns")
def look_for_patterns(timestamp: int) -> None:
    """Every hour: raise an alarm where an RT or a street is denied often; nothing else follows."""
    with transaction.atomic():
        enter_system(get_account("sistem").pk)
        patterns.look(at=timezone.now())


@app.periodic(cron="20 16 * * *")
@app.task(name="corrections.close", queueing_lock="corrections.close")
def close(timestamp: int) -> None:
    """Every night at 00.20 WITA: close what nobody read until the time to object had passed."""
    with transaction.atomic():
        system = get_account("sistem").pk
        enter_system(system)
        objecting.close_unread(by=System(system), at=timezone.now())


@app.task(name="corrections.inquiry_answered", retry=RETRY)
def inquiry_answered(*, inquiry_id: int) -> None:
    """Let the first RT hear what the other one said."""
    with transaction.atomic():
        enter_system(get_account("sistem").pk)
        inquiring.pass_on(inquiry_id=inquiry_id, at=timezone.now())
