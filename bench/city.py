"""The big databases of the benches: five years of a city, and ten times that, kept between runs."""

import os
import subprocess

import psycopg

from bench.multiply import multiply
from wacat.ops import environment, fingerprint, keyring, postgres, roles, testdb
from wacat.ops.environment import say

# fewer years only to try a bench out: the targets are for five
YEARS = int(os.environ.get("WACAT_BENCH_YEARS", "5"))
PREFIX, MULTIPLIED = f"wacat_{YEARS}_tahun_", f"wacat_{{scale}}_kali_{YEARS}_tahun_"


def scales() -> list[int]:
    """How many times the five years are measured: 1 and 10; WACAT_BENCH_SCALES=1 leaves the big one out."""
    return [int(part) for part in os.environ.get("WACAT_BENCH_SCALES", "1,10").split(",")]


def open_city(*, scale: int = 1) -> testdb.TestDatabase:
    """Five years of a city, `scale` times, in a database of its own; made once a state of the schema."""
    state = fingerprint.of_schema()[:8]
    cluster = postgres.ensure()
    with keyring.locked(folder=cluster.data_dir, name="bench.lock"):
        name = f"{PREFIX}{state}"
        if not _exists(cluster, name, prefix=PREFIX):
            _make(cluster, name)
        if scale > 1:
            name = _multiplied(cluster, name, state=state, scale=scale)
    return testdb.TestDatabase(name=name, cluster=cluster)


def _multiplied(cluster: postgres.Cluster, source: str, *, state: str, scale: int) -> str:
    prefix = MULTIPLIED.format(scale=scale)
    name, draft = f"{prefix}{state}", "wacat_bangun_kali"
    if _exists(cluster, name, prefix=prefix):
        return name
    say(f"  membuat {scale} kali data itu (sekali, beberapa menit) ...")
    with _admin(cluster) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{draft}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{draft}" TEMPLATE "{source}"')
    url = cluster.url(role=postgres.SUPERUSER, dbname=draft)
    with psycopg.connect(url, autocommit=True) as connection:
        multiply(connection, times=scale)
    with _admin(cluster) as connection:
        roles.close_database(connection, name=draft, with_test=True)
        connection.execute(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')
    return name


def _exists(cluster: postgres.Cluster, name: str, *, prefix: str) -> bool:
    with _admin(cluster) as connection:
        found = connection.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix]
        )
        names = {str(row[0]) for row in found}
        for old in names - {name}:
            connection.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
    return name in names


def _make(cluster: postgres.Cluster, name: str) -> None:
    say(f"  membuat kota tiruan {YEARS} tahun (sekali, beberapa menit) ...")
    draft = testdb.open_database(name="wacat_bangun")
    done = subprocess.run(
        environment.module("wacat.ops.in_django", "bench.fill"),
        env=draft.environment("migrate"),
        check=False,
    )
    draft.close()
    if done.returncode != 0:
        raise SystemExit("Kota tiruan tidak dapat dibuat; sebabnya tertulis di atas.")
    with _admin(cluster) as connection:
        connection.execute(f'ALTER DATABASE "{draft.name}" RENAME TO "{name}"')


def _admin(cluster: postgres.Cluster) -> psycopg.Connection[tuple[object, ...]]:
    url = cluster.url(role=postgres.SUPERUSER, dbname="postgres")
    return psycopg.connect(url, autocommit=True)
