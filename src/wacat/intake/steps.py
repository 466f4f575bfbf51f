"""The steps of a file from state to state; there are no others (`states.TRANSITIONS`)."""

from wacat.intake.models import Batch
from wacat.intake.states import TRANSITIONS, BatchState


def move(batch: Batch, state: BatchState) -> None:
    """Put a file into its next state (not saved here)."""
    step = (BatchState(batch.state), state)
    if step not in TRANSITIONS:
        raise ValueError(f"no transition {step}")
    batch.state = state


def progress_key(batch_id: int) -> str:
    """The key under which the job of a file tells its progress (`queue.progress`)."""
    return f"batch:{batch_id}"
