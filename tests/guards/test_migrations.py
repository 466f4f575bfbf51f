"""Every migration can be taken back and made again on the running schema."""

import subprocess
import sys

from wacat.ops import testdb

# Back to nothing and forth again in one process. Django would build forty related models anew for each
# constraint and each new table, two minutes in all; neither changes what the related models are.
WALK = """
import django
django.setup()
from django.db.migrations.state import ProjectState

def put(state, app_label, model_name, option, value):
    state.models[app_label, model_name].options[option] = value
    if "apps" in vars(state):
        setattr(state.apps.get_model(app_label, model_name)._meta, option, value)

def append(state, app_label, model_name, option, added):
    had = state.models[app_label, model_name].options[option]
    put(state, app_label, model_name, option, [*had, added])

def remove(state, app_label, model_name, option, name):
    had = state.models[app_label, model_name].options[option]
    put(state, app_label, model_name, option, [each for each in had if each.name != name])

def add_model(state, made):
    key = made.app_label, made.name_lower
    state.models[key] = made
    if state._relations is not None:
        state.resolve_model_relations(key)
    if "apps" in vars(state):
        state.apps.render_multiple([made])

ProjectState._append_option, ProjectState._remove_option = append, remove
ProjectState.add_model = add_model

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
    database = testdb.open_database(name="wacat_balik")
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
