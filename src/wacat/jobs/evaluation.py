"""The jobs of evaluation: count a semester, tell the week."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from wacat.accounts.access import enter_system, get_account
from wacat.areas.queries import get_city
from wacat.evaluation import actions, semester, weekly
from wacat.evaluation.models import Evaluation
from wacat.queue.progress import Reporter
from wacat.values.office_hours import first_working_day
from wacat.values.refusal import Refusal

RETRY = RetryStrategy(max_attempts=3, wait=15)
TROUBLE = "Ada gangguan; kami mencobanya lagi. Bila berulang, hubungi tim teknis."


@app.task(name="evaluation.count", retry=RETRY)
def count(*, key: str, by: int) -> None:
    """Count a semester into its open edition."""
    with Reporter(key=actions.progress_key(key)) as reporter:
        reporter.tell(phase="Menghitung", done=0, total=1)
        try:
            with transaction.atomic():
                enter_system(by)
                actions.count(semester=semester.read(key, city=get_city()), at=timezone.now())
        except Refusal as refusal:  # trying again would not help
            reporter.tell(phase="Ditolak", failure=str(refusal))
        except Exception:
            reporter.tell(phase="Terganggu", failure=TROUBLE)
            raise
        else:
            reporter.tell(phase="Selesai", done=1, total=1)


@app.periodic(cron="25 23 * * *")
@app.task(name="evaluation.begin", queueing_lock="evaluation.begin")
def begin(timestamp: int) -> None:
    """On the first working day after a semester: count it, so that the sekretaris finds it."""
    begin_due(at=timezone.now())


def begin_due(*, at: datetime) -> bool:
    """The work of `begin`; whether it was the day and the semester was not counted yet."""
    today = timezone.localdate(at)
    if today.month not in (1, 7) or today != first_working_day(today):
        return False
    with transaction.atomic():
        enter_system(get_account("sistem").pk)
        ended = semester.around(today, city=get_city()).before
        if Evaluation.objects.filter(city=ended.city, key=ended.key).exists():
            return False
        actions.count(semester=ended, at=at)
    return True


@app.periodic(cron="20 * * * *")
@app.task(name="evaluation.weekly", queueing_lock="evaluation.weekly")
def tell_week(timestamp: int) -> None:
    """From Monday 07.00 on, every hour, so that a worker that was away catches up."""
    week_due(at=timezone.now())


def week_due(*, at: datetime) -> bool:
    """The work of `tell_week`; whether the summary was due and not made yet."""
    if not weekly.is_due(at):
        return False
    with transaction.atomic():
        enter_system(get_account("sistem").pk)
        return weekly.make(city=get_city(), at=at) is not None
