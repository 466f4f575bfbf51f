"""./wacat impor: take a SIAK file in from the shell; the same way as through the operator's page."""

import argparse
import sys
from importlib import import_module
from pathlib import Path

import django

from wacat.ops import environment
from wacat.ops.manage import database_running


def main(arguments: list[str]) -> int:
    """Import the named file; 0 when it was read, 1 when it was refused."""
    chosen = _parser().parse_args(arguments)
    if not chosen.berkas.is_file():
        sys.stderr.write(f"Berkas {chosen.berkas} tidak ada.\n")
        return 1
    environment.take_role("job")
    with database_running():
        django.setup()
        # loads models, so it must wait for Django
        code: int = import_module("wacat.ops.importing").run(chosen)
        return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./wacat impor", description="Memasukkan berkas SIAK.")
    parser.add_argument("berkas", type=Path)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--terbitkan", action="store_true", help="setujui dan terbitkan juga")
    what.add_argument(
        "--periksa", action="store_true", help="periksa saja, tidak menyimpan apa pun"
    )
    parser.add_argument("--json", action="store_true", help="cetak satu objek JSON")
    parser.add_argument("--oleh", default="impor", help="nama pengguna pengunggah")
    parser.add_argument("--setuju", default="terbit", help="nama pengguna penyetuju")
    return parser
