"""Every migration can be taken back and made again on the running schema."""

import subprocess
import sys

from wacat.ops import testdb

# Back to nothing and forth again in one process.
WALK = """
import django
django.setup()
from wacat.ops.model_states import keep_related_models
keep_related_models()
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
ours = {
    config.label for config in apps.get_app_configs() if config.name.startswith("wacat.")
} & executor.loader.migrated_apps
executor.migrate([(label, None) for label in sorted(ours)])
kept = {label for label, _ in MigrationExecutor(connection).loader.applied_migrations}
assert not kept & ours, kept & ours
call_command("migrate", verbosity=0)
# and no model has a change without its migration
call_command("makemigrations", check=True, dry_run=True)
print(len(ours))
"""


def test_every_migration_is_reversible() -> None:
    database = testdb.open_quickly(name="wacat_balik")
    try:
        done = subprocess.run(
            [sys.executable, "-c", WALK],
            env=database.environment("migrate"),
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr[-2000:]
        assert int(done.stdout.split()[-1]) > 10
    finally:
        database.close(drop=True)
