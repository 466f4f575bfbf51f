"""./wacat layani: the web server."""

import argparse
import os
import sys

from wacat.ops import environment


def main(arguments: list[str]) -> int:
    """Become the web server; it answers to signals itself."""
    parser = argparse.ArgumentParser(prog="./wacat layani")
    parser.add_argument("--host", default="127.0.0.1", help="alamat yang didengarkan")
    parser.add_argument("--port", type=int, default=int(os.environ.get("WACAT_PORT", "8000")))
    parser.add_argument("--workers", type=int, default=2, help="jumlah proses")
    chosen = parser.parse_args(arguments)
    command = server_command(host=chosen.host, port=chosen.port, workers=chosen.workers)
    sys.stdout.flush()
    os.execve(command[0], command, environment.for_role("app"))


def server_command(
    *, host: str, port: int, workers: int = 2, patience_seconds: int = 30
) -> list[str]:
    """The command line of the server; each thread holds one database connection."""
    return environment.module(
        "granian", "wacat.config.wsgi:application", "--interface", "wsgi", "--http", "1", "--no-ws",
        "--host", host, "--port", str(port), "--workers", str(workers), "--blocking-threads", "2",
        # a worker that dies is replaced; twice within 5.5 s ends the server, hence a supervisor
        "--respawn-failed-workers", "--workers-kill-timeout", str(patience_seconds), "--log-level", "warning",
    )  # fmt: skip
