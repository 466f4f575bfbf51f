"""The job of unanswered notices beside itself and beside an answer, on real PostgreSQL."""

import threading
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connections, transaction

from tests import make, people
from tests.conftest import acting_as
from tests.notify.office import worker
from tests.web.test_operator_race import signed_in
from wacat.jobs import overdue
from wacat.notify.models import Message
from wacat.ops.testdb import TestDatabase
from wacat.records.models import Notice
from wacat.verification.models import Answer

pytestmark = pytest.mark.race
MONDAY = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)


def run(*, day: int) -> None:
    """Let the job work on a day of November."""
    with transaction.atomic(), acting_as("wacat_job"):
        overdue.run(at=datetime(2026, 11, day, 2, 0, tzinfo=UTC))


def test_the_job_twice_at_once_tells_once(real_database: TestDatabase) -> None:
    with transaction.atomic():
        make.publish(*[make.row(rt=people.SARI.place) for _ in range(20)], at=MONDAY)
    start = threading.Barrier(4)

    def one(day: int) -> None:
        start.wait()
        try:
            run(day=day)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(one, [11, 11, 11, 11]))
    with transaction.atomic(), worker():
        assert Counter(Message.objects.values_list("topic", "count")) == {
            ("ESCALATED", 20): 1,
            ("PASSED_ON", 20): 1,
        }


def test_a_notice_is_either_answered_or_closed(real_database: TestDatabase) -> None:
    with transaction.atomic():
        told = make.publish(*[make.row(rt=people.SARI.place) for _ in range(6)], at=MONDAY)
    run(day=11)
    sari, start = signed_in(people.SARI), threading.Barrier(2)

    def answers() -> list[int]:
        start.wait()
        try:
            return [
                sari.post(
                    f"/rt/pemberitahuan/{each.pk}/benar/", {"kunci": str(uuid.uuid4())}
                ).status_code
                for each in told
            ]
        finally:
            connections.close_all()

    def closes() -> None:
        start.wait()
        try:
            run(day=20)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        statuses, closed = pool.submit(answers), pool.submit(closes)
        closed.result()
        taken = [
            each.pk for each, status in zip(told, statuses.result(), strict=True) if status < 400
        ]
    with transaction.atomic(), worker():
        standing = set(Answer.objects.filter(undone_at=None).values_list("notice_id", flat=True))
        states = dict(Notice.objects.values_list("id", "state"))
    assert standing == set(taken)
    assert states == {
        each.pk: "ANSWERED" if each.pk in standing else "CLOSED_UNANSWERED" for each in told
    }
