"""./wacat folder: look through the watched folders by hand, or as a service beside the worker."""

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path

import django

from wacat.ops import environment
from wacat.ops.manage import database_running


def main(arguments: list[str]) -> int:
    """Look once with --sekali, else again and again; 1 when a folder is in trouble."""
    parser = argparse.ArgumentParser(
        prog="./wacat folder", description="Menerima berkas dari folder sumber (WACAT_FOLDER)."
    )
    parser.add_argument("--sekali", action="store_true", help="melihat sekali, lalu selesai")
    chosen = parser.parse_args(arguments)
    root = os.environ.get("WACAT_FOLDER", "")
    if not root or not Path(root).is_dir():
        sys.stderr.write("Isi WACAT_FOLDER dengan folder yang ada; lihat panduan folder SFTP.\n")
        return 2
    environment.take_role("job")
    with database_running():
        django.setup()
        # loads models, so it must wait for Django
        code: int = import_module("wacat.ops.watching").run(Path(root), once=chosen.sekali)
        return code
