"""Feeds mutated bytes to the reader, led by the branches they reach: `python -m tests.fuzz.atheris_reader`.

Needs the package atheris (`.venv/bin/uv pip install atheris`), which is no dependency of the tests: it
brings a compiler's runtime. Hypothesis covers the same ground on every run (`test_reader.py`). How to
run it, and what it found: docs/rujukan/fuzz.md.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import django

NAMES = ("a.csv", "a.xlsx", "a.xls", "a.json", "a.ndjson")
FED = ["wacat.sheets", "wacat.intake.reader", "wacat.intake.layouts", "wacat.intake.parsing",
       "wacat.intake.convert", "wacat.intake.columns", "wacat.intake.lines"]  # fmt: skip


def reader(atheris: Any) -> Callable[[bytes], None]:
    """What is fed: the first byte chooses the ending, the rest is the file.

    A lying count inside an .xls aborts its reader, which is why it runs in a child under limits
    (`tests/intake/test_hostile.py`); here, in one process, such files go through the guard only.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wacat.config.settings")
    # what is led by branches is imported here, after atheris
    with atheris.instrument_imports(include=FED):
        for name in FED:
            import_module(name)
        inspect = import_module("wacat.sheets.guard.content").inspect
        refused = import_module("wacat.sheets.refusals").CannotRead
    django.setup()
    lines_of = import_module("tests.intake.test_any_file").lines_of

    def one(content: bytes) -> None:
        if not content:
            return
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / NAMES[content[0] % len(NAMES)]
            path.write_bytes(content[1:])
            with suppress(refused):
                if path.suffix == ".xls":
                    inspect(path, name=path.name)
                else:
                    lines_of(path)

    return one


def seeds(folder: Path) -> None:
    """One small file of every layout, so that the way in need not be guessed."""
    exports = import_module("wacat.ops.synthetic.exports")
    writers = import_module("wacat.ops.synthetic.writers")
    catalogue = import_module("wacat.intake.layouts.catalogue")
    today = import_module("tests.intake.files").TODAY
    for code in catalogue.BY_CODE:
        if code in ("layanan", "oracle_data_keluarga"):
            continue
        made = exports.make(code, rows=3, today=today, typed=False)
        endings = [(0, ".csv"), (1, ".xlsx"), *([(3, ".json")] if code == "dwh_webservice" else [])]
        for place, ending in endings:
            content = bytes([place]) + writers.WRITERS[ending](made.sheets)
            (folder / f"{code}{ending}").write_bytes(content)


def main() -> None:
    """Run until -runs or -max_total_time, two minutes unless told otherwise."""
    atheris = import_module("atheris")
    limits = [] if any(word.startswith("-") for word in sys.argv[1:]) else ["-max_total_time=120"]
    one = reader(atheris)
    with tempfile.TemporaryDirectory() as folder:
        seeds(Path(folder))
        atheris.Setup([*sys.argv, *limits, "-max_len=20000", folder], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
