"""./wacat test: everything that has to hold before a commit."""

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from wacat.ops.environment import say
from wacat.ops.keyring import CHECKOUT

# the shell has no window to draw: it takes little more than half the time of the whole browser
SHELL = "chromium-headless-shell"
CHROMIUM_NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
BIN = Path(sys.executable).parent
CHECKS = (
    ("ruff: gaya dan kesalahan umum", ("ruff", "check", "--quiet")),
    ("ruff: bentuk penulisan", ("ruff", "format", "--check", "--quiet")),
    ("mypy: tipe", ("mypy",)),
    ("import-linter: lantai", ("lint-imports",)),
)


def main(arguments: list[str]) -> int:
    """Lint, types, floors, and pytest with the given arguments; pytest's summary comes last.

    With all tests the checks run beside them: they need a core, and are done long before.
    """
    with ThreadPoolExecutor(max_workers=1) as beside:
        checked = beside.submit(_failing)
        if arguments:
            checked.result()
        code = _pytest(arguments)
        failed = checked.result()
    if failed and not arguments:
        say(f"Tidak lolos: {'; '.join(failed)}.")
    return code or (1 if failed else 0)


def _failing() -> list[str]:
    """Run the checks, say how each went, and give the titles of those that failed."""
    folders = [name for name in ("src", "tests", "bench") if (CHECKOUT / name).exists()]
    failed = []
    for title, command in CHECKS:
        started = time.monotonic()
        where = folders if command[0] == "ruff" else []
        done = subprocess.run(
            [str(BIN / command[0]), *command[1:], *where], cwd=CHECKOUT, check=False
        )
        say(
            f"{'baik' if done.returncode == 0 else 'GAGAL'}  {title} ({time.monotonic() - started:.1f} dtk)"
        )
        if done.returncode != 0:
            failed.append(title)
    if failed:
        say(f"Tidak lolos: {'; '.join(failed)}. Tes tetap dijalankan.")
    return failed


def _pytest(arguments: list[str]) -> int:
    chromium = find_chromium()
    if chromium is None:
        say(f"PERHATIAN: tes peramban DILEWATI karena Chromium tidak ada. Pasang dengan: {INSTALL}")
    command = [
        sys.executable,
        "-m",
        "pytest",
        *(arguments or ["-n", "auto", "--dist", "worksteal"]),
    ]
    return subprocess.run(
        command, cwd=CHECKOUT, env=os.environ | {"WACAT_CHROMIUM": chromium or ""}, check=False
    ).returncode


INSTALL = f"apt-get install --yes {SHELL}"


def find_chromium() -> str | None:
    """Path of a Chromium: $WACAT_CHROMIUM, the shell (installed where we are root), or one on the PATH."""
    if named := os.environ.get("WACAT_CHROMIUM"):
        return named
    return shutil.which(SHELL) or _install() or on_path()


def _install() -> str | None:
    if os.geteuid() != 0 or not shutil.which("apt-get") or os.environ.get("WACAT_TANPA_PASANG"):
        return None
    say("Memasang Chromium untuk tes peramban (sekali saja) ...")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], [*INSTALL.split(), "--no-install-recommends"]):
        subprocess.run(
            command, env=environment, check=False, stdin=subprocess.DEVNULL, capture_output=True
        )
    return shutil.which(SHELL)


def on_path() -> str | None:
    """Path of a Chromium that is there already, the shell before a whole browser."""
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)
