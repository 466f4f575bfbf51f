"""How far a long job has come, told through a connection of its own.

The work itself is one transaction; what it tells inside would be seen only at the end.
"""

from datetime import timedelta
from types import TracebackType

import psycopg
from django.db import connections

from wacat.queue.models import Progress
from wacat.values.bilangan import bilangan
from wacat.values.tanggal import lama_tepat

UPSERT = """
INSERT INTO queue_progress (key, phase, done, total, started_at, updated_at, failure)
VALUES (%(key)s, %(phase)s, %(done)s, %(total)s, now(), now(), %(failure)s)
ON CONFLICT (key) DO UPDATE SET phase = excluded.phase, done = excluded.done, total = excluded.total,
  failure = excluded.failure, updated_at = now(),
  started_at = CASE WHEN excluded.phase <> queue_progress.phase OR excluded.done < queue_progress.done
                    THEN now() ELSE queue_progress.started_at END
"""


class Reporter:
    """Tells the progress of one job; use it as a context manager."""

    def __init__(self, *, key: str) -> None:
        self.key = key
        self._line: psycopg.Connection[tuple[object, ...]] | None = None

    def __enter__(self) -> "Reporter":
        parameters = connections["default"].get_connection_params()
        for mine in ("cursor_factory", "context"):
            parameters.pop(mine, None)
        self._line = psycopg.connect(**parameters, autocommit=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._line is not None:
            self._line.close()

    def tell(self, *, phase: str, done: int = 0, total: int = 0, failure: str = "") -> None:
        """Say the phase in words a person reads, and how many of how many rows are done."""
        if self._line is None:
            raise RuntimeError("Reporter is a context manager")
        self._line.execute(
            UPSERT,
            {"key": self.key, "phase": phase, "done": done, "total": total, "failure": failure},
        )


def told(progress: Progress, *, unit: str = "baris") -> str:
    """How far, how fast, how long still: 412.000 dari 1.000.000 baris, 38.000 baris per detik, kira-kira
    15 detik lagi. What is not known yet is left out.
    """
    said = f"{bilangan(progress.done)} dari {bilangan(progress.total)} {unit}"
    seconds = (progress.updated_at - progress.started_at).total_seconds()
    if seconds <= 0 or not progress.done:
        return said
    speed = float(f"{progress.done / seconds:.2g}")
    left = timedelta(seconds=(progress.total - progress.done) / speed)
    parts = [said, f"{bilangan(speed)} {unit} per detik"] if speed >= 1 else [said]
    if progress.done < progress.total:
        parts.append(f"kira-kira {_about(left)} lagi")
    return ", ".join(parts)


def _about(left: timedelta) -> str:
    """A wait as one would say it: to five seconds, from two minutes on to minutes."""
    step = timedelta(seconds=5) if left < timedelta(minutes=2) else timedelta(minutes=1)
    return lama_tepat(max(step, round(left / step) * step))


def find(key: str) -> Progress | None:
    """The progress of a job, or None when it never told any."""
    return Progress.objects.filter(pk=key).first()
