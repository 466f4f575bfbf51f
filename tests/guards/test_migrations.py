"""Every migration can be taken back and made again on the running schema."""

import subprocess
import sys

from django.apps import apps

from wacat.ops import testdb

OURS = [
    "helpdesk", "announcements", "nonpermanent", "desk", "reports", "intake", "verification", "records",
    "notify", "accounts", "queue", "audit", "areas",
]  # fmt: skip


def manage(database: testdb.TestDatabase, *words: str) -> None:
    """Run a command of Django's in that database as the role of migrations."""
    done = subprocess.run(
        [sys.executable, "-m", "django", *words],
        env=database.environment("migrate"),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]


def test_every_migration_is_reversible() -> None:
    database = testdb.open_database(name="wacat_balik")
    try:
        for label in OURS:
            if apps.is_installed(f"wacat.{label}"):
                manage(database, "migrate", "--verbosity", "0", label, "zero")
        manage(database, "migrate", "--verbosity", "0")
        # and no model has a change without its migration
        manage(database, "makemigrations", "--check", "--dry-run")
    finally:
        database.close(drop=True)
