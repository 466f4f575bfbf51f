"""Classes of a map: five steps from few to many, the same limits for every month where the figure is a share.

The colours are `--color-kelas-1` to `-5` of `theme.css`: steps of cividis, which differ in lightness
for every eye and on grey paper; `tests/web/test_charts.py` measures them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wacat.web.charts.units import Unit

STEPS = 5
# Fixed limits, so that a month can be held against another.
SHARES = (0.5, 0.65, 0.8, 0.9)


@dataclass(frozen=True, kw_only=True)
class Scale:
    """The upper limits of all classes but the last; a value on a limit belongs to the class above."""

    limits: tuple[float, ...]
    unit: Unit

    def class_of(self, value: float | None) -> int:
        """The class from 1 to 5; 0 where there is no value."""
        if value is None:
            return 0
        return 1 + sum(value >= limit for limit in self.limits)

    def words(self, step: int) -> str:
        """What a class means: "di bawah 50 %", "50 % sampai di bawah 65 %", "90 % ke atas"."""
        low = self.limits[step - 2] if step > 1 else None
        high = self.limits[step - 1] if step <= len(self.limits) else None
        if low is None and high is None:
            return "semua"
        tail = self.unit.words
        if low is None:
            return f"di bawah {self.unit.short(high)}{tail}"
        if high is None:
            return f"{self.unit.short(low)}{tail} ke atas"
        return f"{self.unit.short(low)} sampai di bawah {self.unit.short(high)}{tail}"

    @property
    def classes(self) -> range:
        """The numbers of the classes."""
        return range(1, len(self.limits) + 2)


def scale(
    values: Iterable[float | None], *, unit: Unit, limits: Sequence[float] | None = None
) -> Scale:
    """The scale for these values: with the limits given, or with as many values in each class."""
    if limits is not None:
        return Scale(limits=tuple(limits), unit=unit)
    known = sorted(value for value in values if value is not None)
    cuts = {_round(known[len(known) * n // STEPS]) for n in range(1, STEPS)} if known else set()
    return Scale(limits=tuple(sorted(cut for cut in cuts if cut > known[0])), unit=unit)


def _round(value: float) -> float:
    """Two digits that people remember: 1.234 becomes 1.200."""
    whole = int(value)
    size = 10 ** max(0, len(str(whole)) - 2)
    return float(whole // size * size)
