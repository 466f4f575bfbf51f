"""The jobs. A job carries ids only, and the account in whose name it works."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from wacat.accounts import attesting, terms
from wacat.accounts.access import enter_system, get_account
from wacat.intake import actions, planning
from wacat.intake.steps import progress_key
from wacat.queue.progress import Reporter
from wacat.values.refusal import Refusal

RETRY = RetryStrategy(max_attempts=3, wait=15)
STALLED_SECONDS = 15
TROUBLE = (
    "Ada gangguan pada pekerjaan ini; kami mencobanya lagi. Bila berulang, hubungi tim teknis."
)


@app.task(name="intake.check", retry=RETRY)
def check_batch(*, batch_id: int, by: int) -> None:
    """Read and check a received file."""
    _in_the_name_of(by, batch_id=batch_id, act=actions.check)


@app.task(name="intake.publish", retry=RETRY)
def publish_batch(*, batch_id: int, by: int) -> None:
    """Publish an approved file."""
    _in_the_name_of(by, batch_id=batch_id, act=actions.publish)


@app.periodic(cron="* * * * *")
@app.task(name="intake.publish_planned", queueing_lock="intake.publish_planned")
def publish_planned(timestamp: int) -> None:
    """Publish the approved files whose moment has come; what was due during a stop comes now."""
    at = timezone.now()
    with transaction.atomic():
        enter_system(get_account("sistem").pk)
        waiting = planning.due(at=at)
    for batch_id, by in waiting:
        _in_the_name_of(by, batch_id=batch_id, act=actions.publish)


@app.periodic(cron="* * * * * */15")
@app.task(name="queue.rescue", pass_context=True, queueing_lock="queue.rescue")
async def rescue(context: JobContext, timestamp: int) -> None:
    """Put jobs back whose worker died; each of them is one transaction, so nothing was half done."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        await manager.retry_job(job)


@app.periodic(cron="5 23 * * *")
@app.task(name="attestation.daily", queueing_lock="attestation.daily")
def attest_daily(timestamp: int) -> None:
    """Every morning at 07.05 WITA: begin the rounds of a new period and remind (Pasal 5(3)b)."""
    at = timezone.now()
    with transaction.atomic():
        enter_system(get_account("sistem").pk)
        attesting.open_rounds(at=at)
        attesting.remind(at=at)


@app.periodic(cron="20 16 * * *")
@app.task(name="offices.daily", queueing_lock="offices.daily")
def look_after_terms(timestamp: int) -> None:
    """Every night at 00.20 WITA: write down the terms that ran out, remind of those that soon will."""
    at = timezone.now()
    with transaction.atomic():
        enter_system(get_account("sistem").pk)
        terms.look_after(at=at)


def _in_the_name_of(account_id: int, *, batch_id: int, act: Callable[..., object]) -> None:
    at: datetime = timezone.now()
    try:
        with transaction.atomic():
            enter_system(account_id)
            act(batch_id=batch_id, at=at)
    except Refusal as refusal:  # trying again would not help
        with Reporter(key=progress_key(batch_id)) as reporter:
            reporter.tell(phase="Ditolak", failure=str(refusal))
    except Exception:
        with Reporter(key=progress_key(batch_id)) as reporter:
            reporter.tell(phase="Terganggu", failure=TROUBLE)
        raise
