"""Servers under test: the product and its peers, by the same granian with the same settings."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from bench import httpload, machine
from wacat.ops import environment
from wacat.ops.layani import server_command


@dataclass
class Server:
    """A running server on a port that was free."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def cpu_seconds(self) -> float:
        """CPU that the server used so far, its workers included."""
        return machine.tree_seconds(self.process.pid)


@contextmanager
def running(app: str, *, env: Mapping[str, str], probe: str = "/sehat/") -> Iterator[Server]:
    """Run a WSGI application as the product is run, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [app if part == "wacat.config.wsgi:application" else part for part in
               server_command(host="127.0.0.1", port=port)]  # fmt: skip
    process = subprocess.Popen(command, env=dict(env), start_new_session=True)
    try:
        _wait(process, port=port, probe=probe)
        yield Server(port, process)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def _wait(process: subprocess.Popen[bytes], *, port: int, probe: str) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise SystemExit("Server berhenti sendiri; sebabnya tertulis di atas.")
        try:
            if httpload.once(port=port, wanted=httpload.request(probe))[0] < 500:
                return
        except (OSError, EOFError):
            pass
        time.sleep(0.05)
    raise SystemExit("Server tidak menjawab.")


def app_environment(database_environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of a web server on that database."""
    return dict(environment.for_role("app")) | dict(database_environment)
