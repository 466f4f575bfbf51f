"""The jobs of accounts: issue what was decided, print slips, destroy what nobody fetched."""

from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from wacat.accounts import issuing_run, slips
from wacat.accounts.access import enter_system, get_account
from wacat.accounts.issuing import progress_key
from wacat.queue.progress import Reporter
from wacat.values.refusal import Refusal

RETRY = RetryStrategy(max_attempts=3, wait=15)
TROUBLE = "Ada gangguan; kami mencobanya lagi. Bila berulang, hubungi tim teknis."


@app.task(name="accounts.issue", retry=RETRY)
def issue(*, batch_id: int, by: int) -> None:
    """Issue the accounts of a decided batch, a chunk a transaction: a killed worker loses nothing."""
    with Reporter(key=progress_key(batch_id)) as reporter:
        try:
            done, total = 0, 1
            while done < total:
                with transaction.atomic():
                    enter_system(by)
                    done, total = issuing_run.run_chunk(batch_id=batch_id, by=by, at=timezone.now())
                reporter.tell(phase="Menerbitkan akun", done=done, total=total)
        except Exception:
            reporter.tell(phase="Terganggu", failure=TROUBLE)
            raise


@app.task(name="accounts.slips", retry=RETRY)
def print_slips(*, print_id: int, by: int) -> None:
    """Print the slips of a batch in small files, and seal them together."""
    with Reporter(key=slips.progress_key(print_id)) as reporter:
        try:
            make_slips(print_id=print_id, by=by, reporter=reporter)
        except Refusal as refusal:
            reporter.tell(phase="Ditolak", failure=str(refusal))
        except Exception:
            reporter.tell(phase="Terganggu", failure=TROUBLE)
            raise


def make_slips(*, print_id: int, by: int, reporter: Reporter) -> int:
    """The work of a print; how many slips it made."""
    with transaction.atomic():
        enter_system(by)
        batch_id = slips.batch_of(print_id)
        files = list(slips.parts(batch_id))
    total = slips.counted(files)
    made: list[tuple[str, bytes]] = []
    done = 0
    for name, items in files:
        with transaction.atomic():
            enter_system(by)
            made.append((name, slips.make_pdf(items, by=by, at=timezone.now())))
        done += len(items)
        reporter.tell(phase="Mencetak slip", done=done, total=total)
    with transaction.atomic():
        enter_system(by)
        slips.seal(print_id, content=slips.pack(made), count=total, at=timezone.now())
    return total


@app.periodic(cron="7 * * * *")
@app.task(name="accounts.sweep", queueing_lock="accounts.sweep")
def sweep(timestamp: int) -> None:
    """Destroy slips that nobody fetched in time."""
    with transaction.atomic():
        enter_system(get_account("sistem").pk)
        slips.sweep(at=timezone.now())
