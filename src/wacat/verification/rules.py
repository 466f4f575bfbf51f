"""Pure rules of the legal clock: 3 x 24 hours, paused only while the author owes an explanation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from wacat.verification.states import CorrectionState

LEGAL_TIME = timedelta(hours=72)


@dataclass(frozen=True)
class Moved:
    """One step of a correction as the clock sees it."""

    to_state: str
    at: datetime


def due_at(steps: Iterable[Moved]) -> datetime:
    """When the decision is due: the first step + 72 hours + every ended pause.

    Source: UU 27/2022 Pasal 30. `steps` stand in the order of time and begin with the submission.

    Raises:
        ValueError: there is no step.
    """
    submitted: datetime | None = None
    asked: datetime | None = None
    paused = timedelta()
    for step in steps:
        submitted = submitted or step.at
        if step.to_state == CorrectionState.NEEDS_INFO:
            asked = step.at
        elif asked is not None:
            paused += step.at - asked
            asked = None
    if submitted is None:
        raise ValueError("a correction has at least one step")
    return submitted + LEGAL_TIME + paused
