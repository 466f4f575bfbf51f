"""Pure rules of the legal clock: so many days, paused only while the author owes an explanation.

A round begins with the submission, or with the objection, and ends with the decision. What runs is
counted in full hours, or in the working hours of the office with Indonesian holidays. A pause that
begins after the deadline has passed moves nothing: what was late stays late.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from wacat.values import office_hours
from wacat.verification.states import DECIDED, OBJECTABLE, CorrectionState

WORKING_DAYS = "WORKING_DAYS"
_ENDS = frozenset({*DECIDED, CorrectionState.CANCELLED})


@dataclass(frozen=True)
class Terms:
    """What the clock counts, and for how many days; frozen with each correction."""

    basis: str
    days: int
    zone: ZoneInfo

    @property
    def allowance(self) -> timedelta:
        """The time that the desk has, in what is counted."""
        hours = office_hours.HOURS_A_DAY if self.basis == WORKING_DAYS else 24
        return timedelta(hours=self.days * hours)

    def later(self, start: datetime, span: timedelta) -> datetime:
        """The first moment by which `span` has been counted since `start`."""
        if self.basis == WORKING_DAYS:
            return office_hours.later(start, working=span, zone=self.zone)
        return start + span

    def between(self, start: datetime, end: datetime) -> timedelta:
        """What is counted between two moments; nothing when the second is earlier."""
        if self.basis == WORKING_DAYS:
            return office_hours.between(start, end, zone=self.zone)
        return max(end - start, timedelta())


@dataclass(frozen=True)
class Moved:
    """One step of a correction as the clock sees it."""

    to_state: str
    at: datetime
    from_state: str = ""


@dataclass(frozen=True)
class Run:
    """The running parts of one round, in order; the last is open (None) while the clock runs."""

    started_at: datetime
    parts: tuple[tuple[datetime, datetime | None], ...]

    @property
    def running(self) -> bool:
        """Whether the clock runs now."""
        return self.parts[-1][1] is None


def current_round(steps: Iterable[Moved]) -> Run:
    """The running parts of the last round. `steps` stand in the order of time, the submission first.

    Raises:
        ValueError: there is no step.
    """
    parts: list[tuple[datetime, datetime | None]] = []
    for step in steps:
        opened = not parts or (
            step.to_state == CorrectionState.RECEIVED and step.from_state in OBJECTABLE
        )
        if opened:
            parts = [(step.at, None)]
        elif step.to_state == CorrectionState.NEEDS_INFO or step.to_state in _ENDS:
            if parts[-1][1] is None:
                parts[-1] = (parts[-1][0], step.at)
        elif step.from_state == CorrectionState.NEEDS_INFO:
            parts.append((step.at, None))
    if not parts:
        raise ValueError("a correction has at least one step")
    return Run(started_at=parts[0][0], parts=tuple(parts))


def due_at(steps: Iterable[Moved], *, terms: Terms) -> datetime:
    """When the decision of the last round is due, pauses that have ended counted in.

    Source: UU 27/2022 Pasal 30 (3 x 24 hours); Pasal 10b.

    Raises:
        ValueError: there is no step.
    """
    run = current_round(steps)
    left, due = terms.allowance, terms.later(run.started_at, terms.allowance)
    for begun, ended in run.parts:
        due = terms.later(begun, left)
        if ended is None or ended >= due:
            break
        left -= terms.between(begun, ended)
    return due


def spent(steps: Iterable[Moved], *, terms: Terms, at: datetime) -> timedelta:
    """How much time of the last round has been counted by `at`; never less than a moment earlier."""
    total = timedelta()
    for begun, ended in current_round(steps).parts:
        total += terms.between(begun, min(at, ended or at))
    return total
