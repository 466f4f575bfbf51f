"""Time spent inside the database by pages of the desk, in turn with queries by hand."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import psycopg
from django.db import connection, transaction

from wacat.accounts.access import enter_system, get_account
from wacat.areas.queries import get_city
from wacat.config.databases import PREPARED

ROUNDS = 15


class Stopwatch:
    """Adds up the time of statements."""

    def __init__(self) -> None:
        self.seconds, self.statements = 0.0, 0

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        started = time.perf_counter()
        try:
            return execute(*arguments)
        finally:
            self.seconds += time.perf_counter() - started
            self.statements += 1

    @contextmanager
    def running(self, visitor: Any) -> Iterator[None]:
        """Count the statements of the block, in a context of the whole city."""
        with transaction.atomic():
            enter_system(visitor.account_id)
            with connection.execute_wrapper(self):
                yield


def as_the_web() -> None:
    """Let statements of this process be prepared as those of the web are."""
    connection.close()
    connection.settings_dict["OPTIONS"] |= PREPARED


def operator() -> Any:
    """Somebody at the desk, whose pages are the web's."""
    as_the_web()
    account, city = get_account("operator"), get_city()
    return SimpleNamespace(account_id=account.pk, city_id=city.pk, role="OPERATOR")


def interleaved(
    work: Mapping[str, Callable[[Stopwatch], None]],
    limits: Mapping[str, Sequence[str]],
    *,
    bare: psycopg.Connection[Any],
) -> dict[str, Any]:
    """Seconds of each page and of its bare queries, round by round, and how large the database is."""
    bare.prepare_threshold = 1
    seconds: dict[str, list[float]] = {n: [] for name in work for n in (name, f"bare/{name}")}
    statements = {}
    for number in range(ROUNDS + 1):
        for name, page in work.items():
            watch = Stopwatch()
            page(watch)
            statements[name] = watch.statements
            started = time.perf_counter()
            for query in limits[name]:
                bare.execute(query).fetchall()
            spent = time.perf_counter() - started
            if number:
                seconds[name].append(watch.seconds)
                seconds[f"bare/{name}"].append(spent)
    sizes = {
        "cases": _count(bare, "verification_correction"),
        "notices": _count(bare, "records_notice"),
    }
    return {**seconds, **sizes, "statements": statements}


def _count(bare: psycopg.Connection[Any], table: str) -> int:
    return int(bare.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])
