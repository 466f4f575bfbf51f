"""Two operators at the same moment, on a database where transactions commit: one wins, the other is told."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections, transaction
from django.test import Client

from tests import people
from tests.door import standing_as
from tests.web.desk import correction
from tests.web.test_entry import log_in
from tests.web.test_operator_files import GOOD, csv
from wacat.intake.models import Batch
from wacat.ops.testdb import TestDatabase
from wacat.verification.models import Correction, CorrectionItem

pytestmark = pytest.mark.race

NAMES = {"operator": "Dewi Anggraini", "operator2": "Rahmat Hidayat"}


def at_once(posts: list[tuple[Client, str, dict[str, Any]]]) -> list[tuple[int, str]]:
    """Send these forms at the same moment, each from a thread of its own: status and page of each."""
    start = threading.Barrier(len(posts))

    def send(one: tuple[Client, str, dict[str, Any]]) -> tuple[int, str]:
        client, address, values = one
        start.wait()
        try:
            response = client.post(address, values)
            return response.status_code, response.content.decode()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(posts)) as pool:
        return list(pool.map(send, posts))


def signed_in(someone: people.Someone) -> Client:
    """A browser of that person."""
    client = Client()
    log_in(client, someone)
    return client


def test_of_two_operators_one_takes_the_case_and_the_other_reads_who(
    real_database: TestDatabase,
) -> None:
    with transaction.atomic():
        cases = [correction() for _ in range(4)]
    one, two = signed_in(people.OPERATOR), signed_in(people.OPERATOR_2)
    for kasus in cases:
        address = f"/operator/koreksi/{kasus.pk}/ambil/"
        answers = at_once([(one, address, {}), (two, address, {})])
        assert sorted(status for status, _ in answers) == [302, 409]
        loser = next(page for status, page in answers if status == 409)
        with transaction.atomic(), standing_as("operator"):
            taken = Correction.objects.select_related("taken_by").get(pk=kasus.pk)
            assert taken.steps.filter(to_state="IN_REVIEW").count() == 1
        assert taken.taken_by is not None
        assert f"sedang dikerjakan oleh {NAMES[taken.taken_by.username]}" in loser


def test_one_decision_out_of_two_tabs_of_the_same_operator(real_database: TestDatabase) -> None:
    with transaction.atomic():
        kasus = correction()
    one = signed_in(people.OPERATOR)
    one.post(f"/operator/koreksi/{kasus.pk}/ambil/")
    other_tab = Client()
    other_tab.cookies = one.cookies
    with transaction.atomic(), standing_as("operator"):
        item = CorrectionItem.objects.get(correction_id=kasus.pk).pk
    address = f"/operator/koreksi/{kasus.pk}/putuskan/"
    answers = at_once(
        [
            (one, address, {f"hasil-{item}": "ACCEPTED"}),
            (other_tab, address, {f"hasil-{item}": "REJECTED", "alasan": "Tidak sesuai KK"}),
        ]
    )
    assert sorted(status for status, _ in answers) == [302, 409]
    with transaction.atomic(), standing_as("operator"):
        settled = Correction.objects.get(pk=kasus.pk)
        assert list(settled.steps.order_by("at", "id").values_list("to_state", flat=True)) == [
            "SUBMITTED", "RECEIVED", "IN_REVIEW", settled.state,
        ]  # fmt: skip
        outcome = CorrectionItem.objects.get(pk=item).outcome
    assert (settled.state, outcome) in {("ACCEPTED", "ACCEPTED"), ("REJECTED", "REJECTED")}


def test_the_same_file_in_two_tabs_is_one_file(real_database: TestDatabase) -> None:
    one, two = signed_in(people.OPERATOR), signed_in(people.OPERATOR_2)
    address = "/operator/berkas/"
    answers = at_once(
        [(one, address, {"berkas": csv(GOOD)}), (two, address, {"berkas": csv(GOOD)})]
    )
    assert [status for status, _ in answers] == [302, 302]
    with transaction.atomic(), standing_as("operator"):
        assert Batch.objects.count() == 1
