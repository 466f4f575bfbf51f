"""A job that is deferred belongs to the transaction, in the web and in a worker alike."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from wacat.queue.actions import defer

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["web", "worker"])
def place(request: pytest.FixtureRequest) -> Iterator[None]:
    """Stand in the web, or where a worker has put its own connection in Django's place."""
    if request.param == "web":
        yield
        return
    connector = app.connector
    assert isinstance(connector, DjangoConnector)
    with app.replace_connector(connector.get_worker_connector()):
        yield


def waiting() -> int:
    """How many jobs of this test are in the queue."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'uji.apa'")
        return int(cursor.fetchone()[0])


@pytest.mark.usefixtures("place")
def test_a_job_goes_with_its_transaction() -> None:
    with transaction.atomic():
        defer("uji.apa", nomor=1)
        assert waiting() == 1
        transaction.set_rollback(True)
    assert waiting() == 0


@pytest.mark.usefixtures("place")
def test_a_job_stays_with_its_transaction() -> None:
    with transaction.atomic():
        defer("uji.apa", nomor=1)
    assert waiting() == 1
