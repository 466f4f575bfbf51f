"""What a child process of this project is given."""

import os
import sys

MIGRATING = frozenset(
    {"migrate", "makemigrations", "sqlmigrate", "showmigrations", "squashmigrations", "optimizemigration",
     "createcachetable", "flush", "loaddata", "dumpdata"}
)  # fmt: skip


def for_role(role: str, **extra: str) -> dict[str, str]:
    """The environment of a process that logs in to the database as `role`: app, job or migrate."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "wacat.config.settings",
        "WACAT_DB_ROLE": role,
        "PYTHONUNBUFFERED": "1",
        **extra,
    }


def take_role(role: str) -> None:
    """Make this process log in as `role`, unless the caller already chose one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wacat.config.settings")
    os.environ.setdefault("WACAT_DB_ROLE", role)


def module(name: str, *arguments: str) -> list[str]:
    """The command that runs one of our modules with this Python."""
    return [sys.executable, "-m", name, *arguments]


def say(text: str) -> None:
    """One line to the person at the terminal, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
