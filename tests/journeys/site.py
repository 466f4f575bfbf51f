"""The whole product as it runs: server and worker as processes of their own over a real database."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from wacat.ops.layani import server_command
from wacat.ops.pekerja import worker_command
from wacat.ops.testdb import TestDatabase

START_SECONDS = 60


@dataclass(kw_only=True)
class Site:
    """A running site: where it answers, and its processes."""

    database: TestDatabase
    folder: Path
    url: str = ""
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self) -> None:
        """Collect the static files, start server and worker, wait until the server answers."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.run(sys.executable, "-m", "wacat.ops.prepare", "statis", role="migrate")
        self.processes["server"] = self._spawn(
            server_command(host="127.0.0.1", port=port, workers=1, patience_seconds=2), role="app"
        )
        self.start_worker()
        self._wait()

    def start_worker(self) -> None:
        """Start the worker, or another one after it was killed."""
        self.processes["worker"] = self._spawn(worker_command(), role="job")

    def kill_worker(self) -> None:
        """kill -9, as a power cut would."""
        worker = self.processes.pop("worker")
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()

    def run(self, *command: str, role: str) -> str:
        """Run a command of the shell in this site's surroundings; what it printed."""
        done = subprocess.run(
            command,
            env=self._environment(role),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def stop(self) -> None:
        """Stop every process."""
        for process in self.processes.values():
            os.killpg(process.pid, signal.SIGTERM)
        for process in self.processes.values():
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)

    def _environment(self, role: str) -> dict[str, str]:
        return self.database.environment(role) | {
            "WACAT_DATA": os.fspath(self.folder),
            "WACAT_URL": self.url,
            "WACAT_WORKER_GRACE": "2",
        }

    def _spawn(self, command: list[str], *, role: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command,
            env=self._environment(role),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _wait(self) -> None:
        limit = time.monotonic() + START_SECONDS
        while time.monotonic() < limit:
            try:
                with urllib.request.urlopen(f"{self.url}/sehat/", timeout=5):
                    return
            except OSError:
                time.sleep(0.2)
        raise AssertionError("the server does not answer")
