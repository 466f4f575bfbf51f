"""./wacat petugas: the first administrator and the technicians, who nobody inside could appoint."""

import argparse
from importlib import import_module

import django

from wacat.ops import environment
from wacat.ops.manage import database_running

OFFICES = ("ADMINISTRATOR", "TEKNIS")


def main(arguments: list[str]) -> int:
    """Appoint somebody and print the one-time address that opens the account."""
    parser = argparse.ArgumentParser(
        prog="./wacat petugas",
        description="Mengangkat administrator pertama atau tim teknis; akun lain terbit di dalam aplikasi.",
    )
    parser.add_argument("--jabatan", required=True, choices=OFFICES)
    parser.add_argument("--nama", required=True)
    parser.add_argument("--surel", default="", help="alamat surel")
    parser.add_argument("--telepon", default="", help="nomor telepon")
    parser.add_argument("--sk", default="", help="nomor surat keputusan")
    chosen = parser.parse_args(arguments)
    environment.take_role("job")
    with database_running():
        django.setup()
        return int(import_module("wacat.ops.first_staff").run(chosen))
