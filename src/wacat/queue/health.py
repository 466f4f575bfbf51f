"""Whether the database and the worker are well, in figures that name no resident."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

STATE = """
SELECT current_setting('server_version'), pg_size_pretty(pg_database_size(current_database())),
       (SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'),
       (SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'),
       (SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'),
       (SELECT max(last_heartbeat) FROM procrastinate_workers)
"""


@dataclass(frozen=True)
class Health:
    """The state of the database and the queue."""

    server: str
    size: str
    waiting: int
    running: int
    failed: int
    heartbeat: datetime | None

    def worker_is_alive(self, *, at: datetime) -> bool:
        """Whether a worker has given a sign within the last minute and a half."""
        return self.heartbeat is not None and (at - self.heartbeat).total_seconds() < 90


def get_health() -> Health:
    """One look at the database and the queue."""
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        return Health(*cursor.fetchone())


def recent_failures(limit: int = 20) -> list[tuple[int, str, datetime]]:
    """The newest failed jobs: number, task name, when."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT j.id, j.task_name, max(e.at) FROM procrastinate_jobs j "
            "JOIN procrastinate_events e ON e.job_id = j.id WHERE j.status = 'failed' "
            "GROUP BY j.id ORDER BY j.id DESC LIMIT %s",
            [limit],
        )
        return list(cursor.fetchall())
