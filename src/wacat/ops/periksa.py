"""./wacat periksa: is this installation in order, and what is to be done where it is not."""

import argparse
from importlib import import_module

import django

from wacat.ops import environment
from wacat.ops.manage import database_running


def main(arguments: list[str]) -> int:
    """Say each finding in one line; the exit code is the number of things to mend, 9 at most."""
    argparse.ArgumentParser(prog="./wacat periksa").parse_args(arguments)
    environment.take_role("migrate")
    with database_running():
        django.setup()
        return int(import_module("wacat.ops.doctor").run())
