"""./wacat pekerja: the worker of the job queue."""

import os
import sys

from wacat.ops import environment


def main(arguments: list[str]) -> int:
    """Become the worker; it finishes the job in hand when told to stop."""
    command = worker_command(*arguments)
    sys.stdout.flush()
    os.execve(command[0], command, environment.for_role("job"))


def worker_command(*arguments: str) -> list[str]:
    """The command line of the worker."""
    return environment.module("django", "procrastinate", "worker", *arguments)
