"""Databases for tests and benches in the embedded cluster.

A template is migrated once per schema checksum; each test process gets a clone in a fraction of a
second. The login role `wacat_test` may SET ROLE to every other role inside one transaction.
"""

import fcntl
import itertools
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psycopg
from psycopg import sql

from wacat.ops import environment, fingerprint, keyring, postgres, roles

TEMPLATE_PREFIX = "wacat_templat_"


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


def open_database(*, name: str = "wacat_tes", data_dir: Path | None = None) -> TestDatabase:
    """A fresh database of that name, with the whole schema and no rows but the migrations' own.

    While another process works in it, the next one gets `name_2` and so on.

    Raises: CannotMakeTestDatabase, CannotStartPostgres
    """
    cluster = postgres.ensure(data_dir)
    with keyring.locked(folder=cluster.data_dir, name="templat.lock"):
        name, claim = _claim(cluster, name)
        template = _ensure_template(cluster)
        with _admin(cluster) as connection:
            _drop(connection, name)
            connection.execute(
                sql.SQL(
                    "CREATE DATABASE {} OWNER wacat_owner TEMPLATE {} STRATEGY FILE_COPY"
                ).format(sql.Identifier(name), sql.Identifier(template))
            )
            _settle(connection, name)
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
    """The migrated template of the present schema; older ones are dropped."""
    wanted = TEMPLATE_PREFIX + fingerprint.of_schema()
    with _admin(cluster) as connection:
        found = connection.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [TEMPLATE_PREFIX]
        ).fetchall()
        if (wanted,) in found:
            return wanted
        for (name,) in found:
            _drop(connection, str(name))
    draft = f"{TEMPLATE_PREFIX}baru"
    _migrate(cluster, draft)
    with _admin(cluster) as connection:
        connection.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(draft), sql.Identifier(wanted)
            )
        )
    return wanted


def _migrate(cluster: postgres.Cluster, name: str) -> None:
    roles.create_database(
        admin_url=cluster.url(role=postgres.SUPERUSER, dbname="postgres"),
        name=name,
        passwords=postgres.passwords(data_dir=cluster.data_dir),
        with_test=True,
    )
    database = TestDatabase(name=name, cluster=cluster)
    done = subprocess.run(
        environment.module("wacat.ops.prepare", "skema"),
        env=database.environment("migrate"), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise CannotMakeTestDatabase(f"{done.stdout}\n{done.stderr}")


def _admin(cluster: postgres.Cluster) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(cluster.url(role=postgres.SUPERUSER, dbname="postgres"), autocommit=True)


def _drop(connection: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    connection.execute(
        sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    )


def _settle(connection: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    """Rights and settings of a database are not cloned with it."""
    roles.close_database(connection, name=name, with_test=True)
    connection.execute(
        sql.SQL("ALTER DATABASE {} SET synchronous_commit = off").format(sql.Identifier(name))
    )
