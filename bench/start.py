"""How long until the demo answers: the first start on an empty data folder, and the second."""

import os
import re
import signal
import socket
import subprocess
import tempfile
import time

from bench import machine
from bench.harness import Bench, median
from wacat.ops.keyring import CHECKOUT

ROUNDS = 5
PATIENCE_SECONDS = 400
READY = re.compile(r"siap: http")


def run(bench: Bench) -> None:
    """One first start, then second starts. A bare clone also installs packages; not repeated here."""
    with tempfile.TemporaryDirectory(prefix="wacat-bench-") as folder:
        first, others = _start(folder)
        bench.add("start/pertama", first, "dtk", at_most=120, others=others,
                  note="tanpa pemasangan paket")  # fmt: skip
        again = []
        with machine.Watch() as watch:
            for _ in range(ROUNDS):
                again.append(_start(folder)[0])
        bench.add("start/kedua", median(again), "dtk", at_most=6, others=watch.others)


def _start(folder: str) -> tuple[float, float]:
    """Seconds until `siap`, and the others' share of the CPU meanwhile; the demo is stopped again."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = os.environ | {"WACAT_DATA": folder, "WACAT_PORT": str(port)}
    started = time.perf_counter()
    with machine.Watch() as watch:
        process = subprocess.Popen(
            [str(CHECKOUT / "wacat"), "demo"], cwd=CHECKOUT, env=env, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if READY.search(line) or time.perf_counter() - started > PATIENCE_SECONDS:
                break
        seconds = time.perf_counter() - started
    # the embedded database leaves our process tree: on the first start it counts among the others
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    if not any(READY.search(line) for line in said):
        raise SystemExit("Demo tidak siap:\n" + "".join(said[-20:]))
    return seconds, watch.others
