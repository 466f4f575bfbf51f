"""A power cut in the middle of a check and of a publication: nothing half told, then all exactly once."""

import io
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from tests import make
from tests.conftest import acting_as
from tests.door import token_of
from tests.journeys.site import Site
from wacat.accounts.access import enter_system, find_visitor
from wacat.intake import actions
from wacat.intake.examining import READING
from wacat.intake.models import Batch, BatchRow
from wacat.records.models import Notice

ROWS = 40_000
PATIENCE_SECONDS = 90


def siak_file() -> io.BytesIO:
    """A service list of the RTs of Manggar."""
    lines = ["Tanggal,Jenis Layanan,NIK,Nama,RT,Kelurahan,Nomor Dokumen"]
    lines += [
        f"20-11-2026,KTP-el,6471010101{n:06d},Warga {n:06d},{n % 26 + 1:03d},Manggar,DOK-{n:06d}"
        for n in range(ROWS)
    ]
    return io.BytesIO("\n".join(lines).encode())


def seen(question: Callable[[], object]) -> object:
    """What the worker's role sees now, in a transaction of its own."""
    with acting_as("wacat_job"), transaction.atomic():
        enter_system(make.account("sistem").pk)
        return question()


def wait_for(question: Callable[[], object], *, what: str) -> None:
    """Wait until the question is answered with yes."""
    limit = time.monotonic() + PATIENCE_SECONDS
    while not seen(question):
        assert time.monotonic() < limit, what
        time.sleep(0.05)


def at_work(phase: str, *, done: bool) -> bool:
    """Whether the worker is in this phase at this moment, with or without rows behind it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM queue_progress WHERE phase = %s AND (done > 0) = %s",
            [phase, done],
        )
        return bool(cursor.fetchone()[0])


def state_of(batch: Batch) -> str:
    """Where the file stands."""
    return Batch.objects.get(pk=batch.pk).state


def test_a_worker_killed_twice_checks_and_publishes_everything_once(site: Site) -> None:
    at = datetime.now(UTC)
    with transaction.atomic():
        find_visitor(token_of("operator"))
        batch = actions.receive(
            file=siak_file(), name="besar.csv", by=make.account("operator").pk, at=at
        )
    wait_for(lambda: at_work(READING, done=True), what="reading")
    site.kill_worker()
    assert seen(lambda: state_of(batch)) == "RECEIVED", "too late"
    assert seen(BatchRow.objects.count) == 0

    site.start_worker()
    wait_for(lambda: state_of(batch) == "AWAITING_APPROVAL", what="checked after all")
    assert seen(BatchRow.objects.filter(state="ACCEPTED").count) == ROWS
    with transaction.atomic():
        find_visitor(token_of("operator2"))
        actions.approve(batch_id=batch.pk, by=make.account("operator2").pk, at=at)
    wait_for(lambda: at_work("Menerbitkan", done=False), what="publishing")
    time.sleep(0.3)
    site.kill_worker()
    assert seen(lambda: state_of(batch)) == "AWAITING_APPROVAL", "too late"
    assert seen(Notice.objects.count) == 0

    site.start_worker()
    wait_for(lambda: state_of(batch) == "PUBLISHED", what="published after all")
    assert seen(Notice.objects.count) == ROWS
    assert seen(Notice.objects.values("record").distinct().count) == ROWS
    assert seen(Batch.objects.count) == 1


@pytest.fixture(autouse=True)
def uploads_beside_the_site(site: Site, settings: object) -> None:
    """The test's own process keeps the upload where the worker looks for it."""
    settings.WACAT_UPLOADS = site.folder / "unggahan"  # type: ignore[attr-defined]
