"""Measured by `lep.py`: the report as the product counts it, and its statements bare."""

import json
from collections.abc import Callable
from datetime import date, timedelta

import psycopg
from django.db import connection, transaction
from django.utils import timezone

from bench.harness import take_turns
from wacat.accounts.access import enter_system, get_account
from wacat.areas.models import Area
from wacat.areas.queries import get_city
from wacat.ops.environment import say
from wacat.reports import lep, queries

ROLLUP = """
SELECT kelurahan_id, kind, sum(count) FROM reports_monthly
WHERE month = %(month)s AND side = 'P' AND NOT detail AND kelurahan_id = ANY (%(kelurahan)s)
GROUP BY 1, 2
"""


def main(arguments: list[str]) -> None:
    """Last month of the city, of a kelurahan and of an RT."""
    month = (timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=1)
    city = get_city()
    manggar = Area.objects.get(level="KELURAHAN", name="Manggar")
    rt = Area.objects.get(kelurahan=manggar, level="RT", number=23)
    account = get_account("sistem").pk
    with psycopg.connect(arguments[0], autocommit=True) as bare:
        bare.prepare_threshold = 1
        work: dict[str, Callable[[], object]] = {}
        for name, area in (("city", city), ("kelurahan", manggar), ("rt", rt)):
            work[name] = _ours(area, month=month, account=account)
            work[f"{name}/bare"] = _bare(area, month=month, on=bare)
        values = queries.inside(city, month=month, neutral=False).values
        work["rollup"] = lambda: bare.execute(ROLLUP, values).fetchall()
        for each in work.values():
            each()  # warm
        seconds = take_turns(work, rounds=15)
    connection.close()
    say(json.dumps(seconds))


def _ours(area: Area, *, month: date, account: int) -> Callable[[], object]:
    def build() -> object:
        with transaction.atomic():
            enter_system(account)
            return lep.build(area=area, month=month)

    return build


def _bare(
    area: Area, *, month: date, on: psycopg.Connection[tuple[object, ...]]
) -> Callable[[], object]:
    place = queries.inside(area, month=month, neutral=False)
    statements = [queries.SERVICES, queries.LAMPID, queries.RESPONSES]
    if area.level != "RT":
        statements.append(queries._children_sql(*queries.CHILD[area.level]))
    written = [statement.format(inside=place.sql) for statement in statements]
    return lambda: [on.execute(statement, place.values).fetchall() for statement in written]
