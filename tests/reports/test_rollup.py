"""Counts kept by triggers equal counts made anew, whatever happened before."""

import uuid
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.door import standing_as
from tests.reports import histories
from wacat.reports import rollup
from wacat.values.elements import Element
from wacat.values.kinds import Kind
from wacat.verification import answering, settling
from wacat.verification.models import Correction

pytestmark = pytest.mark.django_db


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=st.lists(histories.acts, min_size=1, max_size=12))
def test_kept_counts_equal_rebuilt_and_recomputed_counts(history: list[Any]) -> None:
    with histories.forgotten():
        life = histories.Life()
        for act in history:
            life.do(act)
        kept = histories.kept()
        assert kept == histories.counted()
        histories.rebuild()
        assert histories.kept() == kept


def test_a_correction_counts_when_it_is_handed_in_and_when_it_is_decided() -> None:
    told = [make.notice(rt="64.71.01.1001.023") for _ in range(3)]
    claims = {Element.ADDRESS: "Jl. Baru 2"}
    with standing_as("rt") as sari:
        for notice in told:
            answering.correct(
                notice_id=notice.pk, claims=claims, remark="", proof=None, by=sari,
                at=histories.later(1), key=uuid.uuid4(),
            )  # fmt: skip
        answering.undo(notice_id=told[2].pk, by=sari, at=histories.later(2))
    with standing_as("operator") as dewi:
        for notice, hours in zip(told[:2], (49, 80), strict=True):
            case = Correction.objects.get(notice=notice)
            outcomes = {item.pk: "ACCEPTED" for item in case.items.all()}
            settling.take(correction_id=case.pk, by=dewi, at=histories.later(3))
            settling.decide(
                correction_id=case.pk, outcomes=outcomes, reason="Sesuai akta", accept=True,
                by=dewi, at=histories.later(hours),
            )  # fmt: skip
    _, kept = histories.kept()
    told_of = {key[2]: value for key, value in kept.items() if key[2] not in ("TOLD", "CORRECTED")}
    assert told_of == {
        "CLAIMED": (2, 0, 0), "SETTLED": (2, (48 + 79) * 3600, 1), "ACCEPTED": (2, 0, 0)
    }  # fmt: skip
    histories.rebuild()
    assert histories.kept()[1] == kept


def test_the_restricted_kinds_are_those_of_class_c() -> None:
    assert {kind.value for kind in Kind if kind.urgency == "C"} == set(
        rollup.RESTRICTED.replace("'", "").split(", ")
    )
