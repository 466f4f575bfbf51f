"""Measured by `lep.py`: the report as the product counts it, and its statements bare."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import psycopg
from django.db import connection, transaction
from django.utils import timezone

from bench.harness import take_turns
from bench.stopwatch import as_the_web
from wacat.accounts.access import enter_system, get_account
from wacat.areas.models import Area
from wacat.areas.queries import get_city
from wacat.ops.environment import say
from wacat.reports import lep
from wacat.reports.period import Period, month_of

# the web reads the tables of counts through views that look at who asks
VIEWS = re.compile(r"wacat\.(monthlytotal|monthly|stock)\b")
ROLLUP = """
SELECT kelurahan_id, kind, sum(count) FROM reports_monthly
WHERE month = %(month)s AND side = 'P' AND NOT detail AND kelurahan_id = ANY (%(kelurahan)s)
GROUP BY 1, 2
"""


def main(arguments: list[str]) -> None:
    """Last month of the city, of a kelurahan and of an RT."""
    month = (timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=1)
    as_the_web()
    city = get_city()
    manggar = Area.objects.get(level="KELURAHAN", name="Manggar")
    rt = Area.objects.get(kelurahan=manggar, level="RT", number=23)
    account = get_account("sistem").pk
    with psycopg.connect(arguments[0], autocommit=True) as admin:
        admin.prepare_threshold = 1
        work: dict[str, Callable[[], object]] = {}
        for name, area in (("city", city), ("kelurahan", manggar), ("rt", rt)):
            work[name] = ours(area, period=month_of(month), account=account)
            work[f"{name}/bare"] = bare(work[name], on=admin)
        kelurahan = list(Area.objects.filter(level="KELURAHAN").values_list("id", flat=True))
        values = {"month": month, "kelurahan": kelurahan}
        work["rollup"] = lambda: admin.execute(ROLLUP, values).fetchall()
        for each in work.values():
            each()  # warm
        seconds = take_turns(work, rounds=15)
    connection.close()
    say(json.dumps(seconds))


def ours(area: Area, *, period: Period, account: int) -> Callable[[], object]:
    """Build the report as the system does."""

    def build() -> object:
        with transaction.atomic():
            enter_system(account)
            return lep.build(area=area, period=period)

    return build


def bare(build: Callable[[], object], *, on: psycopg.Connection[Any]) -> Callable[[], object]:
    """The statements that a report asked, without policies, ORM and Python around them."""
    asked: list[tuple[str, Any]] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        bare_sql = VIEWS.sub(r"reports_\1", sql)
        if "reports_" in bare_sql:
            asked.append((bare_sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        build()
    return lambda: [on.execute(sql, params).fetchall() for sql, params in asked]
