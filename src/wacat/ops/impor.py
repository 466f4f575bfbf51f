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
    for path in (chosen.berkas, chosen.pasangan):
        if path is not None and not path.is_file():
            sys.stderr.write(f"Berkas {path} tidak ada.\n")
            return 1
    if (chosen.berkas is None) == (chosen.dwh is None) or bool(chosen.jenis) != bool(
        chosen.tanggal
    ):
        sys.stderr.write("Sebutkan satu berkas atau --dwh URL; --jenis selalu bersama --tanggal.\n")
        return 2
    environment.take_role("job")
    with database_running():
        django.setup()
        # loads models, so it must wait for Django
        code: int = import_module("wacat.ops.importing").run(chosen)
        return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./wacat impor", description="Memasukkan berkas SIAK.")
    parser.add_argument("berkas", type=Path, nargs="?")
    parser.add_argument(
        "--dwh", metavar="URL", help="ambil dari layanan web DWH; token dari WACAT_DWH_TOKEN"
    )
    parser.add_argument("--pasangan", type=Path, help="berkas keluarga, untuk biodata")
    parser.add_argument(
        "--jenis", help="jenis layanan semua orang dalam buku induk, misalnya KK_BARU"
    )
    parser.add_argument("--tanggal", help="tanggal layanan mereka, misalnya 2026-11-24")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--terbitkan", action="store_true", help="setujui dan terbitkan juga")
    what.add_argument(
        "--periksa", action="store_true", help="periksa saja, tidak menyimpan apa pun"
    )
    parser.add_argument("--json", action="store_true", help="cetak satu objek JSON")
    parser.add_argument("--oleh", default="impor", help="nama pengguna pengunggah")
    parser.add_argument("--setuju", default="terbit", help="nama pengguna penyetuju")
    return parser
