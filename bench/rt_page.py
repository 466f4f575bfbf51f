"""The list page of the Ketua RT at five years of notices, beside what it could cost at best."""

import os
import subprocess
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import psycopg

from bench import httpload, machine, servers
from bench.city import open_city
from bench.harness import ROUNDS, Bench, median
from bench.httpload import request
from wacat.ops import environment
from wacat.ops.testdb import TestDatabase
from wacat.records.queries import CARDS, LAST, Chip

Loads = dict[str, tuple[servers.Server, list[bytes]]]
HEADS = 300
SECONDS = 3.0
PAGE = "/rt/"


def run(bench: Bench) -> None:
    """Full page, unchanged page, p99 at 100 requests a second; peers take turns in the same rounds."""
    database = open_city()
    try:
        tokens = _sessions(database)
        env = servers.app_environment(database.environment("app"))
        with (
            servers.running("wacat.config.wsgi:application", env=env) as ours,
            servers.running("bench.served:handwritten", env=env, probe="/") as hand,
            servers.running(
                "bench.served:plain", env=env | {"BENCH_URL": database.url("postgres")}, probe="/"
            ) as plain,
            servers.running("bench.served:bare", env=env, probe="/") as bare,
        ):
            full, unchanged = _requests(ours.port, tokens)
            by_hand = [request(PAGE, cookie=f"wacat={token}") for token in tokens]
            loads = {
                "penuh": (ours, full),
                "304": (ours, unchanged),
                "tangan": (hand, by_hand),
                "polos": (plain, by_hand),
                "kosong": (bare, [request("/")]),
            }
            _measure(bench, loads, database=database)
            _measure_rate(bench, ours, full, database=database)
    finally:
        database.close()


def _sessions(database: TestDatabase) -> list[str]:
    done = subprocess.run(
        environment.module("wacat.ops.in_django", "bench.sessions", str(HEADS)),
        env=database.environment("app"), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.split()


def _requests(port: int, tokens: list[str]) -> tuple[list[bytes], list[bytes]]:
    """Each head's request for the page, and the same when the phone has it already."""
    full, unchanged = [], []
    for token in tokens:
        status, headers, _ = httpload.once(port=port, wanted=request(PAGE, cookie=f"wacat={token}"))
        if status != 200:
            raise SystemExit(f"Halaman RT menjawab {status}.")
        kept = headers.get("set-cookie", "").partition(";")[0]
        cookie = f"wacat={token}; {kept}" if kept else f"wacat={token}"
        full.append(request(PAGE, cookie=cookie))
        _, headers, _ = httpload.once(port=port, wanted=full[-1])
        mark = f"If-None-Match: {headers['etag']}"
        unchanged.append(request(PAGE, cookie=cookie, headers=[mark]))
    return full, unchanged


def _measure(bench: Bench, loads: Loads, *, database: TestDatabase) -> None:
    speed: dict[str, list[float]] = {name: [] for name in loads}
    cost: dict[str, list[float]] = {name: [] for name in loads}
    query: list[float] = []
    roots = [os.getpid(), machine.postmaster(database.cluster.pgdata)]
    with machine.Watch(roots) as watch:
        for number in range(ROUNDS):
            for name in _turned(list(loads), number):
                server, requests = loads[name]
                before = server.cpu_seconds
                done = httpload.as_fast(port=server.port, requests=requests, seconds=SECONDS)
                _check(name, done)
                speed[name].append(done.per_second)
                cost[name].append((server.cpu_seconds - before) / len(done.latencies) * 1000)
            query.append(_bare_query(database))
    others = watch.others
    for name, target in (("penuh", 0.20), ("304", 0.40)):
        for peer in ("polos", "tangan"):
            bench.add(
                f"rt-page/{name} / {peer}", median(speed[name]), "permintaan/dtk",
                limit=median(speed[peer]), at_least=target, others=others,
                note=f"CPU server {median(cost[name]):.2f} ms, {peer} {median(cost[peer]):.2f} ms",
            )  # fmt: skip
    bench.add(
        "rt-page/kueri saja", median(query), "kueri/dtk", others=others, note="satu koneksi psycopg"
    )
    bench.add("rt-page/kosong", median(speed["kosong"]), "permintaan/dtk", others=others)


def _measure_rate(
    bench: Bench, server: servers.Server, requests: list[bytes], *, database: TestDatabase
) -> None:
    p99 = []
    with machine.Watch([os.getpid(), machine.postmaster(database.cluster.pgdata)]) as watch:
        for _ in range(ROUNDS):
            done = httpload.at_rate(port=server.port, requests=requests, seconds=5, rate=100)
            _check("100/dtk", done)
            p99.append(done.quantile(0.99) * 1000)
    bench.add("rt-page/p99 pada 100/dtk", median(p99), "ms", at_most=60, others=watch.others)


def _turned(names: list[str], number: int) -> list[str]:
    return names[number % len(names) :] + names[: number % len(names)]


def _check(name: str, done: httpload.Outcome) -> None:
    wanted = 304 if name == "304" else 200
    wrong = {status: count for status, count in done.statuses.items() if status != wanted}
    # a page whose notices changed meanwhile is a page again
    if sum(wrong.values()) > 0.01 * len(done.latencies):
        raise SystemExit(f"Jawaban lain dari {wanted} pada {name}: {wrong}")


def _bare_query(database: TestDatabase, *, seconds: float = 2.0) -> float:
    """Lists a second through psycopg alone: one connection, no scope, no page."""
    now = datetime.now(ZoneInfo("Asia/Makassar"))
    with psycopg.connect(database.url("postgres"), autocommit=True) as connection:
        connection.prepare_threshold = 1
        rts = [
            row[0]
            for row in connection.execute("SELECT id FROM areas_area WHERE level = 'RT' LIMIT 300")
        ]
        count, started = 0, time.perf_counter()
        while time.perf_counter() - started < seconds:
            values = {"rt": rts[count % len(rts)], "since": now, "before": LAST, "name": "%"}
            connection.execute(CARDS[Chip.WAITING], values).fetchall()
            count += 1
        return count / (time.perf_counter() - started)
