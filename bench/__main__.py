"""./wacat bench [NAME ...] [--json]"""

import argparse
import os
import sys
from importlib import import_module

import django

from bench.harness import Bench
from wacat.ops.environment import say

BENCHES = {
    "start": "bench.start",
    "intake": "bench.intake",
    "xlsx": "bench.xlsx",
    "rt-page": "bench.rt_page",
    "queue": "bench.desk",
    "search": "bench.search",
    "lep": "bench.lep",
    "pdf": "bench.pdf",
    "accounts": "bench.accounts",
}


def main(arguments: list[str]) -> int:
    """Run the named measurements, all by default; exit code 1 when a target is missed."""
    parser = argparse.ArgumentParser(prog="./wacat bench")
    parser.add_argument("names", nargs="*", metavar="NAMA", help=", ".join(BENCHES))
    parser.add_argument("--json", action="store_true", help="baris terakhir satu daftar JSON")
    chosen = parser.parse_args(arguments)
    unknown = [name for name in chosen.names if name not in BENCHES]
    if unknown:
        say(f"Tidak dikenal: {', '.join(unknown)}. Yang ada: {', '.join(BENCHES)}")
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wacat.config.settings")
    django.setup()
    bench = Bench()
    for name in chosen.names or BENCHES:
        say(f"{name}:")
        import_module(BENCHES[name]).run(bench)
    say(f"Ditulis: {bench.write()}")
    if chosen.json:
        say(bench.as_json())
    return 1 if any(figure.ok is False for figure in bench.figures) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
