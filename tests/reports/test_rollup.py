"""Counts kept by triggers equal counts made anew, whatever happened before."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.reports import histories
from wacat.records import actions
from wacat.records.models import Notice
from wacat.reports import rollup
from wacat.values.kinds import Kind

pytestmark = pytest.mark.django_db


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=st.lists(histories.acts, min_size=1, max_size=12))
def test_kept_counts_equal_rebuilt_and_recomputed_counts(history: list[Any]) -> None:
    with histories.forgotten():
        live(history)
        kept = histories.kept()
        assert kept == histories.counted()
        histories.rebuild()
        assert histories.kept() == kept


def live(history: list[Any]) -> None:
    """Let the history happen."""
    batches: list[int] = []
    notices: list[Notice] = []
    for act, *values in history:
        if act == "publish":
            batches.append(9_000_000 + len(batches))
            rows = [histories.staged(service) for service in values[0]]
            notices += make.publish(*rows, batch_id=batches[-1])
        elif act == "withdraw" and batches:
            with histories.as_system():
                batch = batches[values[0] % len(batches)]
                actions.withdraw(batch_id=batch, at=make.NOW, reason="Keliru")
        elif act in ("answer", "close") and notices:
            _touch(notices[values[0] % len(notices)].pk, act, values)


def _touch(notice_id: int, act: str, values: list[Any]) -> None:
    with histories.as_system():
        standing = Notice.objects.filter(pk=notice_id).exclude(state="WITHDRAWN")
        if act == "close":
            standing.filter(answer="").update(state="CLOSED_UNANSWERED")
        elif standing.exists():
            at = histories.later(values[2])
            actions.mark_answered(notice_id=notice_id, answer=values[1], at=at)


def test_the_restricted_kinds_are_those_of_class_c() -> None:
    assert {kind.value for kind in Kind if kind.urgency == "C"} == set(
        rollup.RESTRICTED.replace("'", "").split(", ")
    )
