"""The jobs of delivery: tell somebody, send what is due."""

from datetime import UTC, datetime

from django.db import transaction
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from wacat.accounts.access import enter_system, get_account
from wacat.notify import actions, announcing, health, receipts, sending
from wacat.records import queries as records

RETRY = RetryStrategy(max_attempts=5, exponential_wait=5)
SYSTEM = "sistem"
LATE_RECEIPT_TRIES = 3


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


@app.task(name="notify.after_publication", retry=RETRY)
def after_publication(*, batch_id: int) -> None:
    """Tell the offices concerned what a file brought."""
    with transaction.atomic():
        enter_system(get_account(SYSTEM).pk)
        at = timezone.now()
        if not announcing.has_told(batch_id):
            announcing.recall(
                told=_by_file(records.recalled_by(batch_id)), name=f"R:{batch_id}",
                batch_id=batch_id, at=at, topic="REPLACED",
            )  # fmt: skip
        announcing.announce(told=_told(batch_id), batch_id=batch_id, at=at)


@app.task(name="notify.after_withdrawal", retry=RETRY)
def after_withdrawal(*, batch_id: int) -> None:
    """Take a withdrawn file out of what waits, and tell those who already know of it."""
    with transaction.atomic():
        enter_system(get_account(SYSTEM).pk)
        announcing.retract(
            told=_told(batch_id, withdrawn=True), batch_id=batch_id, at=timezone.now()
        )


@app.task(name="notify.after_recall", retry=RETRY)
def after_recall(*, batch_id: int, record_ids: list[int]) -> None:
    """Tell of single facts that were withdrawn because a later edition no longer has them."""
    with transaction.atomic():
        enter_system(get_account(SYSTEM).pk)
        announcing.recall(
            told=_by_file(records.recalled(record_ids)), name=f"V:{batch_id}:{min(record_ids)}",
            batch_id=batch_id, at=timezone.now(), topic="WITHDRAWN",
        )  # fmt: skip


def _by_file(lines: list[tuple[int, int, str, int]]) -> dict[int, list[announcing.Told]]:
    found: dict[int, list[announcing.Told]] = {}
    for earlier, rt_id, urgency, count in lines:
        told = announcing.Told(rt_id=rt_id, urgency=urgency, count=count)
        found.setdefault(earlier, []).append(told)
    return found


def _told(batch_id: int, *, withdrawn: bool = False) -> list[announcing.Told]:
    return [
        announcing.Told(rt_id=rt_id, urgency=urgency, count=count)
        for rt_id, urgency, count in records.by_rt_and_urgency(batch_id, withdrawn=withdrawn)
    ]


@app.task(name="notify.receipt", retry=RETRY, pass_context=True)
def receipt(
    context: JobContext, /, *, provider_id: str, state: str, trouble: str, at_seconds: int
) -> None:
    """Keep what a provider tells of a message; it may come before our own line is committed."""
    with transaction.atomic():
        enter_system(get_account(SYSTEM).pk)
        known = receipts.receive(
            provider_id=provider_id,
            state=state,
            trouble=trouble,
            told_at=datetime.fromtimestamp(at_seconds, tz=UTC),
        )
    if not known and context.job.attempts < LATE_RECEIPT_TRIES:
        raise LookupError("no message of that number yet")


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
