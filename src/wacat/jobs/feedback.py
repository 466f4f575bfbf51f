"""The jobs of Masukan: suggest services that fit, fill the field team's list."""

from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from wacat.accounts.access import enter_system, get_account
from wacat.feedback import fetching, matching

RETRY = RetryStrategy(max_attempts=3, wait=15)


@app.task(name="feedback.after_publication", retry=RETRY)
def after_publication(*, batch_id: int) -> None:
    """Look in a published file for what Masukan wait for."""
    with transaction.atomic():
        enter_system(get_account("sistem").pk)
        matching.suggest_from(batch_id, at=timezone.now())


@app.task(name="feedback.suggest", retry=RETRY)
def suggest(*, feedback_id: int) -> None:
    """Look in what has been published for a new Masukan."""
    with transaction.atomic():
        enter_system(get_account("sistem").pk)
        matching.suggest_for(feedback_id, at=timezone.now())


@app.periodic(cron="50 * * * *")
@app.task(name="feedback.jemput_bola", queueing_lock="feedback.jemput_bola")
def fill_list(timestamp: int) -> None:
    """Every hour, so that a worker that was away catches up."""
    with transaction.atomic():
        enter_system(get_account("sistem").pk)
        fetching.list_overdue(at=timezone.now())
