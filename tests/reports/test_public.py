"""What anybody may read tells nobody's story, over all months, longer periods and formats together."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl
import pytest
from django.db import transaction
from django.db.utils import ProgrammingError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from tests import make
from tests.conftest import acting_as
from tests.reports import histories, recomputed
from wacat.areas.queries import get_city
from wacat.jobs import public as job
from wacat.jobs.reports import System
from wacat.reports import closing, public, publishing
from wacat.reports.models import PublicMonth
from wacat.reports.period import month_of, read_period
from wacat.reports.suppression import FEW, is_small

pytestmark = pytest.mark.django_db
PLACES = ["64.71.01.1001.023", "64.71.01.1004.001", "64.71.02.1001.001"]
KINDS = ["KTP_EL", "DATANG", "AKTA_PERCERAIAN"]
AUGUST, SEPTEMBER, OCTOBER = (date(2026, n, 1) for n in (8, 9, 10))


def serve(counts: Sequence[Sequence[int]], *, month: date = OCTOBER) -> None:
    """So many services of each kind in each of three kelurahan."""
    rows = [
        make.row(rt=place, kind=kind, served_on=month + timedelta(days=3))
        for place, line in zip(PLACES, counts, strict=True)
        for kind, count in zip(KINDS, line, strict=True)
        for _ in range(count)
    ]
    if rows:
        make.publish(*rows)


def let_out(*months: date) -> None:
    """Lock these months and let them out."""
    with histories.as_system():
        for month in months:
            system = make.account("sistem").pk
            closing.lock(city=get_city(), period=month_of(month), by=System(system), at=make.NOW)
            publishing.publish(month=month, at=make.NOW)


def place(code: str) -> int:
    """The kelurahan of an RT."""
    return make.area(code).kelurahan_id or 0


def test_small_counts_and_what_gives_them_away_are_left_out() -> None:
    serve([[20, 3, 9], [12, 8, 7], [30, 11, 6]])
    let_out(OCTOBER)
    table = public.counts(months=[OCTOBER])
    assert table.count(place(PLACES[0]), "KTP_EL").number in (20, None)
    assert table.count(place(PLACES[0]), "DATANG").number is None
    hidden = [key for key, value in table.cells.items() if not value.is_whole]
    assert len(hidden) == 4  # one rectangle
    assert table.count(publishing.TOTAL_PLACE, publishing.TOTAL_KIND).number == 106
    assert table.kinds == ["DATANG", "KTP_EL", "PERUBAHAN_DATA_KK"]  # no divorce by its name


def test_an_open_month_is_not_let_out_and_a_locked_one_by_the_hour() -> None:
    serve([[20, 30, 9], [12, 8, 7], [30, 11, 6]])
    with acting_as("wacat_job"):
        assert job.publish_due() == 0
    assert public.counts(months=[OCTOBER]).cells == {}
    with histories.as_system():
        system = System(make.account("sistem").pk)
        closing.lock(city=get_city(), period=month_of(OCTOBER), by=system, at=make.NOW)
    with acting_as("wacat_job"):
        assert (job.publish_due(), job.publish_due()) == (1, 0)
    assert public.published() == [OCTOBER]


def test_what_comes_late_and_a_revision_change_nothing_that_is_out() -> None:
    serve([[20, 30, 9], [12, 8, 7], [30, 11, 6]])
    let_out(OCTOBER)
    before = public.counts(months=[OCTOBER]).cells
    serve([[1, 0, 0], [0, 0, 0], [0, 0, 0]])  # susulan
    with histories.as_system():
        assert publishing.publish(month=OCTOBER, at=make.NOW).table["cells"]
    assert public.counts(months=[OCTOBER]).cells == before
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        PublicMonth.objects.update(month=SEPTEMBER)


def test_a_longer_period_is_the_sum_of_what_its_months_show() -> None:
    serve([[20, 3, 9], [12, 8, 7], [30, 11, 6]], month=SEPTEMBER)
    serve([[21, 13, 9], [12, 8, 7], [30, 11, 6]])
    let_out(SEPTEMBER, OCTOBER)
    quarter = public.counts(months=read_period("2026-T3").months)
    assert quarter.missing == [date(2026, 7, 1), AUGUST]
    assert not any(value.is_whole for value in quarter.cells.values())
    both = public.counts(months=[SEPTEMBER, OCTOBER])
    assert both.count(place(PLACES[0]), "DATANG") == public.Count(13, False)
    assert both.count(publishing.TOTAL_PLACE, publishing.TOTAL_KIND) == public.Count(
        106 + 117, True
    )


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    counts=st.lists(
        st.lists(st.sampled_from([0, 2, 6, 9, 14]), min_size=3, max_size=3), min_size=3, max_size=3
    ),
    late=st.integers(0, 2),
)
def test_a_number_that_is_shown_is_that_of_the_records(counts: list[list[int]], late: int) -> None:
    with histories.forgotten():
        serve(counts)
        truth = recomputed.dump().records
        let_out(OCTOBER)
        serve([[late, 0, 0], [0, 0, 0], [0, 0, 0]])
        table = public.counts(months=[OCTOBER])
    if truth.is_empty():
        assert table.cells == {}
        return
    told = truth.with_columns(kind=pl.col("kind").replace("AKTA_PERCERAIAN", "PERUBAHAN_DATA_KK"))
    for (place_id, kind), shown in table.cells.items():
        if shown.number is None:
            continue
        found = told.filter(pl.col("kelurahan_id") == place_id) if place_id else told
        assert shown.number == (found.filter(pl.col("kind") == kind) if kind else found).height


line = st.lists(st.one_of(st.integers(0, 9), st.integers(0, 4)), min_size=3, max_size=3)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(months=st.lists(st.lists(line, min_size=3, max_size=3), min_size=2, max_size=2))
def test_nobody_works_out_a_small_number(months: list[list[list[int]]]) -> None:
    """Everything that is out at once: each month, their sums, totals of rows, columns and months."""
    with histories.forgotten():
        for month, counts in zip((SEPTEMBER, OCTOBER), months, strict=True):
            serve(counts, month=month)
        let_out(SEPTEMBER, OCTOBER)
        tables = [public.counts(months=[m]) for m in (SEPTEMBER, OCTOBER)]
        both = public.counts(months=[SEPTEMBER, OCTOBER])
    truth = [_truth(counts) for counts in months]
    attacker = Attacker(tables, both)
    for at, (table, true) in enumerate(zip(tables, truth, strict=True)):
        for (where, kind), shown in table.cells.items():
            real = true.get((where, kind), 0)
            assert shown.number in (None, real)
            if is_small(real):
                least, most = attacker.bounds(at, where, kind)
                assert least < 1e-6
                assert most > FEW - 1e-6


def _truth(counts: list[list[int]]) -> dict[tuple[int, str], int]:
    """The counts with their totals."""
    found: dict[tuple[int, str], int] = {}
    for code, numbers in zip(PLACES, counts, strict=True):
        for kind, number in zip(["KTP_EL", "DATANG", "PERUBAHAN_DATA_KK"], numbers, strict=True):
            for key in [(place(code), kind), (0, kind), (place(code), ""), (0, "")]:
                found[key] = found.get(key, 0) + number
    return found


class Attacker:
    """Knows every table and how they are made: totals add up, sums say what they say."""

    def __init__(self, tables: list[public.PublicTable], both: public.PublicTable) -> None:
        self.keys = [(at, *key) for at, table in enumerate(tables) for key in table.cells]
        self.known: list[tuple[int, int | None]] = []
        self.equal: list[tuple[dict[Any, int], int]] = []
        self.least: list[tuple[dict[Any, int], int]] = []
        for at, table in enumerate(tables):
            self.known += [
                (v.at_least, v.number if v.is_whole else None) for v in table.cells.values()
            ]
            places, kinds = ({key[n] for key in table.cells} for n in (0, 1))
            for p in places:
                self.equal.append(({(at, p, k): -1 if k == "" else 1 for k in kinds}, 0))
            for k in kinds:
                self.equal.append(({(at, p, k): -1 if p == 0 else 1 for p in places}, 0))
        for (p, k), value in both.cells.items():
            terms = {key: 1 for key in self.keys if key[1:] == (p, k)}
            (self.equal if value.is_whole else self.least).append((terms, value.at_least))

    def bounds(self, at: int, where: int, kind: str) -> tuple[float, float]:
        """The least and the greatest that a cell can be."""
        column = {key: n for n, key in enumerate(self.keys)}
        goal = np.zeros(len(column))
        goal[column[at, where, kind]] = 1.0
        rows = {"A_eq": self.equal, "A_ub": self.least}
        given_rows: dict[str, Any] = {}
        for name, lines in rows.items():
            sign = -1 if name == "A_ub" else 1
            matrix = np.zeros((len(lines), len(column)))
            for n, (terms, _) in enumerate(lines):
                for key, factor in terms.items():
                    matrix[n, column[key]] = sign * factor
            given_rows |= {
                name: matrix,
                name.replace("A", "b"): [sign * total for _, total in lines],
            }
        found = []
        for sign in (1, -1):
            answer = linprog(sign * goal, bounds=self.known, **given_rows)
            assert answer.status in (0, 3), answer.message
            found.append(sign * answer.fun if answer.status == 0 else float("inf"))
        return found[0], found[1]
