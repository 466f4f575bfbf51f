"""./wacat wilayah: take in the list of RTs from the shell, as on the administrator's page."""

import argparse
import sys
from importlib import import_module
from pathlib import Path

import django

from wacat.ops import environment
from wacat.ops.manage import database_running

EXPLAINED = """Daftar dibaca dan dibandingkan dengan wilayah yang ada. Dengan --terapkan RT yang baru dibuka;
tanpa itu daftar disimpan untuk diterapkan administrator di halaman Wilayah; dengan --periksa tidak
ada yang disimpan. RT yang tidak tertulis dalam daftar tidak ditutup. Di basis data yang masih kosong
kota WACAT_CITY dimuat lebih dahulu dari daftar nasional."""


def main(arguments: list[str]) -> int:
    """Read the named list; 0 when every line was right, 3 when some are in quarantine, 1 when refused."""
    chosen = _parser().parse_args(arguments)
    if not chosen.berkas.is_file():
        sys.stderr.write(f"Berkas {chosen.berkas} tidak ada.\n")
        return 1
    environment.take_role("job")
    with database_running():
        django.setup()
        # loads models, so it must wait for Django
        code: int = import_module("wacat.ops.rt_list").run(chosen)
        return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./wacat wilayah", description="Memuat daftar RT.", epilog=EXPLAINED
    )
    parser.add_argument("berkas", type=Path, help="XLSX, XLS, atau CSV: kelurahan dan RT")
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--periksa", action="store_true", help="periksa saja, tidak menyimpan apa pun"
    )
    what.add_argument("--terapkan", action="store_true", help="buka juga RT yang baru")
    parser.add_argument("--json", action="store_true", help="cetak satu objek JSON")
    parser.add_argument("--oleh", default="impor", help="nama pengguna yang memuat")
    return parser
