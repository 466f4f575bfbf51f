"""./wacat contoh: a SIAK file of people who do not exist, to be dropped on the operator's page."""

import argparse
import os
import secrets
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

import django
from django.conf import settings

from wacat.ops.environment import say


def main(arguments: list[str]) -> int:
    """Write the file and say what an import must find in it."""
    chosen = _parser().parse_args(arguments)
    if chosen.berkas.suffix.lower() not in (".xlsx", ".csv"):
        say("Nama berkas harus berakhiran .xlsx atau .csv.")
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wacat.config.settings")
    django.setup()
    example = import_module("wacat.ops.synthetic.example")
    made = example.make(
        rows=chosen.baris,
        defects=chosen.cacat / 100,
        duplicates=chosen.kembar,
        today=datetime.now(UTC).astimezone(ZoneInfo(settings.TIME_ZONE)).date(),
        # other people each time, unless asked for the same
        seed=chosen.benih if chosen.benih is not None else secrets.randbelow(2**31),
    )
    write = example.write_csv if chosen.berkas.suffix.lower() == ".csv" else example.write_xlsx
    write(chosen.berkas, made)
    say(
        f"{chosen.berkas}: {chosen.baris} baris; {made.accepted} baik, {made.quarantined} cacat, "
        f"{made.duplicates} kembar"
    )
    for code, count in sorted(made.reasons.items()):
        say(f"  {code:<18} {count}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./wacat contoh", description="Menulis berkas SIAK tiruan."
    )
    parser.add_argument("berkas", type=Path, help="nama berkas .xlsx atau .csv")
    parser.add_argument("--baris", type=int, default=600, help="jumlah baris")
    parser.add_argument("--cacat", type=float, default=2, help="persen baris yang cacat")
    parser.add_argument("--kembar", type=int, default=0, help="jumlah baris yang tertulis dua kali")
    parser.add_argument("--benih", type=int, help="bilangan yang membuat isi yang sama")
    return parser
