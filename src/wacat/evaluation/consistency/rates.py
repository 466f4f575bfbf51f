"""A mismatch rate with all that belongs to it: what it is made of, its interval, whether it is small."""

from dataclasses import dataclass
from fractions import Fraction

from wacat.evaluation.consistency.elements import WHOLE
from wacat.values.intervals import Interval, is_small, wilson


@dataclass(frozen=True, kw_only=True)
class Rate:
    """Answers that said something is wrong, among all answers.

    `parts` is the exact sum behind it in 2520ths: an answer that disputes k elements gives each of
    them 2520/k, so that the rates of the elements add up to the rate of all. `judged` disputes of an
    element were decided, `proven` of them accepted.
    """

    answered: int
    disputed: int
    parts: int
    judged: int = 0
    proven: int = 0

    @property
    def exact(self) -> Fraction:
        """The share that adds up, exactly; 0 without an answer."""
        return Fraction(self.parts, self.answered * WHOLE) if self.answered else Fraction(0)

    @property
    def share(self) -> float | None:
        """Disputed among answered, None without an answer."""
        return self.disputed / self.answered if self.answered else None

    @property
    def interval(self) -> Interval | None:
        """The Wilson interval of the share, 95 %."""
        return wilson(self.disputed, self.answered)

    @property
    def proven_share(self) -> float | None:
        """Accepted among decided disputes, None without a decision."""
        return self.proven / self.judged if self.judged else None

    @property
    def is_small(self) -> bool:
        """Whether too few answered for the rate to say much."""
        return is_small(self.answered)


NOTHING = Rate(answered=0, disputed=0, parts=0)
