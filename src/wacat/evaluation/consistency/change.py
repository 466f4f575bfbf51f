"""Why a mismatch rate changed: what each part contributed, summing to the change exactly.

Two things move the rate of a whole: parts whose own rate changed, and answers that moved between
parts with different rates. For parts g with the share w of the answers and the rate p (A before,
B after), and the mean of both rates of the whole m:

    own    = (w_A + w_B) / 2 x (p_B - p_A)
    moved  = ((p_A + p_B) / 2 - m) x (w_B - w_A)

Summed over all parts, own + moved is the change of the whole, because the shares sum to 1 on both
sides. Both halves are symmetrical: read backwards every contribution changes its sign only.

Source: E. M. Kitagawa, JASA 50 (1955) 1168-1194; docs/keputusan/konsistensi.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from wacat.evaluation.consistency.rates import NOTHING, Rate

Key = TypeVar("Key")
HALF = Fraction(1, 2)


@dataclass(frozen=True, kw_only=True)
class Contribution(Generic[Key]):
    """What one part did to the rate of the whole, in exact shares (1 = 100 points)."""

    key: Key
    before: Rate
    after: Rate
    own: Fraction
    moved: Fraction

    @property
    def total(self) -> Fraction:
        """Both together."""
        return self.own + self.moved


def by_parts(before: Mapping[Key, Rate], after: Mapping[Key, Rate]) -> list[Contribution[Key]]:
    """The contribution of each area or source, the largest first; none where a side has no answer."""
    then, now = _sum(before), _sum(after)
    if not then.answered or not now.answered:
        return []
    mean = HALF * (then.exact + now.exact)
    found = []
    for key in {**before, **after}:
        a, b = before.get(key, NOTHING), after.get(key, NOTHING)
        # who had no answers on one side did not change his rate: all of it is movement
        p_a = a.exact if a.answered else b.exact
        p_b = b.exact if b.answered else a.exact
        w_a, w_b = Fraction(a.answered, then.answered), Fraction(b.answered, now.answered)
        found.append(
            Contribution(
                key=key, before=a, after=b,
                own=HALF * (w_a + w_b) * (p_b - p_a),
                moved=(HALF * (p_a + p_b) - mean) * (w_b - w_a),
            )
        )  # fmt: skip
    return _largest_first(found)


def by_elements(before: Mapping[Key, Rate], after: Mapping[Key, Rate]) -> list[Contribution[Key]]:
    """The contribution of each element: the change of its share, as every answer is asked about all."""
    found: list[Contribution[Key]] = []
    if not all(any(rate.answered for rate in side.values()) for side in (before, after)):
        return found
    for key in {**before, **after}:
        a, b = before.get(key, NOTHING), after.get(key, NOTHING)
        if a.parts or b.parts:
            own = b.exact - a.exact
            found.append(Contribution(key=key, before=a, after=b, own=own, moved=Fraction(0)))
    return _largest_first(found)


def points(parts: list[Fraction], *, decimals: int = 2) -> list[Fraction]:
    """Shares as percentage points, rounded so that what is shown still sums to the rounded sum.

    Every figure is rounded down; what is missing goes, one unit each, to the largest remainders.
    """
    unit = Fraction(1, 10**decimals)
    scaled = [part * 100 / unit for part in parts]
    floors = [value.numerator // value.denominator for value in scaled]
    missing = round(sum(scaled)) - sum(floors)
    order = sorted(range(len(parts)), key=lambda n: floors[n] - scaled[n])
    for n in order[:missing]:
        floors[n] += 1
    return [floor * unit for floor in floors]


def _sum(rates: Mapping[Key, Rate]) -> Rate:
    return Rate(
        answered=sum(rate.answered for rate in rates.values()),
        disputed=sum(rate.disputed for rate in rates.values()),
        parts=sum(rate.parts for rate in rates.values()),
    )


def _largest_first(found: list[Contribution[Key]]) -> list[Contribution[Key]]:
    return sorted(found, key=lambda one: (-abs(one.total), str(one.key)))
