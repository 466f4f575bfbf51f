"""Chance that is the same on every machine: a hash of seed, row and the name of the draw.

A new draw leaves the others as they were, and no library version changes a figure.
"""

from collections.abc import Sequence
from itertools import accumulate
from zlib import crc32

import polars as pl

# SplitMix64 (Steele, Lea, Flood 2014); unsigned arithmetic wraps, a shift is a division
GAMMA = 0x9E3779B97F4A7C15
STEPS = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB), (31, 1))
SPAN = 2.0**53


def _word(number: int) -> pl.Expr:
    return pl.lit(number % 2**64, dtype=pl.UInt64)


class Chance:
    """Draws for each row of a frame; `key` is the column that tells the rows apart."""

    def __init__(self, *, seed: int, key: str) -> None:
        self.seed = seed
        self.key = key

    def uniform(self, name: str) -> pl.Expr:
        """A number from 0 up to 1."""
        start = (self.seed << 32) + crc32(name.encode())
        word = pl.col(self.key).cast(pl.UInt64) * _word(GAMMA) + _word(start * GAMMA)
        for shift, factor in STEPS:
            word = word.xor(word // _word(2**shift)) * _word(factor)
        return (word // _word(2**11)).cast(pl.Float64) / SPAN

    def whole(self, name: str, *, low: int, high: int) -> pl.Expr:
        """A whole number from `low` to `high`, both possible."""
        return (self.uniform(name) * (high - low + 1)).floor().cast(pl.Int64) + low

    def happens(self, name: str, *, share: float) -> pl.Expr:
        """True in that share of the rows."""
        return self.uniform(name) < share

    def pick(self, name: str, values: Sequence[str]) -> pl.Expr:
        """One of the values, all equally often."""
        return pl.lit(pl.Series(values)).gather(self.whole(name, low=0, high=len(values) - 1))

    def index(self, name: str, *, weights: Sequence[float]) -> pl.Expr:
        """The place of one of the weights, as often as its weight says."""
        total = sum(weights)
        steps = pl.Series([part / total for part in accumulate(weights)][:-1], dtype=pl.Float64)
        return pl.lit(steps).search_sorted(self.uniform(name), side="right").cast(pl.Int64)
