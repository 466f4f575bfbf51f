"""Counting makes nobody wait: an answer goes through while a publication runs."""

from datetime import date

import psycopg
import pytest
from django.db import transaction

from tests import make
from tests.reports import histories
from wacat.ops.testdb import TestDatabase

pytestmark = pytest.mark.race
RT_23 = "64.71.01.1001.023"
OCTOBER = date(2026, 10, 5)


def answer(database: TestDatabase, notice_id: int) -> None:
    """Answer a notice over a connection of its own that does not wait for locks."""
    with psycopg.connect(database.url()) as other:
        other.execute("SET LOCAL ROLE wacat_job")
        other.execute("SET LOCAL lock_timeout = '500ms'")
        other.execute(
            "SELECT wacat.enter_system((SELECT id FROM accounts_account WHERE username = 'sistem'))"
        )
        other.execute(
            "UPDATE records_notice SET state = 'ANSWERED', answer = 'CONFIRMED', "
            "answered_at = published_at + interval '1 hour' WHERE id = %s",
            [notice_id],
        )


def test_an_answer_does_not_wait_for_a_running_publication(real_database: TestDatabase) -> None:
    with transaction.atomic():
        first, second = make.publish(*(make.row(rt=RT_23, served_on=OCTOBER) for _ in range(2)))
    answer(real_database, first.pk)
    with transaction.atomic():
        make.publish(*(make.row(rt=RT_23, served_on=OCTOBER) for _ in range(3)))
        answer(real_database, second.pk)
    with transaction.atomic():
        monthly, response = histories.kept()
        assert (monthly, response) == histories.counted()
        assert {key[2]: value[0] for key, value in response.items()} == {"TOLD": 5, "CONFIRMED": 2}
