"""The big database of the benches: five years of a city, kept between runs."""

import subprocess

import psycopg

from wacat.ops import environment, fingerprint, keyring, postgres, testdb
from wacat.ops.environment import say

YEARS = 5
PREFIX = "wacat_lima_tahun_"


def open_city() -> testdb.TestDatabase:
    """Five years of a city in a database of its own; made once for each state of the schema."""
    name = f"{PREFIX}{fingerprint.of_schema()[:8]}"
    cluster = postgres.ensure()
    with keyring.locked(folder=cluster.data_dir, name="bench.lock"):
        if not _exists(cluster, name):
            _make(cluster, name)
    return testdb.TestDatabase(name=name, cluster=cluster)


def _exists(cluster: postgres.Cluster, name: str) -> bool:
    with _admin(cluster) as connection:
        found = connection.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX]
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
