"""The job of signatures: the sheets of a period that the head of the office has signed."""

from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from wacat.accounts.access import enter_system
from wacat.press.certificate import CertificateFile
from wacat.press.signer import CannotSign
from wacat.queue.progress import Reporter
from wacat.reports import signing

RETRY = RetryStrategy(max_attempts=3, wait=15)
TROUBLE = "Ada gangguan; kami mencobanya lagi. Bila berulang, hubungi tim teknis."


@app.task(name="reports.sign_sheets", retry=RETRY)
def sign_sheets(*, period_id: int, by: int) -> None:
    """Sign a chunk a transaction: a killed worker loses nothing, the next one goes on."""
    with Reporter(key=signing.progress_key(period_id)) as reporter:
        try:
            path, passphrase = signing.paths()
            signer = CertificateFile(path=path, passphrase_path=passphrase, at=timezone.now())
            done, total = 0, 1
            while done < total:
                with transaction.atomic():
                    enter_system(by)
                    done, total = signing.run_chunk(
                        period_id=period_id, signer=signer, at=timezone.now()
                    )
                reporter.tell(phase="Menandatangani lembar", done=done, total=total)
        except CannotSign as refusal:  # trying again changes nothing; somebody has to
            reporter.tell(phase="Terhenti", failure=str(refusal))
        except Exception:
            reporter.tell(phase="Terganggu", failure=TROUBLE)
            raise
