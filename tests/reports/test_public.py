"""What anybody may read tells nobody's story: small counts cannot be worked out."""

from collections.abc import Sequence
from datetime import date

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.reports import histories
from wacat.reports import public

pytestmark = pytest.mark.django_db
PLACES = ["64.71.01.1001.023", "64.71.01.1004.001", "64.71.02.1001.001"]
KINDS = ["KTP_EL", "DATANG", "AKTA_PERCERAIAN"]
OCTOBER = date(2026, 10, 1)


def serve(counts: Sequence[Sequence[int]]) -> None:
    """So many services of each kind in each of three kelurahan."""
    rows = [
        make.row(rt=place, kind=kind, served_on=OCTOBER)
        for place, line in zip(PLACES, counts, strict=True)
        for kind, count in zip(KINDS, line, strict=True)
        for _ in range(count)
    ]
    if rows:
        make.publish(*rows)


def test_small_counts_and_what_gives_them_away_are_left_out() -> None:
    serve([[20, 3, 9], [12, 8, 7], [30, 11, 6]])
    table = public.counts(month=OCTOBER)
    manggar, baru, _ = (make.area(code).kelurahan_id or 0 for code in PLACES)
    assert table.count(manggar, "KTP_EL") == 20
    assert table.count(manggar, "DATANG") is None
    hidden = [key for key, value in table.cells.items() if value is None]
    assert len(hidden) >= 4  # no row and no column with one hole
    assert table.count(baru, "KTP_EL") == 12
    assert table.kinds == ["DATANG", "KTP_EL", "PERUBAHAN_DATA_KK"]  # no divorce by its name


def test_a_running_month_is_not_shown() -> None:
    assert public.counts(month=date(2099, 1, 1)).cells == {}


def test_nothing_is_shown_of_a_month_without_services() -> None:
    assert public.counts(month=date(2021, 1, 1)).cells == {}


def test_the_context_of_the_visitor_stays_as_it_was() -> None:
    with histories.as_system(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('wacat.context', true)")
        before = cursor.fetchone()
        cursor.execute("SET ROLE wacat_app")
        public.counts(month=OCTOBER)
        cursor.execute("SELECT current_setting('wacat.context', true)")
        assert cursor.fetchone() == before
        cursor.execute("SET ROLE wacat_job")


line = st.lists(st.integers(0, 12), min_size=3, max_size=3)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(counts=st.lists(line, min_size=3, max_size=3))
def test_no_hidden_count_follows_from_the_shown_ones(counts: list[list[int]]) -> None:
    with histories.forgotten():
        serve(counts)
        table = public.counts(month=OCTOBER)
        for value in table.cells.values():
            assert value is None or value == 0 or value >= 5
        hidden = {(f"row {place}", kind) for (place, kind), n in table.cells.items() if n is None}
        for place, kind in hidden:
            assert connected(place, kind, by=hidden - {(place, kind)}), (place, kind)


def connected(start: str, goal: str, *, by: set[tuple[str, str]]) -> bool:
    """Whether two lines of the table hang together by other hidden cells.

    Each shown total gives one equation a line; a hidden cell follows from them exactly when it is
    the only bridge between its row and its column.
    """
    reached, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for pair in by:
            if here in pair:
                there = pair[1] if pair[0] == here else pair[0]
                if there not in reached:
                    reached.add(there)
                    waiting.append(there)
    return goal in reached
