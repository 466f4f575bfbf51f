"""Consistency: counts kept by triggers, rates and their change, against polars over the raw tables."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from tests import make
from tests.conftest import acting_as
from tests.door import standing_as
from tests.evaluation import histories
from tests.reports.histories import as_system, forgotten
from wacat.evaluation.consistency import change, queries, rollup
from wacat.evaluation.consistency.elements import ELEMENTS, MOST, WHOLE
from wacat.evaluation.consistency.queries import Asked
from wacat.evaluation.consistency.rates import Rate
from wacat.evaluation.models import Consistency
from wacat.values.claims import Claim
from wacat.values.elements import Element

pytestmark = pytest.mark.django_db
OCTOBER, SEPTEMBER = date(2026, 10, 1), date(2026, 9, 1)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=st.lists(histories.acts, min_size=2, max_size=10))
@example(
    history=[
        ("publish", [("64.71.01.1001.023", OCTOBER)] * 3, "Ekspor SIAK"),
        ("answer", 0, "correct", {"name", "address"}),
        ("answer", 1, "correct", set()),
        ("answer", 2, "deny", set()),
        ("decide", 0, True),
        ("answer", 1, "undo", set()),
        ("withdraw", 0),
    ]
)
def test_kept_counts_equal_rebuilt_and_recomputed_counts(history: list[Any]) -> None:
    with forgotten():
        histories.World().live(history)
        kept = histories.kept()
        assert_frame_equal(kept, histories.counted())
        histories.rebuild()
        assert_frame_equal(histories.kept(), kept)


@pytest.fixture
def lived() -> None:
    """September: 4 answers, 1 wrong. October: 4 answers, 3 wrong, one of them in two elements."""
    rt, next_door = "64.71.01.1001.023", "64.71.01.1001.024"
    world = histories.World()
    world.live(
        [
            ("publish", [(rt, SEPTEMBER)] * 3 + [(next_door, SEPTEMBER)], "Ekspor SIAK"),
            ("publish", [(rt, OCTOBER)] * 2, "Ekspor SIAK"),
            ("publish", [(next_door, OCTOBER)] * 2, "Buku Pokok"),
            *[("answer", n, "confirm", set()) for n in (0, 1, 3, 4)],
            ("answer", 2, "correct", {"name"}),
            ("answer", 5, "correct", {"name", "address"}),
            ("answer", 6, "deny", set()),
            ("answer", 7, "correct", set()),
        ]
    )


@pytest.mark.usefixtures("lived")
def test_rates_by_element_area_source_and_month() -> None:
    with standing_as("kepala"):
        place = queries.place_of(make.area("64.71"))
        asked = Asked(place=place, months=[SEPTEMBER, OCTOBER])
        assert [(r.disputed, r.answered) for r in queries.by_month(asked).values()] == [
            (1, 4),
            (3, 4),
        ]
        october = Asked(place=place, months=[OCTOBER])
        found = queries.by_element(october)
        assert {e: (r.disputed, r.parts) for e, r in found.items() if r.parts} == {
            "name": (1, WHOLE // 2), "address": (1, WHOLE // 2), "not_mine": (1, WHOLE), "other": (1, WHOLE),
        }  # fmt: skip
        assert sum(rate.exact for rate in found.values()) == queries.whole(october).exact
        assert {s: (r.disputed, r.answered) for s, r in queries.by_source(october).items()} == {
            "Ekspor SIAK": (1, 2), "Buku Pokok": (2, 2),
        }  # fmt: skip
        only = Asked(place=place, months=[OCTOBER], source="Ekspor SIAK", element="name")
        assert (queries.whole(only).disputed, queries.whole(only).answered) == (1, 2)
        assert list(queries.by_area(october)) == [make.area("64.71.01").pk]
        assert queries.whole(october).is_small


@pytest.mark.usefixtures("lived")
def test_a_head_and_a_lurah_reach_their_own_counts_only() -> None:
    seen = {}
    for someone in ("rt", "lurah", "lurah2", "kepala", "teknis"):
        with standing_as(someone):
            seen[someone] = set(Consistency.objects.values_list("rt_id", flat=True))
    rt, next_door = (make.area(f"64.71.01.1001.{n}").pk for n in ("023", "024"))
    assert seen == {
        "rt": {rt}, "lurah": {rt, next_door}, "lurah2": set(), "kepala": {rt, next_door}, "teknis": set(),
    }  # fmt: skip


@pytest.mark.usefixtures("lived")
def test_a_city_that_had_answers_before_is_counted_once_it_is_upgraded() -> None:
    kept = histories.kept()
    assert not kept.is_empty()
    with as_system(), acting_as("wacat_rollup"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM evaluation_consistency")
    assert histories.kept().is_empty()
    with acting_as("wacat_owner"), connection.cursor() as cursor:
        cursor.execute(rollup.BACKFILL)
    assert_frame_equal(histories.kept(), kept)


def test_every_number_of_elements_shares_an_answer_without_a_rest() -> None:
    assert [k for k in range(1, MOST + 1) if WHOLE % k] == []
    assert len(ELEMENTS) == len(Element) + len(Claim) + 3


rates = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(
    lambda pair: Rate(answered=max(pair), disputed=min(pair), parts=min(pair) * WHOLE)
)
groups = st.dictionaries(st.sampled_from("ABCDEF"), rates, min_size=1)


@given(groups, groups)
def test_what_the_parts_contributed_sums_to_the_change_exactly(
    before: dict[str, Rate], after: dict[str, Rate]
) -> None:
    parts = change.by_parts(before, after)
    then, now = (
        (sum(r.disputed for r in side.values()), sum(r.answered for r in side.values()))
        for side in (before, after)
    )
    if not then[1] or not now[1]:
        assert parts == []
        return
    difference = Fraction(*now) - Fraction(*then)
    assert sum(part.total for part in parts) == difference
    shown = change.points([part.total for part in parts])
    assert sum(shown) == round(difference * 10_000) * Fraction(1, 100)
    assert all(abs(s - p.total * 100) < Fraction(1, 100) for s, p in zip(shown, parts, strict=True))
    backwards = {part.key: part.total for part in change.by_parts(after, before)}
    assert backwards == {part.key: -part.total for part in parts}


def test_a_part_that_only_grew_moved_and_a_part_that_worsened_did_so_itself() -> None:
    good, bad, grown, worse = (
        Rate(answered=answered, disputed=disputed, parts=disputed * WHOLE)
        for answered, disputed in ((100, 10), (100, 30), (300, 90), (100, 50))
    )
    moved = change.by_parts({"A": good, "B": bad}, {"A": good, "B": grown})
    assert [float(part.own) for part in moved] == [0, 0]
    assert sum(part.moved for part in moved) == Fraction(1, 20)
    own = change.by_parts({"A": good, "B": bad}, {"A": good, "B": worse})
    assert [(part.key, part.own, part.moved) for part in own] == [
        ("B", Fraction(1, 10), 0), ("A", 0, 0),
    ]  # fmt: skip


@pytest.mark.usefixtures("lived")
def test_the_elements_explain_the_whole_change() -> None:
    with as_system():
        place = queries.place_of(make.area("64.71"))
        then, now = (Asked(place=place, months=[m]) for m in (SEPTEMBER, OCTOBER))
        parts = change.by_elements(queries.by_element(then), queries.by_element(now))
        difference = queries.whole(now).exact - queries.whole(then).exact
    assert sum(part.total for part in parts) == difference == Fraction(1, 2)
