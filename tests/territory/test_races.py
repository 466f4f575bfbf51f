"""An act meets an answer, and two acts meet each other: one goes first, and nothing is lost."""

import uuid
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from tests import make, people
from tests.areas.acts import rt
from tests.door import standing_as
from tests.territory.test_pages import HOME, decree, mark_in
from tests.web.test_operator_race import at_once, signed_in
from wacat.areas.models import Area, TerritoryAct
from wacat.ops.testdb import TestDatabase
from wacat.records.models import Notice

pytestmark = pytest.mark.race


def ready(client: Client, *, into: int, source: int) -> tuple[Client, str, dict[str, Any]]:
    """The confirmation of a merger whose dry run has been read."""
    address = f"{HOME}{into}/gabung/"
    said = {"rt": [str(source)], "berlaku": timezone.localdate().isoformat()}
    looked = client.post(address, said)
    return client, address, said | decree(tanda=mark_in(looked.content.decode()))


def test_an_answer_during_a_merger_counts_or_waits_at_the_new_rt(
    real_database: TestDatabase,
) -> None:
    with transaction.atomic():
        told = make.notice()
    merger = ready(signed_in(people.ADMINISTRATOR), into=rt(24), source=rt(23))
    key = {"kunci": str(uuid.uuid4())}
    answer = (signed_in(people.SARI), f"/rt/pemberitahuan/{told.pk}/benar/", key)
    (merged, page), (answered, _) = at_once([merger, answer])
    assert merged == 302, page
    with transaction.atomic(), standing_as("operator"):
        notice = Notice.objects.get(pk=told.pk)
    if answered in (200, 302) and notice.answer:
        assert (notice.answer, notice.rt_id) == ("CONFIRMED", rt(23))
    else:
        assert (notice.answer, notice.rt_id) == ("", rt(24))
        again = signed_in(people.BUDI).post(f"/rt/pemberitahuan/{told.pk}/benar/", key)
        assert again.status_code in (200, 302)


def test_of_two_mergers_against_each_other_one_is_done(real_database: TestDatabase) -> None:
    one, two = signed_in(people.ADMINISTRATOR), signed_in(people.ADMINISTRATOR)
    posts = [ready(one, into=rt(24), source=rt(23)), ready(two, into=rt(23), source=rt(24))]
    answers = at_once(posts)
    assert sorted(status for status, _ in answers) == [302, 422]
    loser = next(page for status, page in answers if status == 422)
    assert "sudah ditutup" in loser
    with transaction.atomic(), standing_as("administrator"):
        assert TerritoryAct.objects.filter(kind="MERGE").count() == 1
        gone = Area.objects.get(pk__in=[rt(23), rt(24)], closed_on__isnull=False)
        assert gone.successor is not None
        assert gone.successor.closed_on is None
