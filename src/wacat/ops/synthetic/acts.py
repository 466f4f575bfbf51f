"""What operators did that only their own acts can leave behind: a withdrawal, a file that waits.

Runs as a process of its own under the role of the worker: the owner of the tables may not write
the audit trail.
"""

import subprocess
from datetime import date, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from wacat.accounts.access import enter_system, get_account
from wacat.intake import actions as intake
from wacat.intake.models import Batch
from wacat.ops import environment
from wacat.ops.synthetic import example, proposed, territory

REASON = "Berkas keliru: berisi data uji dari SIAK, bukan layanan. Mohon maaf."
WAITING_ROWS = 620


def run(*, at: datetime) -> None:
    """Do the acts in a process of the worker's role and wait for it."""
    command = environment.module("wacat.ops.in_django", __name__, at.isoformat())
    subprocess.run(command, env=environment.for_role("job"), check=True)


def main(arguments: list[str]) -> None:
    """Withdraw the mistaken file of `batches`, and leave today's file for `operator2` to approve."""
    at = datetime.fromisoformat(arguments[0])
    _withdraw_mistake()
    _bring_in_todays_file(at=at)
    _merge_two_rts(at=at)
    proposed.run(at=at)


@transaction.atomic
def _withdraw_mistake() -> None:
    operator = get_account("operator2")
    enter_system(operator.pk)
    batch = Batch.objects.get(name__endswith="_uji.xlsx")
    if batch.published_at:
        later = batch.published_at + timedelta(hours=21)
        intake.withdraw(batch_id=batch.pk, by=operator.pk, at=later, reason=REASON)


@transaction.atomic
def _merge_two_rts(*, at: datetime) -> None:
    administrator = get_account("administrator")
    enter_system(administrator.pk)
    territory.merge_two(by=administrator.pk, at=at)


@transaction.atomic
def _bring_in_todays_file(*, at: datetime) -> None:
    operator = get_account("operator")
    enter_system(operator.pk)
    day = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    batch = intake.receive(
        file=_file(day),
        name=f"siak_{day:%Y-%m-%d}.xlsx",
        by=operator.pk,
        at=at - timedelta(minutes=50),
        later=False,
    )
    intake.check(batch_id=batch.pk, at=at - timedelta(minutes=49))


def _file(day: date) -> BytesIO:
    content = BytesIO()
    made = example.make(rows=WAITING_ROWS, defects=0.02, duplicates=3, today=day, seed=77)
    example.write_xlsx(content, made)
    content.seek(0)
    return content
