"""Run a measurement in a process with Django on a bench database; it prints JSON on its last line."""

import json
import os
import subprocess
from typing import Any

from bench import machine
from wacat.ops import environment
from wacat.ops.testdb import TestDatabase


def measure(
    module: str, *, database: TestDatabase, role: str = "job"
) -> tuple[dict[str, Any], float]:
    """What the module printed, and the others' share of the CPU meanwhile."""
    command = environment.module("wacat.ops.in_django", module, database.url("postgres"))
    roots = [os.getpid(), machine.postmaster(database.cluster.pgdata)]
    with machine.Watch(roots) as watch:
        done = subprocess.run(
            command, env=database.environment(role), stdout=subprocess.PIPE, text=True, check=False
        )
    if done.returncode != 0:
        raise SystemExit("Pengukuran gagal; sebabnya tertulis di atas.")
    result: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return result, watch.others


def prepared(module: str, *, database: TestDatabase) -> None:
    """Run a module that fills an empty bench database, as the role of migrations."""
    command = environment.module("wacat.ops.in_django", module)
    if subprocess.run(command, env=database.environment("migrate"), check=False).returncode != 0:
        raise SystemExit("Data pengukuran tidak dapat dibuat; sebabnya tertulis di atas.")
