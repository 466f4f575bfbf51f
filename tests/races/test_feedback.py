"""Two operators at the same Masukan, on real PostgreSQL: one settles it, the other is told."""

import pytest
from django.db import transaction

from tests import people
from tests.door import standing_as
from tests.feedback import acts
from tests.web.test_operator_race import at_once, signed_in
from wacat.feedback.models import FeedbackStep, Match
from wacat.ops.testdb import TestDatabase

pytestmark = pytest.mark.race


def test_of_two_services_one_settles_it(real_database: TestDatabase) -> None:
    with transaction.atomic():
        feedback = acts.told()
        acts.published(name="Slamet Riyadi")
        acts.published(name="Slamet Riyadi")
    with transaction.atomic(), standing_as("operator"):
        one, two = Match.objects.order_by("id").values_list("pk", flat=True)
    base = f"/operator/masukan/{feedback.pk}/cocok"
    answers = at_once(
        [
            (signed_in(people.OPERATOR), f"{base}/{one}/", {"sama": "ya"}),
            (signed_in(people.OPERATOR_2), f"{base}/{two}/", {"sama": "ya"}),
        ]
    )
    assert sorted(status for status, _ in answers) == [302, 409]
    with transaction.atomic(), standing_as("operator"):
        assert Match.objects.filter(verdict="CONFIRMED").count() == 1
        assert FeedbackStep.objects.filter(to_state="MATCHED").count() == 1
