"""Letting out the counts of a month to everybody: made once, small numbers left out, kept for good."""

import secrets
from datetime import date, datetime

from django.db import connection
from django.db.models import Exists, OuterRef

from wacat.areas.models import Area, Level
from wacat.areas.queries import get_city
from wacat.reports.models import PublicMonth, ReportPeriod
from wacat.reports.period import last_day
from wacat.reports.states import PeriodState, Span
from wacat.reports.suppression import hide, with_totals

TOTAL_PLACE, TOTAL_KIND = 0, ""
COUNTS = """
SELECT kelurahan_id, kind, sum(count)::int FROM reports_monthly
WHERE month = %(month)s AND served_month = month AND side = 'P' AND NOT detail
  AND kelurahan_id = ANY (%(kelurahan)s)
GROUP BY 1, 2 HAVING sum(count) > 0 ORDER BY 1, 2
"""


def due() -> list[date]:
    """The locked months that were not let out yet, oldest first.

    An open month is not shown: the difference between two days would tell of one person.
    """
    city = get_city()
    locked = ReportPeriod.objects.filter(city=city, span=Span.MONTH).exclude(state=PeriodState.OPEN)
    out = PublicMonth.objects.filter(city=city, month=OuterRef("first"))
    return list(locked.filter(~Exists(out)).order_by("first").values_list("first", flat=True))


def publish(*, month: date, at: datetime) -> PublicMonth:
    """Keep the table of a month as everybody may read it; once it is kept it stays.

    A service counts where the person lives or moved to. What becomes known later changes no table
    that is out: the difference between two of them would tell of one person.
    Source: Pasal 8b.
    """
    city = get_city()
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, {"month": month, "kelurahan": _kelurahan(city)})
        found = {(place, kind): count for place, kind, count in cursor.fetchall()}
    kinds = sorted({kind for _, kind in found})
    places = _standing(city, month=month, counted={place for place, _ in found})
    cells: list[list[int | None]] = []
    if kinds:
        grid = with_totals([[found.get((p, k), 0) for k in kinds] for p in places])
        hidden = hide(grid, chance=secrets.SystemRandom())
        cells = [
            [None if (i, j) in hidden else count for j, count in enumerate(row)]
            for i, row in enumerate(grid)
        ]
    table = {"places": [TOTAL_PLACE, *places], "kinds": [TOTAL_KIND, *kinds], "cells": cells}
    made, _ = PublicMonth.objects.get_or_create(
        city=city, month=month, defaults={"table": table, "published_at": at}
    )
    return made


def _kelurahan(city: Area) -> list[int]:
    inside = Area.objects.filter(city=city, level=Level.KELURAHAN)
    return list(inside.order_by("pk").values_list("pk", flat=True))


def _standing(city: Area, *, month: date, counted: set[int]) -> list[int]:
    """Every kelurahan that stood by then has its row, also with nothing in it.

    A younger one must not lend its zeros as partners: everybody knows them.
    """
    inside = Area.objects.filter(city=city, level=Level.KELURAHAN).order_by("pk")
    rows = inside.values_list("pk", "opened_on", "closed_on")
    end = last_day(month)
    return [
        pk for pk, opened, closed in rows
        if pk in counted or (opened <= end and (closed is None or closed > month))
    ]  # fmt: skip
