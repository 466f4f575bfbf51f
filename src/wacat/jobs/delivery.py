"""The jobs of delivery: tell somebody, send what is due."""

from django.db import transaction
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from wacat.accounts.access import enter_system, get_account
from wacat.notify import actions, health, sending

RETRY = RetryStrategy(max_attempts=5, exponential_wait=5)
SYSTEM = "sistem"


@app.task(name="notify.tell", retry=RETRY, pass_context=True)
def tell(
    context: JobContext,
    /,
    *,
    topic: str,
    account_id: int,
    key: str = "",
    area_id: int | None = None,
    **ids: int,
) -> None:
    """Put a message to an account into the ledger; the sender takes it from there."""
    with transaction.atomic():
        enter_system(get_account(SYSTEM).pk)
        actions.tell(
            topic=topic,
            account_id=account_id,
            at=timezone.now(),
            # a job that is done again tells nothing twice
            key=key or f"job:{context.job.id}",
            area_id=area_id,
            **ids,
        )


@app.periodic(cron="* * * * * */10")
@app.task(name="notify.send", queueing_lock="notify.send")
def send(timestamp: int) -> None:
    """Send what is due; each message is a transaction of its own."""
    sending.send_due(at=timezone.now())


@app.periodic(cron="17 3 * * *")
@app.task(name="notify.tidy", queueing_lock="notify.tidy")
def tidy(timestamp: int) -> None:
    """Drop counts that no page shows any more."""
    with transaction.atomic():
        enter_system(get_account(SYSTEM).pk)
        health.forget_old_pulses(at=timezone.now())
