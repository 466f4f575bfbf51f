"""Nobody works out a small number: an attacker with all that is published, and linear programming."""

from collections.abc import Sequence
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from wacat.reports.suppression import FEW, WITHOUT_END, Reader, hide, is_small, with_totals

# as the city is: many small numbers, some large ones, empty lines
number = st.one_of(st.integers(0, 9), st.integers(0, 4), st.integers(10, 300), st.just(0))
tables = st.integers(1, 6).flatmap(
    lambda wide: st.lists(st.lists(number, min_size=wide, max_size=wide), min_size=1, max_size=6)
)


def solved(
    cells: Sequence[Sequence[int]],
    hidden: set[tuple[int, int]],
    cell: tuple[int, int],
    *,
    told: bool = False,
) -> tuple[float, float]:
    """The least and the greatest value of a cell that agrees with every number shown and every sum."""
    high, wide = len(cells), len(cells[0])
    places = [(i, j) for i in range(high) for j in range(wide)]
    sums = []
    for i in range(high):
        sums.append([0.0 if p[0] != i else (-1.0 if p[1] == 0 else 1.0) for p in places])
    for j in range(wide):
        sums.append([0.0 if p[1] != j else (-1.0 if p[0] == 0 else 1.0) for p in places])
    few = {p for p in places if told and is_small(cells[p[0]][p[1]])}
    known: list[tuple[int, int | None]] = [
        (1, FEW - 1) if p in few else (0, None) if p in hidden else (cells[p[0]][p[1]],) * 2
        for p in places
    ]
    goal = np.array([float(p == cell) for p in places])
    found = []
    for sign in (1, -1):
        answer = linprog(sign * goal, A_eq=np.array(sums), b_eq=np.zeros(len(sums)), bounds=known)
        found.append(sign * answer.fun if answer.status == 0 else float(sign == -1) * float("inf"))
        assert answer.status in (0, 3), answer.message  # 3: without end
    return found[0], found[1]


@settings(max_examples=120, deadline=None)
@given(inner=tables, seed=st.integers(0, 99))
def test_no_small_number_can_be_told_from_nobody_or_from_five(
    inner: list[list[int]], seed: int
) -> None:
    cells = with_totals(inner)
    hidden = hide(cells, chance=Random(seed))
    for i, row in enumerate(cells):
        for j, count in enumerate(row):
            if is_small(count):
                assert (i, j) in hidden
                least, most = solved(cells, hidden, (i, j))
                assert least < 1e-6, (i, j, least)
                assert most > FEW - 1e-6, (i, j, most)
                least, most = solved(cells, hidden, (i, j), told=True)
                assert most - least > 1 - 1e-6, (
                    i,
                    j,
                    least,
                )  # nor can one who knows where they are
    for cell in hidden:
        least, most = solved(cells, hidden, cell)
        assert most - least > 0.5, cell  # nothing that is left out is known


@settings(max_examples=60, deadline=None)
@given(inner=tables, seed=st.integers(0, 99), extra=st.integers(0, 8))
def test_the_bounds_by_flow_are_those_of_linear_programming(
    inner: list[list[int]], seed: int, extra: int
) -> None:
    """Whatever is hidden, also too little: our own reckoning of what a reader knows is exact."""
    cells = with_totals(inner)
    chance = Random(seed)
    places = [(i, j) for i in range(len(cells)) for j in range(len(cells[0]))]
    hidden = set(chance.sample(places, min(extra, len(places))))
    for cell in hidden:
        least, most = Reader(cells=cells, hidden=hidden).bounds(cell)
        found = solved(cells, hidden, cell)
        assert abs(found[0] - least) < 1e-6
        assert most == WITHOUT_END if found[1] == float("inf") else abs(found[1] - most) < 1e-6


@pytest.mark.parametrize("inner", [[[3]], [[1], [2]], [[2, 2]]])
def test_a_table_that_hides_nothing_is_left_out_whole(inner: list[list[int]]) -> None:
    cells = with_totals(inner)
    hidden = hide(cells, chance=Random(1))
    assert len(hidden) == len(cells) * len(cells[0])


def test_large_numbers_stay() -> None:
    chance = Random(7)
    inner = [[chance.choice([0, 3, 40, 120]) for _ in range(20)] for _ in range(34)]
    cells = with_totals(inner)
    hidden = hide(cells, chance=Random(1))
    small = sum(is_small(n) for row in cells for n in row)
    assert len(hidden) < 1.6 * small  # little more than the small ones themselves
    assert not {cell for cell in hidden if 0 in cell}  # and no total
    assert hide([[20, 20], [20, 20]], chance=Random(1)) == set()
