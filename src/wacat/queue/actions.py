"""Defer a job by name, in the transaction of the act that wants it."""

from functools import cache
from typing import Any

from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector


def defer(name: str, /, *, lock: str = "", **arguments: int | str | list[Any] | None) -> int:
    """Put a job in the queue; it starts only if the surrounding transaction commits.

    Args:
        name: the task's name, such as `intake.check`; tasks live in `wacat.jobs.tasks`.
        lock: jobs with the same lock run one after the other.
        arguments: ids only, never resident data.

    Returns the job's number.
    """
    task = _in_our_transaction().configure_task(name, lock=lock or None, queueing_lock=None)
    return task.defer(**arguments)


@cache
def _in_our_transaction() -> App:
    """The queue through Django's connection, in a worker too.

    A worker speaks to the queue through a connection of its own: what a job defers there would
    start before the job has committed, and stay when it fails.
    """
    return app.with_connector(DjangoConnector(alias="default"))
