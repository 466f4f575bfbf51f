"""./wacat penduduk: load the population by RT and sex from the DKB, as on the administrator's page."""

import argparse
import sys
from importlib import import_module
from pathlib import Path

import django

from wacat.ops import environment
from wacat.ops.manage import database_running

EXPLAINED = """Berkas memuat kolom Kelurahan, RT, Laki-laki, dan Perempuan; satu baris satu RT. Seluruh berkas
diperiksa dahulu: bila satu isian keliru, tidak ada yang dimuat dan setiap kekeliruan disebut."""


def main(arguments: list[str]) -> int:
    """Load the named list; 0 when it was loaded, 1 when it was refused."""
    chosen = _parser().parse_args(arguments)
    if not chosen.berkas.is_file():
        sys.stderr.write(f"Berkas {chosen.berkas} tidak ada.\n")
        return 1
    environment.take_role("job")
    with database_running():
        django.setup()
        # loads models, so it must wait for Django
        code: int = import_module("wacat.ops.population").run(chosen)
        return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./wacat penduduk", description="Memuat jumlah penduduk dari DKB.", epilog=EXPLAINED
    )
    parser.add_argument("berkas", type=Path, help="XLSX, XLS, atau CSV: kelurahan, RT, L, P")
    parser.add_argument("--tanggal", required=True, help="hari DKB, misalnya 30-6-2026")
    parser.add_argument(
        "--kosong", action="store_true", help="RT yang tidak tertulis memang tidak berpenduduk"
    )
    parser.add_argument(
        "--periksa", action="store_true", help="periksa saja, tidak menyimpan apa pun"
    )
    parser.add_argument("--oleh", default="impor", help="nama pengguna yang memuat")
    return parser
