"""./wacat evaluasi: the evaluation of a semester, on screen or as a file."""

import argparse
from importlib import import_module
from pathlib import Path

import django

from wacat.ops import environment
from wacat.ops.manage import database_running

EXAMPLES = """contoh:
  ./wacat evaluasi 2026-S1                     di layar
  ./wacat evaluasi 2026-S1 --format pdf        sebagai berkas
  ./wacat evaluasi 2026-S1 --format xlsx -o evaluasi.xlsx
  ./wacat evaluasi 2026-S1 --revisi 1          edisi yang disahkan lebih dahulu"""


def main(arguments: list[str]) -> int:
    """Make the file; 2 when the semester cannot be understood or has no edition."""
    chosen = _parser().parse_args(arguments)
    environment.take_role("job")
    with database_running():
        django.setup()
        # loads models, so it must wait for Django
        code: int = import_module("wacat.ops.evaluating").run(chosen)
        return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./wacat evaluasi",
        description="Mengambil evaluasi suatu semester (Pasal 11).",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("semester", help="tahun dan semester, misalnya 2026-S1")
    parser.add_argument("--format", choices=["pdf", "xlsx", "json"], help="bentuk berkas")
    parser.add_argument("-o", "--output", type=Path, help="nama berkas; - untuk keluaran baku")
    parser.add_argument("--revisi", type=int, help="nomor revisi; tanpa ini yang terbaru")
    return parser
