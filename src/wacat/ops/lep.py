"""./wacat lep: the LEP Dukcapil of an area and a period, on screen or as a file."""

import argparse
import os
from importlib import import_module
from pathlib import Path

import django

from wacat.ops import environment
from wacat.ops.manage import database_running

CITY = os.environ.get("WACAT_CITY", "64.71")
EXAMPLES = f"""contoh:
  ./wacat lep {CITY} 2026-10                                seluruh kota, di layar
  ./wacat lep {CITY}.01.1001 2026-10 --format pdf           satu kelurahan, sebagai berkas
  ./wacat lep {CITY}.01.1001.023 2026-10 --format json      satu RT, ke keluaran baku
  ./wacat lep {CITY}.01 2026-T4                             satu kecamatan, triwulan IV
  ./wacat lep {CITY} 2026-S2                                semester II
  ./wacat lep {CITY} 2026                                   setahun

Periode yang sudah dikunci selalu memberi berkas yang sama, sampai ke byte terakhir."""


def main(arguments: list[str]) -> int:
    """Make the report; 2 when area or period cannot be understood."""
    chosen = _parser().parse_args(arguments)
    environment.take_role("job")
    with database_running():
        django.setup()
        # loads models, so it must wait for Django
        code: int = import_module("wacat.ops.reporting").run(chosen)
        return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./wacat lep",
        description="Membuat LEP Dukcapil suatu wilayah dan periode.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("wilayah", help="kode kota, kecamatan, kelurahan, atau RT")
    parser.add_argument(
        "periode", help="2026-10, 2026-T4 (triwulan), 2026-S2 (semester), atau 2026 (tahun)"
    )
    parser.add_argument("--format", choices=["pdf", "xlsx", "csv", "json"], help="bentuk berkas")
    parser.add_argument("-o", "--output", type=Path, help="nama berkas; - untuk keluaran baku")
    parser.add_argument(
        "--rinci",
        action="store_true",
        help="sebut jenis layanan rahasia pada LEP kelurahan dan RT; jangan diserahkan kepada RT",
    )
    return parser
