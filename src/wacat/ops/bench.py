"""./wacat bench: the measurements of bench/."""

import subprocess

from wacat.ops import environment
from wacat.ops.keyring import CHECKOUT


def main(arguments: list[str]) -> int:
    """Run the package bench/ of the checkout; it is not part of an installation."""
    command = environment.module("bench", *arguments)
    return subprocess.run(command, cwd=CHECKOUT, check=False).returncode
