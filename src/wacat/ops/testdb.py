"""Databases for tests and benches in the embedded cluster.

A template is migrated once per schema checksum, going on from the one before where only migrations
were added; each test process gets a clone in a fraction of a second. The login role `wacat_test` may
SET ROLE to every other role inside one transaction.
"""

import fcntl
import itertools
import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psycopg
from psycopg import sql

from wacat.ops import environment, fingerprint, keyring, postgres, roles

# A cluster beside that of the demo, which waits for no disk.
FOLDER = "tes"
TEMPLATE_PREFIX = "wacat_templat_"
KEPT_TEMPLATES = 3


class CannotMakeTestDatabase(Exception):
    """The migrations failed; the message holds their output."""


@dataclass(kw_only=True)
class TestDatabase:
    """A clone of the migrated template, and the cluster it lives in."""

    __test__ = False  # not a test class, whatever pytest thinks of its name

    name: str
    cluster: postgres.Cluster
    claim: IO[str] | None = None

    def url(self, role: str = roles.TEST_LOGIN) -> str:
        """Address for a role: wacat_test, wacat_app, wacat_job, wacat_migrate or postgres."""
        return self.cluster.url(role=role, dbname=self.name)

    def environment(self, role: str = "app") -> dict[str, str]:
        """The environment of a process (server, worker, command) that works in this database."""
        return environment.for_role(
            role,
            DATABASE_URL=self.url("wacat_app"),
            DATABASE_URL_JOB=self.url("wacat_job"),
            DATABASE_URL_MIGRATE=self.url("wacat_migrate"),
        )

    def close(self, *, drop: bool = False) -> None:
        """Leave the cluster (the last one out stops it); with `drop` the clone goes first."""
        if drop:
            with _admin(self.cluster) as connection:
                _drop(connection, self.name)
        self.cluster.stop()
        if self.claim:
            self.claim.close()


def open_quickly(*, name: str, like: TestDatabase | None = None) -> TestDatabase:
    """A fresh database as `open_database` gives it, in a cluster of tests alone that waits for no disk.

    Raises: CannotMakeTestDatabase, CannotStartPostgres
    """
    return open_database(name=name, data_dir=keyring.data_dir() / FOLDER, careful=False, like=like)


def open_database(
    *, name: str, data_dir: Path | None = None, careful: bool = True,
    like: TestDatabase | None = None,
) -> TestDatabase:  # fmt: skip
    """A fresh database of that name, with the whole schema and no rows but the migrations' own.

    With `like` it is a copy of that database, in which nobody may be working.

    While another process works in it, the next one gets `name_2` and so on.

    Raises: CannotMakeTestDatabase, CannotStartPostgres
    """
    cluster = postgres.ensure(data_dir, careful=careful)
    with keyring.locked(folder=cluster.data_dir, name="templat.lock"):
        name, claim = _claim(cluster, name)
        template = like.name if like else _ensure_template(cluster)
        with _admin(cluster) as connection:
            _drop(connection, name)
            _clone(connection, name, template=template)
    return TestDatabase(name=name, cluster=cluster, claim=claim)


def _claim(cluster: postgres.Cluster, name: str) -> tuple[str, IO[str]]:
    """The first name nobody works in; the kernel gives up the claim of a killed process."""
    for number in itertools.count(1):
        wanted = name if number == 1 else f"{name}_{number}"
        handle = (cluster.data_dir / f"{wanted}.lock").open("a")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.close()
            continue
        return wanted, handle
    raise AssertionError("itertools.count never ends")


def _ensure_template(cluster: postgres.Cluster) -> str:
    """The migrated template of the present schema, the newest few of which are kept.

    Where one is a beginning of this schema, only the migrations that came since are run.
    """
    parts = fingerprint.schema_parts()
    wanted = TEMPLATE_PREFIX + fingerprint.of_schema()
    draft = f"{TEMPLATE_PREFIX}baru"
    with _admin(cluster) as connection:
        _drop(connection, draft)
        kept = _templates(connection)
        if wanted in kept:
            return wanted
        for name in [*kept][KEPT_TEMPLATES - 1 :]:
            _drop(connection, name)
            del kept[name]
    _migrate(cluster, draft, base=find_beginning(kept, parts=parts))
    with _admin(cluster) as connection:
        connection.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(draft), sql.Identifier(wanted)
            )
        )
        connection.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(
                sql.Identifier(wanted), sql.Literal(json.dumps(parts))
            )
        )
    return wanted


def find_beginning(kept: Mapping[str, dict[str, str]], *, parts: dict[str, str]) -> str | None:
    """The template that is furthest on the way to a schema of these files; None when all differ."""
    beginnings = [name for name, had in kept.items() if had and had.items() <= parts.items()]
    return max(beginnings, key=lambda name: len(kept[name]), default=None)


def _templates(connection: psycopg.Connection[tuple[object, ...]]) -> dict[str, dict[str, str]]:
    """The finished templates, the newest first, with the checksums of the files they were made from."""
    found = connection.execute(
        "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database "
        "WHERE starts_with(datname, %s) ORDER BY oid DESC",
        [TEMPLATE_PREFIX],
    ).fetchall()
    return {str(name): json.loads(str(parts or "{}")) for name, parts in found}


def _migrate(cluster: postgres.Cluster, name: str, *, base: str | None) -> None:
    """Make the database `name` with the whole schema, going on from a copy of `base` if there is one."""
    if base is None:
        roles.create_database(
            admin_url=cluster.url(role=postgres.SUPERUSER, dbname="postgres"),
            name=name,
            passwords=postgres.passwords(data_dir=cluster.data_dir),
            with_test=True,
        )
    else:
        with _admin(cluster) as connection:
            _clone(connection, name, template=base)
    database = TestDatabase(name=name, cluster=cluster)
    done = subprocess.run(
        environment.module("wacat.ops.prepare", "skema"),
        env=database.environment("migrate"), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0 and base is None:
        raise CannotMakeTestDatabase(f"{done.stdout}\n{done.stderr}")
    if done.returncode != 0:  # such as a migration that was put before one already run
        with _admin(cluster) as connection:
            _drop(connection, name)
        _migrate(cluster, name, base=None)


def _clone(connection: psycopg.Connection[tuple[object, ...]], name: str, *, template: str) -> None:
    """Copy a database; rights and settings are not cloned with it."""
    connection.execute(
        sql.SQL("CREATE DATABASE {} OWNER wacat_owner TEMPLATE {} STRATEGY FILE_COPY").format(
            sql.Identifier(name), sql.Identifier(template)
        )
    )
    roles.close_database(connection, name=name, with_test=True)
    connection.execute(
        sql.SQL("ALTER DATABASE {} SET synchronous_commit = off").format(sql.Identifier(name))
    )


def _admin(cluster: postgres.Cluster) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(cluster.url(role=postgres.SUPERUSER, dbname="postgres"), autocommit=True)


def _drop(connection: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    connection.execute(
        sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    )
