"""./wacat contoh: a SIAK file of people who do not exist, to be dropped on the operator's page."""

import argparse
import os
import secrets
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

import django
from django.conf import settings

from wacat.ops.environment import say

SERVICE_LIST = "layanan"
ENDINGS = (".xlsx", ".xls", ".csv", ".json")


def main(arguments: list[str]) -> int:
    """Write the file and say what an import must find in it."""
    chosen = _parser().parse_args(arguments)
    ending = chosen.berkas.suffix.lower()
    allowed = (".xlsx", ".csv") if chosen.susunan == SERVICE_LIST else ENDINGS
    if ending not in allowed:
        say(f"Nama berkas harus berakhiran {' atau '.join(allowed)}.")
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wacat.config.settings")
    django.setup()
    if chosen.susunan != SERVICE_LIST:
        return _write_export(chosen)
    example = import_module("wacat.ops.synthetic.example")
    made = example.make(
        rows=chosen.baris,
        defects=chosen.cacat / 100,
        duplicates=chosen.kembar,
        today=_today(),
        seed=_seed(chosen),
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


def _write_export(chosen: argparse.Namespace) -> int:
    """A file in another layout than the list of services."""
    catalogue = import_module("wacat.intake.layouts.catalogue")
    if chosen.susunan not in catalogue.BY_CODE:
        say(f"Susunan {chosen.susunan} tidak dikenal. Yang ada: {', '.join(catalogue.BY_CODE)}.")
        return 2
    exports = import_module("wacat.ops.synthetic.exports")
    writers = import_module("wacat.ops.synthetic.writers")
    ending = chosen.berkas.suffix.lower()
    made = exports.make(
        chosen.susunan, rows=chosen.baris, today=_today(), seed=_seed(chosen),
        typed=ending in {".xlsx", ".xls"},
    )  # fmt: skip
    try:
        chosen.berkas.write_bytes(writers.WRITERS[ending](made.sheets))
    except ModuleNotFoundError:
        say("Untuk menulis .xls diperlukan paket xlwt (dipasang oleh ./wacat test). Pakai .xlsx.")
        return 1
    say(
        f"{chosen.berkas}: {made.rows} baris; {made.accepted} baik, {made.quarantined} cacat, "
        f"{made.duplicates} kembar, {made.not_services} bukan layanan"
    )
    for code, count in sorted((made.reasons + made.remarks).items()):
        say(f"  {code:<18} {count}")
    if made.given:
        say(f"  impor dengan --jenis {made.given['kind']} --tanggal {made.given['served_on']}")
    return 0


def _today() -> date:
    return datetime.now(UTC).astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def _seed(chosen: argparse.Namespace) -> int:
    """Other people each time, unless asked for the same."""
    return chosen.benih if chosen.benih is not None else secrets.randbelow(2**31)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./wacat contoh", description="Menulis berkas SIAK tiruan."
    )
    parser.add_argument("berkas", type=Path, help="nama berkas: .xlsx, .csv, .xls, atau .json")
    parser.add_argument(
        "--susunan", default=SERVICE_LIST, help="kode susunan, misalnya bip_2016_blok_kk"
    )
    parser.add_argument("--baris", type=int, default=600, help="jumlah baris")
    parser.add_argument("--cacat", type=float, default=2, help="persen baris yang cacat")
    parser.add_argument("--kembar", type=int, default=0, help="jumlah baris yang tertulis dua kali")
    parser.add_argument("--benih", type=int, help="bilangan yang membuat isi yang sama")
    return parser
