"""The interval of a share against published values, and against its own defining equation."""

from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wacat.values.intervals import Z95, is_small, wilson


# R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3
@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)  # fmt: skip
def test_the_interval_is_the_published_one(hits: int, of: int, low: float, high: float) -> None:
    found = wilson(hits, of)
    assert found
    assert round(found.low, 4) == low
    assert round(found.high, 4) == high


@given(st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_its_ends_are_where_the_share_is_just_not_refuted(pair: tuple[int, int]) -> None:
    hits, of = pair
    found = wilson(hits, of)
    assert found
    assert 0 <= found.low <= hits / of <= found.high <= 1
    for end in {found.low, found.high} - {0.0, 1.0}:
        # |share - end| is z standard errors, counted at the end
        assert isclose(
            abs(hits / of - end), Z95 * sqrt(end * (1 - end) / of), rel_tol=1e-6, abs_tol=1e-12
        )


def test_nothing_counted_has_no_interval_and_nonsense_is_refused() -> None:
    assert wilson(0, 0) is None
    for hits, of in ((2, 1), (-1, 1)):
        with pytest.raises(ValueError, match="is no share"):
            wilson(hits, of)
    assert (is_small(29), is_small(30)) == (True, False)
