"""Feeds mutated bytes to the reader for a bounded time: `python -m tests.fuzz.atheris_reader -runs=20000`.

Needs the package atheris, which is no dependency of the tests (it brings a compiler's runtime); the same
ground is covered by Hypothesis in `test_reader.py` on every run.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import django

from wacat.sheets.guard.content import inspect
from wacat.sheets.refusals import CannotRead

NAMES = ("a.csv", "a.xlsx", "a.xls", "a.json", "a.ndjson")


def reader() -> Callable[[bytes], None]:
    """What is fed: the first byte chooses the ending, the rest is the file.

    A lying count inside an .xls aborts its reader, which is why it runs in a child under limits
    (`tests/intake/test_hostile.py`); here, in one process, such files go through the guard only.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wacat.config.settings")
    django.setup()
    # loads models, so it must wait for Django
    lines_of = import_module("tests.intake.test_any_file").lines_of

    def one(content: bytes) -> None:
        if not content:
            return
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / NAMES[content[0] % len(NAMES)]
            path.write_bytes(content[1:])
            with suppress(CannotRead):
                if path.suffix == ".xls":
                    inspect(path, name=path.name)
                else:
                    lines_of(path)

    return one


def main() -> None:
    """Run until -runs or -max_total_time, two minutes unless told otherwise."""
    atheris = import_module("atheris")
    limits = [] if any(word.startswith("-") for word in sys.argv[1:]) else ["-max_total_time=120"]
    one = reader()
    atheris.instrument_all()
    atheris.Setup([*sys.argv, *limits], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
