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


@dataclass(frozen=True)
class Line:
    """One queue: jobs due, planned for later, running, and failed; since when the oldest due one waits."""

    queue: str
    due: int
    planned: int
    running: int
    failed: int
    oldest_at: datetime | None


LINES = """
SELECT j.queue_name,
       count(*) FILTER (WHERE j.status = 'todo' AND coalesce(j.scheduled_at, now()) <= now()),
       count(*) FILTER (WHERE j.status = 'todo' AND j.scheduled_at > now()),
       count(*) FILTER (WHERE j.status = 'doing'),
       count(*) FILTER (WHERE j.status = 'failed'),
       min(greatest(e.at, j.scheduled_at))
         FILTER (WHERE j.status = 'todo' AND coalesce(j.scheduled_at, now()) <= now())
FROM procrastinate_jobs j
LEFT JOIN LATERAL (
  SELECT min(at) AS at FROM procrastinate_events WHERE job_id = j.id AND type = 'deferred'
) e ON j.status = 'todo'
WHERE j.status IN ('todo', 'doing', 'failed') GROUP BY 1 ORDER BY 1
"""
# Sizes of tables, not how many rows they hold: those would tell how many residents were served.
TABLES = """
SELECT c.relname, pg_total_relation_size(c.oid), pg_size_pretty(pg_total_relation_size(c.oid))
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname IN ('public', 'audit', 'wacat') AND c.relkind IN ('r', 'm')
ORDER BY 2 DESC, 1 LIMIT %s
"""
ARCHIVE = """
SELECT current_setting('archive_mode'), last_archived_time, last_failed_time, failed_count
FROM pg_stat_archiver
"""


@dataclass(frozen=True)
class Archive:
    """What the server knows of its own backup: whether the log is archived, and when last."""

    mode: str
    archived_at: datetime | None
    failed_at: datetime | None
    failures: int

    @property
    def is_on(self) -> bool:
        """Whether the server archives its log."""
        return self.mode in ("on", "always")

    @property
    def is_broken(self) -> bool:
        """Whether the last try failed."""
        if self.failed_at is None:
            return False
        return self.archived_at is None or self.failed_at > self.archived_at


def queues() -> list[Line]:
    """The queues that have something in them."""
    with connection.cursor() as cursor:
        cursor.execute(LINES)
        return [Line(*row) for row in cursor.fetchall()]


def largest_tables(limit: int = 8) -> list[tuple[str, int, str]]:
    """The tables that take most room with their indexes: name, bytes, size in words."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES, [limit])
        return list(cursor.fetchall())


def archive() -> Archive:
    """The state of the archive of the server's log; dumps made from outside are not known here."""
    with connection.cursor() as cursor:
        cursor.execute(ARCHIVE)
        return Archive(*cursor.fetchone())
