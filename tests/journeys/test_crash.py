"""A power cut in the middle of a publication: nothing half told, and afterwards everything exactly once."""

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
from wacat.intake.models import Batch
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


def publishing() -> bool:
    """Whether a backend writes notices at this moment."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM queue_progress WHERE phase = 'Menerbitkan' AND done = 0"
        )
        return bool(cursor.fetchone()[0])


def test_a_worker_killed_in_the_middle_publishes_everything_once(site: Site) -> None:
    at = datetime.now(UTC)
    with transaction.atomic():
        find_visitor(token_of("operator"))
        batch = actions.receive(
            file=siak_file(), name="besar.csv", by=make.account("operator").pk, at=at
        )
    wait_for(lambda: Batch.objects.get(pk=batch.pk).state == "AWAITING_APPROVAL", what="checked")
    with transaction.atomic():
        find_visitor(token_of("operator2"))
        actions.approve(batch_id=batch.pk, by=make.account("operator2").pk, at=at)
    wait_for(publishing, what="publishing")
    time.sleep(0.3)
    site.kill_worker()
    assert seen(lambda: Batch.objects.get(pk=batch.pk).state) == "AWAITING_APPROVAL", "too late"
    assert seen(Notice.objects.count) == 0

    site.start_worker()
    wait_for(lambda: Batch.objects.get(pk=batch.pk).state == "PUBLISHED", what="published again")
    assert seen(Notice.objects.count) == ROWS
    assert seen(Notice.objects.values("record").distinct().count) == ROWS


@pytest.fixture(autouse=True)
def uploads_beside_the_site(site: Site, settings: object) -> None:
    """The test's own process keeps the upload where the worker looks for it."""
    settings.WACAT_UPLOADS = site.folder / "unggahan"  # type: ignore[attr-defined]
