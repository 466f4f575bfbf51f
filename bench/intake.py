"""From a SIAK file to published notices, beside the bare read and the server's own COPY."""

import json
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.utils import timezone
from python_calamine import CalamineWorkbook

from bench import machine
from bench.harness import Bench, median
from wacat.ops import environment, testdb
from wacat.ops.environment import say
from wacat.ops.synthetic import example

# Fewer rows and rounds give a quick look while building; the targets hold for these.
XLSX_ROWS = int(os.environ.get("WACAT_BENCH_XLSX_ROWS", "100000"))
CSV_ROWS = int(os.environ.get("WACAT_BENCH_CSV_ROWS", "1000000"))
XLSX_ROUNDS = COPY_ROUNDS = int(os.environ.get("WACAT_BENCH_ROUNDS", "5"))
DEFECTS = 0.02
TABLES = ("records_servicerecord", "records_notice")
LIMIT_MEMORY = 1024


@dataclass(kw_only=True)
class Run:
    """What one import did: seconds and counts as the job printed them, and the most memory in MB."""

    result: dict[str, Any]
    megabytes: float


def run(bench: Bench) -> None:
    """100,000 rows of XLSX in rounds; 1,000,000 rows of CSV once, with COPY in rounds beside it."""
    with tempfile.TemporaryDirectory(prefix="wacat-bench-") as folder:
        Path(folder).chmod(0o755)
        today = timezone.localdate()
        say("  menulis berkas tiruan ...")
        small = example.make(rows=XLSX_ROWS, defects=DEFECTS, today=today, seed=5)
        example.write_xlsx(Path(folder) / "b.xlsx", small)
        _xlsx(bench, Path(folder) / "b.xlsx", expected=small)
        large = example.make(rows=CSV_ROWS, defects=DEFECTS, today=today, seed=6)
        example.write_csv(Path(folder) / "b.csv", large)
        _csv(bench, Path(folder) / "b.csv", expected=large)


def _xlsx(bench: Bench, path: Path, *, expected: example.Example) -> None:
    first, again, bare, all_of_it, memory = [], [], [], [], []
    with _cluster_roots() as roots, machine.Watch(roots) as watch:
        for _ in range(XLSX_ROUNDS):
            bare.append(_bare_read(path))
            with _database() as database:
                done = _import(path, database=database)
                _compare(done.result, expected)
                first.append(done.result["seconds"]["check"])
                all_of_it.append(done.result["seconds"]["all"])
                memory.append(done.megabytes)
                again.append(_import(path, database=database).result["seconds"]["all"])
    others = watch.others
    limit = median(bare)
    bench.add(
        "intake/xlsx sampai pratinjau", median(first), "dtk", limit=limit, at_most=6, others=others
    )
    bench.add("intake/xlsx lagi", median(again), "dtk", limit=limit, at_most=1.5, others=others)
    bench.add("intake/xlsx sampai terbit", median(all_of_it), "dtk", others=others,
              note=f"{XLSX_ROWS / median(all_of_it):,.0f} baris/dtk")  # fmt: skip
    bench.add("intake/xlsx memori", max(memory), "MB", at_most=LIMIT_MEMORY)


def _csv(bench: Bench, path: Path, *, expected: example.Example) -> None:
    with _cluster_roots() as roots, machine.Watch(roots) as watch, _database() as database:
        done = _import(path, database=database)
        _compare(done.result, expected)
        copies = [
            sum(_copy(table, database=database) for table in TABLES) for _ in range(COPY_ROUNDS)
        ]
    seconds = done.result["seconds"]
    parts = ", ".join(f"{name} {value:.1f}" for name, value in seconds.items())
    bench.add(
        "intake/csv sejuta", seconds["all"], "dtk", limit=median(copies), at_most=3.0,
        others=watch.others, note=f"{CSV_ROWS / seconds['all']:,.0f} baris/dtk; {parts}; COPY {len(copies)}x",
    )  # fmt: skip
    bench.add("intake/csv memori", done.megabytes, "MB", at_most=LIMIT_MEMORY)


@contextmanager
def _database() -> Iterator[testdb.TestDatabase]:
    database = testdb.open_database(name="wacat_bench_impor")
    try:
        subprocess.run(
            environment.module("wacat.ops.in_django", "bench.territory"),
            env=database.environment("migrate"), check=True,
        )  # fmt: skip
        yield database
    finally:
        database.close(drop=True)


def _import(path: Path, *, database: testdb.TestDatabase) -> Run:
    """Run the job and watch its memory, its child's included."""
    process = subprocess.Popen(
        environment.module("wacat.ops.in_django", "bench.intake_job", str(path), "terbit"),
        env=database.environment("job"), stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    peak = [0]
    watcher = threading.Thread(target=_watch_memory, args=(process, peak), daemon=True)
    watcher.start()
    out, _ = process.communicate()
    if process.returncode != 0:
        raise SystemExit("Impor gagal; sebabnya tertulis di atas.")
    return Run(result=json.loads(out.strip().splitlines()[-1]), megabytes=peak[0] / 2**20)


def _watch_memory(process: subprocess.Popen[str], peak: list[int]) -> None:
    while process.poll() is None:
        try:
            now = sum(machine.memory(pid) for pid in [process.pid, *machine.children(process.pid)])
            peak[0] = max(peak[0], now)
        except (FileNotFoundError, ProcessLookupError):
            pass
        time.sleep(0.05)


def _bare_read(path: Path) -> float:
    started = time.perf_counter()
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert len(rows) > XLSX_ROWS
    return time.perf_counter() - started


def _copy(table: str, *, database: testdb.TestDatabase) -> float:
    """Seconds of the server's COPY of a table's rows into an empty one with the same indexes."""
    file = database.cluster.pgdata / f"bench-{table}.copy"
    with psycopg.connect(database.url("postgres"), autocommit=True) as connection:
        if not file.exists():
            connection.execute(f"COPY {table} TO '{file}'")
        connection.execute(f"DROP TABLE IF EXISTS bench_{table}")
        connection.execute(f"CREATE TABLE bench_{table} (LIKE {table} INCLUDING ALL)")
        started = time.perf_counter()
        connection.execute(f"COPY bench_{table} FROM '{file}'")
        seconds = time.perf_counter() - started
        connection.execute(f"DROP TABLE bench_{table}")
    return seconds


def _compare(result: dict[str, Any], expected: example.Example) -> None:
    for name in ("accepted", "quarantined", "duplicates", "reasons"):
        if result[name] != getattr(expected, name):
            raise SystemExit(f"{name}: {result[name]}, seharusnya {getattr(expected, name)}")


@contextmanager
def _cluster_roots() -> Iterator[list[int]]:
    """Our own processes and the server's, kept running meanwhile."""
    database = testdb.open_database(name="wacat_bench_jaga")
    try:
        yield [os.getpid(), machine.postmaster(database.cluster.pgdata)]
    finally:
        for file in database.cluster.pgdata.glob("bench-*.copy"):
            file.unlink()
        database.close(drop=True)
