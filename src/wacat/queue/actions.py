"""Defer a job by name, in the transaction of the act that wants it."""

from procrastinate.contrib.django import app


def defer(name: str, /, *, lock: str = "", **arguments: int | str | None) -> int:
    """Put a job in the queue; it starts only if the surrounding transaction commits.

    Args:
        name: the task's name, such as `intake.check`; tasks live in `wacat.jobs.tasks`.
        lock: jobs with the same lock run one after the other.
        arguments: ids only, never resident data.

    Returns the job's number.
    """
    return app.configure_task(name, lock=lock or None, queueing_lock=None).defer(**arguments)
