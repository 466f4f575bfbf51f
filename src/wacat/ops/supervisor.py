"""Start programs, bring the worker back when it dies, stop all of them in order."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

PR_SET_PDEATHSIG = 1
PATIENCE_SECONDS = 10.0


@dataclass(kw_only=True)
class Program:
    """A child process; `again` says whether it is started anew when it ends by itself."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    again: bool = False
    silent: bool = False
    process: subprocess.Popen[bytes] | None = None
    starts: int = 0

    def start(self) -> None:
        """Start it in a session of its own: Ctrl-C reaches only the parent, which stops in order."""
        self.starts += 1
        self.process = subprocess.Popen(
            self.command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL if self.silent else None,
            start_new_session=True,
            preexec_fn=_die_with_parent,
        )

    def ended(self) -> bool:
        """Whether the process is gone."""
        return self.process is None or self.process.poll() is not None


@dataclass(kw_only=True)
class Supervisor:
    """The programs of one demo."""

    programs: list[Program] = field(default_factory=list)

    def start(self, program: Program) -> Program:
        """Start a program and look after it from now on."""
        self.programs.append(program)
        program.start()
        return program

    def watch(self) -> Program | None:
        """Bring back what may come back; the program whose end is the end of all, if there is one."""
        for program in self.programs:
            if not program.ended():
                continue
            if not program.again:
                return program
            program.start()
        return None

    def stop(self) -> None:
        """Ask all to end, the last started first; whoever does not within the patience is killed."""
        running = [p.process for p in reversed(self.programs) if p.process]
        for process in running:
            process.terminate()
        limit = time.monotonic() + PATIENCE_SECONDS
        for process in running:
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=max(0.1, limit - time.monotonic()))
            # a server that was cut off may leave children behind: the whole session goes
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _die_with_parent() -> None:
    """A demo ended by kill -9 leaves no server behind (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
