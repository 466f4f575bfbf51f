"""Feeds mutated bytes to the reader for a bounded time: `python -m tests.fuzz.atheris_reader -runs=20000`.

Needs the package atheris, which is no dependency of the tests (it brings a compiler's runtime); the same
ground is covered by Hypothesis in `test_reader.py` on every run.
"""

import sys
import tempfile
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from tests.intake.test_any_file import lines_of
from wacat.sheets.refusals import CannotRead

NAMES = ("a.csv", "a.xlsx", "a.xls", "a.json", "a.ndjson")


def one(content: bytes) -> None:
    """The first byte chooses the ending, the rest is the file."""
    if not content:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAMES[content[0] % len(NAMES)]
        path.write_bytes(content[1:])
        with suppress(CannotRead):
            lines_of(path)


def main() -> None:
    """Run until -runs or -max_total_time, two minutes unless told otherwise."""
    atheris = import_module("atheris")
    limits = [] if any(one.startswith("-") for one in sys.argv[1:]) else ["-max_total_time=120"]
    atheris.instrument_all()
    atheris.Setup([*sys.argv, *limits], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
