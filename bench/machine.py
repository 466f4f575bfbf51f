"""How much of the machine our own processes used, and how much others did meanwhile."""

import os
import time
from dataclasses import dataclass, field
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
CORES = os.cpu_count() or 1


def busy_seconds() -> float:
    """CPU seconds that the whole machine has been busy, time stolen by its host included."""
    values = [int(v) for v in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return (sum(values) - values[3] - values[4]) / TICK


def tree_seconds(root: int) -> float:
    """CPU seconds of a process and all that came of it, the ended ones included."""
    parents = _parents()
    tree, found = {root}, True
    while found:
        more = {pid for pid, parent in parents.items() if parent in tree} - tree
        tree |= more
        found = bool(more)
    return sum(_seconds(pid) for pid in tree)


def memory(pid: int) -> int:
    """Bytes of memory that a process holds of its own; what it shares with its parent counts once."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def peak_memory(pid: int) -> int:
    """The most bytes that a process ever held resident."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0


def postmaster(pgdata: Path) -> int:
    """The process id of a running PostgreSQL."""
    return int((pgdata / "postmaster.pid").read_text().split()[0])


def children(pid: int) -> list[int]:
    """The processes started by a process."""
    return [child for child, parent in _parents().items() if parent == pid]


@dataclass
class Watch:
    """Others' share of the CPU over a stretch of time; `roots` are our own process trees."""

    roots: list[int] = field(default_factory=lambda: [os.getpid()])
    others: float = 0.0
    _begun: tuple[float, float, float] = (0.0, 0.0, 0.0)

    def __enter__(self) -> "Watch":
        self._begun = self._now()
        return self

    def __exit__(self, *_: object) -> None:
        clock, busy, own = (b - a for a, b in zip(self._begun, self._now(), strict=True))
        self.others = max(0.0, busy - own) / max(clock * CORES, 0.001)

    def _now(self) -> tuple[float, float, float]:
        return time.monotonic(), busy_seconds(), sum(tree_seconds(root) for root in self.roots)


def _parents() -> dict[int, int]:
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and (stat := _stat(int(folder.name))):
            found[int(folder.name)] = int(stat[1])
    return found


def _seconds(pid: int) -> float:
    stat = _stat(pid)
    return sum(int(v) for v in stat[11:15]) / TICK if stat else 0.0


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []
