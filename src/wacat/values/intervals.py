"""How sure a share is: the Wilson interval, and when a number is too small to say much."""

from dataclasses import dataclass
from math import sqrt

# the quantile of the normal distribution that leaves 2.5 % on either side
Z95 = 1.959963984540054
SMALL = 30


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`, both between 0 and 1."""

    low: float
    high: float

    @property
    def width(self) -> float:
        """How far apart the two are."""
        return self.high - self.low


def wilson(hits: int, of: int, *, z: float = Z95) -> Interval | None:
    """The Wilson interval of a share, 95 % unless another quantile is given; None without a trial.

    It stays between 0 and 1, holds the share itself, and says something also when the share is 0 or
    when there are few trials, where the usual interval collapses to a point
    (docs/keputusan/selang.md).

    Source: E. B. Wilson, JASA 22 (1927) 209-212.

    Raises:
        ValueError: more hits than trials, or fewer than none.
    """
    if not 0 <= hits <= of:
        raise ValueError(f"{hits} of {of} is no share")
    if not of:
        return None
    share = hits / of
    centre = share + z * z / (2 * of)
    spread = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    scale = 1 + z * z / of
    low = 0.0 if hits == 0 else (centre - spread) / scale
    high = 1.0 if hits == of else (centre + spread) / scale
    return Interval(low=low, high=high)


def is_small(of: int) -> bool:
    """Whether so few were counted that one more or less changes the share by several points."""
    return of < SMALL
