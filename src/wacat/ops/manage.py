"""./wacat manage: Django's own commands, with the database running and the fitting role."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.core.management import execute_from_command_line

from wacat.ops import environment, postgres, roles

DBNAME = "wacat"


def main(arguments: list[str]) -> int:
    """Run a Django command; what changes the schema runs as the migrating role."""
    migrating = bool(arguments) and arguments[0] in environment.MIGRATING
    environment.take_role("migrate" if migrating else "app")
    with database_running():
        execute_from_command_line(["./wacat manage", *arguments])
    return 0


@contextmanager
def database_running() -> Iterator[None]:
    """Keep the embedded cluster up meanwhile; with DATABASE_URL there is nothing to do."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    cluster = postgres.ensure()
    try:
        ensure_database(cluster)
        yield
    finally:
        cluster.stop()


def ensure_database(cluster: postgres.Cluster, *, anew: bool = False) -> None:
    """Make roles and database in the embedded cluster; with `anew` drop what is there first."""
    admin_url = cluster.url(role=postgres.SUPERUSER, dbname="postgres")
    with psycopg.connect(admin_url, autocommit=True) as connection:
        if anew:
            connection.execute("DROP DATABASE IF EXISTS wacat WITH (FORCE)")
        query = "SELECT 1 FROM pg_database WHERE datname = %s"
        if connection.execute(query, [DBNAME]).fetchone():
            return
    roles.create_database(
        admin_url=admin_url,
        name=DBNAME,
        passwords=postgres.passwords(data_dir=cluster.data_dir),
    )
