"""The same answer many times at once is one answer; of two different answers one stands."""

import uuid

import pytest
from django.db import transaction

from tests import make, people
from tests.door import standing_as
from tests.web.test_operator_race import at_once, signed_in
from wacat.ops.testdb import TestDatabase
from wacat.verification.models import Answer

pytestmark = pytest.mark.race


def standing_answers(notice_id: int) -> list[str]:
    """The kinds of the answers that stand for a notice."""
    with transaction.atomic(), standing_as("operator"):
        found = Answer.objects.filter(notice_id=notice_id, undone_at=None)
        return list(found.values_list("kind", flat=True))


def test_twenty_taps_of_the_same_button_are_one_answer(real_database: TestDatabase) -> None:
    with transaction.atomic():
        told = make.notice()
    key = {"kunci": str(uuid.uuid4())}
    address = f"/rt/pemberitahuan/{told.pk}/benar/"
    answers = at_once([(signed_in(people.SARI), address, key) for _ in range(20)])
    assert {status for status, _ in answers} <= {200, 302}
    assert standing_answers(told.pk) == ["CONFIRMED"]


def test_two_different_answers_at_once_leave_one(real_database: TestDatabase) -> None:
    with transaction.atomic():
        told = make.notice()
    base = f"/rt/pemberitahuan/{told.pk}"
    yes = (signed_in(people.SARI), f"{base}/benar/", {"kunci": str(uuid.uuid4())})
    no = (
        signed_in(people.SARI),
        f"{base}/bukan-warga/",
        {"kunci": str(uuid.uuid4()), "alasan": "RT_LAIN", "sumber": "MYSELF"},
    )
    answers = at_once([yes, no])
    assert sorted(status < 400 for status, _ in answers) == [False, True]
    assert len(standing_answers(told.pk)) == 1
