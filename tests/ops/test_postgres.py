"""The launcher of the embedded PostgreSQL."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from wacat.ops import binaries, keyring, postgres


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with a cluster that has been made but is not running."""
    data = tmp_path_factory.mktemp("data")
    # pytest's folders are 0700: this is also the test of a checkout under a closed HOME
    postgres.ensure(data).stop()
    yield data
    postgres.destroy(data)


@pytest.fixture
def cluster(folder: Path) -> Iterator[postgres.Cluster]:
    running = postgres.ensure(folder)
    yield running
    running.stop()


def postmaster_pid(cluster: postgres.Cluster) -> int:
    return int((cluster.pgdata / "postmaster.pid").read_text().splitlines()[0])


def admin(cluster: postgres.Cluster) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(cluster.url(role="postgres", dbname="postgres"))


def databases(cluster: postgres.Cluster) -> set[str]:
    with admin(cluster) as connection:
        rows = connection.execute("SELECT datname::text FROM pg_database").fetchall()
    return {str(name) for (name,) in rows}


def kill(cluster: postgres.Cluster) -> None:
    """kill -9 the server, and wait until it is gone."""
    pid = postmaster_pid(cluster)
    os.kill(pid, signal.SIGKILL)
    while Path(f"/proc/{pid}").exists() and "Z" not in Path(f"/proc/{pid}/stat").read_text():
        time.sleep(0.05)


def test_second_ensure_joins_and_the_last_one_out_stops(folder: Path) -> None:
    first = postgres.ensure(folder)
    second = postgres.ensure(folder)
    assert (first.started, second.started) == (True, False)
    assert first.stop() is False, "the second still uses it"
    assert second.is_running()
    assert second.stop() is True
    assert not second.is_running()


def test_two_processes_at_once(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from wacat.ops import postgres\n"
        "c = postgres.ensure(Path(sys.argv[1])); print(int(c.started), flush=True); input()"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(folder)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for _ in range(3)
    ]  # fmt: skip
    answers = [process.stdout.readline().strip() for process in processes if process.stdout]
    assert sorted(answers) == ["0", "0", "1"]
    for process in processes:
        process.kill()  # the kernel gives their locks back
        process.communicate()
    left = postgres.ensure(folder)
    assert left.started is False
    assert left.stop() is True


def test_a_killed_server_is_started_again(folder: Path) -> None:
    before = postgres.ensure(folder)
    kill(before)
    assert (before.pgdata / "postmaster.pid").exists(), "the stale pid file is the case to test"
    after = postgres.ensure(folder)
    assert after.started is True
    with admin(after) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    before.stop()
    after.stop()


def test_a_careless_cluster_outlives_its_server_but_not_the_machine(tmp_path: Path) -> None:
    before = postgres.ensure(tmp_path, careful=False)
    with psycopg.connect(before.url(role="postgres", dbname="postgres"), autocommit=True) as one:
        assert one.execute("SHOW fsync").fetchone() == ("off",)
        one.execute("CREATE DATABASE half_written")
    kill(before)
    again = postgres.ensure(tmp_path, careful=False)
    assert "half_written" in databases(again)
    kill(again)
    (again.pgdata / postgres.BOOT).write_text("another run of the machine")
    try:
        assert "half_written" not in databases(postgres.ensure(tmp_path, careful=False))
    finally:
        postgres.destroy(tmp_path)


def test_what_a_demo_holds_is_written_with_care(cluster: postgres.Cluster) -> None:
    with admin(cluster) as connection:
        assert connection.execute("SHOW fsync").fetchone() == ("on",)
        assert connection.execute("SHOW full_page_writes").fetchone() == ("on",)


def test_closed_to_others(cluster: postgres.Cluster) -> None:
    assert stat.S_IMODE((cluster.data_dir / keyring.SECRETS_FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE(cluster.pgdata.stat().st_mode) == 0o700
    with admin(cluster) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        methods = connection.execute(
            "SELECT DISTINCT auth_method FROM pg_hba_file_rules"
        ).fetchall()
    assert methods == [("scram-sha-256",)]
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(
            host=str(cluster.socket), user="postgres", password="salah", dbname="postgres"
        )


def test_locale_does_not_depend_on_the_machine(cluster: postgres.Cluster) -> None:
    with admin(cluster) as connection:
        provider, encoding = connection.execute(
            "SELECT datlocprovider, pg_encoding_to_char(encoding) FROM pg_database"
            " WHERE datname = 'postgres'"
        ).fetchone() or ("", "")
    assert encoding == "UTF8"
    assert provider == ("b" if cluster.runner.major_version() >= 17 else "c")


def test_the_server_does_not_run_as_root(cluster: postgres.Cluster) -> None:
    owner = Path(f"/proc/{postmaster_pid(cluster)}").stat().st_uid
    assert owner != 0
    assert owner == cluster.pgdata.stat().st_uid


def test_lost_secrets_put_the_old_data_aside(tmp_path: Path) -> None:
    cluster = postgres.ensure(tmp_path)
    cluster.stop()
    (tmp_path / keyring.SECRETS_FILE).unlink()
    again = postgres.ensure(tmp_path)
    try:
        with admin(again) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        aside = list(again.pgdata.parent.glob(f"{again.pgdata.name}.lama-*"))
        assert len(aside) == 1
    finally:
        again.stop()
        postgres.destroy(tmp_path)
        for old in again.pgdata.parent.glob(f"{again.pgdata.name}.lama-*"):
            shutil.rmtree(old)


def test_a_long_path_gets_a_short_socket(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 120)
    socket = postgres.socket_folder(deep)
    assert len(str(socket / ".s.PGSQL.5432")) < postgres.SOCKET_PATH_LIMIT
    assert postgres.socket_folder(tmp_path / "pg") == tmp_path / "pg"


def test_named_binaries_come_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WACAT_PG_BIN", str(tmp_path))
    assert binaries.find_binaries(user=None, outside=tmp_path) == tmp_path
