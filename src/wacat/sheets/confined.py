"""Limits of memory and time for a child that parses what somebody sent."""

import gc
import resource
import signal
from pathlib import Path

MEMORY_BYTES = 1024 * 1024 * 1024
CPU_SECONDS = 300
WALL_SECONDS = 900
# All that such a child sees of its parent's environment.
ENVIRONMENT = {
    "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
    "PYTHONUTF8": "1",
    "MALLOC_ARENA_MAX": "2",
}


def confine(*, wall_seconds: int = WALL_SECONDS) -> None:
    """Bind this process to its limits; called first thing by a reading child."""
    signal.alarm(wall_seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # A short life under a memory limit: collecting cycles would cost a tenth of the time.
    gc.disable()
