"""Measured by `desk.py`: seconds inside the database for the desk's queue, and for a query by hand."""

import json
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import psycopg
from django.db import connection, transaction
from django.utils import timezone

from wacat.accounts.access import enter_system, get_account
from wacat.areas.models import Area
from wacat.areas.queries import get_city
from wacat.ops.environment import say
from wacat.verification import desk
from wacat.verification.models import Correction

ROUNDS = 15
PAGE = 25
BARE = """
SELECT c.*, r.name, r.kind, a.name, k.name, p.name,
  (SELECT array_agg(ROW(i.element, i.old_value, i.claimed_value)::text) FROM verification_correctionitem i
   WHERE i.correction_id = c.id),
  (SELECT count(*) FROM verification_correction o WHERE o.closed_at IS NULL)
FROM verification_correction c
JOIN records_notice n ON n.id = c.notice_id JOIN records_servicerecord r ON r.id = n.record_id
JOIN areas_area a ON a.id = c.rt_id JOIN areas_area k ON k.id = c.kelurahan_id
LEFT JOIN accounts_account u ON u.id = c.taken_by_id LEFT JOIN accounts_person p ON p.id = u.person_id
WHERE c.closed_at IS NULL AND c.decided_at IS NULL ORDER BY c.due_at, c.id LIMIT 25
"""


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


def main(arguments: list[str]) -> None:
    """Each of the three pages and the bare query in turn."""
    operator, city = get_account("operator"), get_city()
    visitor: Any = SimpleNamespace(account_id=operator.pk, city_id=city.pk, role="OPERATOR")
    manggar = Area.objects.get(level="KELURAHAN", name="Manggar")
    pages = {
        "antrean": desk.Filters(),
        "saring": desk.Filters(kelurahan_id=manggar.pk),
        "cari": desk.Filters(text="Sari"),
    }
    seconds: dict[str, list[float]] = {name: [] for name in [*pages, "bare"]}
    statements = {}
    with psycopg.connect(arguments[0], autocommit=True) as bare:
        bare.prepare_threshold = 1
        for number in range(ROUNDS + 1):
            for name, filters in pages.items():
                watch = _page(filters, visitor=visitor)
                statements[name] = watch.statements
                if number:
                    seconds[name].append(watch.seconds)
            started = time.perf_counter()
            bare.execute(BARE).fetchall()
            if number:
                seconds["bare"].append(time.perf_counter() - started)
        cases = bare.execute("SELECT count(*) FROM verification_correction").fetchall()[0][0]
    say(json.dumps(seconds | {"cases": cases, "statements": statements}))


def _page(filters: desk.Filters, *, visitor: Any) -> Stopwatch:
    at = timezone.now()
    watch = Stopwatch()
    with transaction.atomic():
        enter_system(visitor.account_id)
        with connection.execute_wrapper(watch):
            desk.count_shelves(filters, by=visitor, at=at)
            found: list[Correction] = desk.page_of(
                desk.queue(filters, by=visitor, at=at), size=PAGE
            ).rows
            list(found)
    return watch
