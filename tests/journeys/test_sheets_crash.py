"""A power cut while the sheets of a month are made: no half sheet, then every sheet exactly once."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction

from tests import make, people
from tests.conftest import acting_as
from tests.door import token_of
from tests.journeys.site import Site
from wacat.accounts.access import enter_system, find_visitor
from wacat.notify.models import Message
from wacat.reports import closing, figures, formats, making
from wacat.reports.models import Issue, IssueFile, ReportPeriod
from wacat.reports.period import read_period

OCTOBER = read_period("2026-10")
PATIENCE_SECONDS = 90


def seen(question: Callable[[], Any]) -> Any:
    """What the worker's role sees now, in a transaction of its own."""
    with acting_as("wacat_job"), transaction.atomic():
        enter_system(make.account("sistem").pk)
        return question()


def wait_for(question: Callable[[], bool], *, what: str) -> None:
    """Wait until the question is answered with yes."""
    limit = time.monotonic() + PATIENCE_SECONDS
    while not seen(question):
        assert time.monotonic() < limit, what
        time.sleep(0.05)


def locked() -> ReportPeriod:
    """October with some services, locked by the administrator, its sheets in the worker's hands."""
    with transaction.atomic():
        make.publish(
            *(
                make.row(
                    rt=f"64.71.01.1001.{number:03d}", kind="DATANG", served_on=date(2026, 10, 5)
                )
                for number in range(1, 27)
            )
        )
    at = datetime.now(UTC)
    with transaction.atomic():
        keeper = find_visitor(token_of("administrator"))
        assert keeper
        found = closing.lock(
            city=make.area("64.71"), period=OCTOBER, by=keeper, at=max(at, make.NOW)
        )
        making.start(found, by=keeper.account_id)
    return found


def kept() -> dict[int, bytes]:
    """The bytes of every sheet by its area; a sheet without its file, or a file twice, is an error."""
    files = list(IssueFile.objects.values_list("area_id", "content"))
    assert len(files) == Issue.objects.count() == len({area for area, _ in files})
    return {area: bytes(content) for area, content in files}


def printed_again() -> dict[int, bytes]:
    """The same sheets set anew from their kept figures, as a run without a cut would have set them."""
    sheets = list(Issue.objects.select_related("closing").order_by("pk"))
    reports = [(figures.read(one.figures, area_id=one.area_id), one) for one in sheets]
    return dict(zip((one.area_id for one in sheets), formats.pdfs(reports), strict=True))


def test_a_worker_killed_while_it_makes_sheets_makes_each_of_them_once(
    site: Site, settings: Any
) -> None:
    settings.WACAT_URL = site.url  # the QR code of a sheet leads to the site that made it
    found = locked()
    total = seen(lambda: making.areas_of(found).count())
    assert total > making.CHUNK
    wait_for(lambda: Issue.objects.exists(), what="the first sheets")
    site.kill_worker()
    before = seen(kept)
    assert 0 < len(before) < total, "too late"
    assert len(before) % making.CHUNK == 0, "a chunk is made wholly or not at all"

    site.start_worker()
    wait_for(lambda: not making.missing(found).exists(), what="all sheets after all")
    after = seen(kept)
    assert set(after) == seen(lambda: set(making.areas_of(found).values_list("pk", flat=True)))
    assert {area: after[area] for area in before} == before, "what was made stays as it was"
    assert seen(printed_again) == after
    told = seen(Message.objects.filter(topic="LEP_READY").count)
    heads = [one for one in people.EVERYBODY if one.office in making.TOLD]
    assert told == len(heads) + 1, "each office once; one person holds two"
