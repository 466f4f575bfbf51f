"""Reads of the counts of consistency: one statement a table, narrowed by area, source and months.

Every statement names the kelurahan it wants besides the policy, as those of `reports.queries` do.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from wacat.areas.models import Area, Level
from wacat.areas.queries import parents_ever
from wacat.evaluation.consistency.elements import ELEMENTS, EVERY, WHOLE
from wacat.evaluation.consistency.rates import NOTHING, Rate

BELOW = {
    Level.CITY: "kecamatan_id", Level.KECAMATAN: "kelurahan_id", Level.KELURAHAN: "rt_id",
    Level.RT: "rt_id",
}  # fmt: skip
UNKNOWN_SOURCE = "Sumber tidak dicatat"


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where to look: the kelurahan, one RT or none, the column of the areas one level below."""

    kelurahan: list[int]
    rt_id: int | None
    below: str
    level: str


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is asked for: a place, months, and where wanted one source and one element."""

    place: Place
    months: list[date]
    source: str | None = None
    element: str = EVERY


def place_of(area: Area) -> Place:
    """The place of an area; an RT is looked for in every kelurahan it was part of."""
    level = Level(area.level)
    if level == Level.KELURAHAN:
        inside = [area.pk]
    elif level == Level.RT:
        inside = parents_ever(area)
    else:
        found = Area.objects.filter(level=Level.KELURAHAN, **{level.lower(): area.pk})
        inside = list(found.order_by("id").values_list("id", flat=True))
    rt_id = area.pk if level == Level.RT else None
    return Place(kelurahan=inside, rt_id=rt_id, below=BELOW[level], level=level)


# Grouping by one column serves every table: answers and disputes of the chosen element side by side.
LINES = """
SELECT {group} AS line, coalesce(sum(count) FILTER (WHERE element = ''), 0)::int,
       coalesce(sum({hits}) FILTER (WHERE element = %(element)s), 0)::int,
       coalesce(sum(judged) FILTER (WHERE element = %(element)s), 0)::int,
       coalesce(sum(proven) FILTER (WHERE element = %(element)s), 0)::int
FROM evaluation_consistency
WHERE kelurahan_id = ANY (%(kelurahan)s) AND month = ANY (%(months)s) AND element IN ('', %(element)s)
  {rt} {source} GROUP BY 1
"""
BY_ELEMENT = """
SELECT element, sum(count)::int, sum(share)::bigint, sum(judged)::int, sum(proven)::int
FROM evaluation_consistency
WHERE kelurahan_id = ANY (%(kelurahan)s) AND month = ANY (%(months)s) {rt} {source} GROUP BY 1
"""


def by_month(asked: Asked) -> dict[date, Rate]:
    """A rate a month, in the order asked; months without an answer included."""
    found = _grouped("month", asked)
    return {month: found.get(month, NOTHING) for month in asked.months}


def by_area(asked: Asked) -> dict[int, Rate]:
    """A rate for each area one level below that had an answer."""
    return _grouped(asked.place.below, asked)


def by_source(asked: Asked) -> dict[str, Rate]:
    """A rate for each source that had an answer; "" where none is known."""
    return _grouped("source", asked)


def whole(asked: Asked) -> Rate:
    """The rate of everything asked for."""
    return _grouped("0", asked).get(0, NOTHING)


def by_element(asked: Asked) -> dict[str, Rate]:
    """A rate for each element, in the usual order; all of them are among the same answers."""
    rows = {row[0]: row[1:] for row in _rows(BY_ELEMENT, asked)}
    answered = rows.get(EVERY, (0,))[0]
    found = {}
    for element in ELEMENTS:
        count, share, judged, proven = rows.get(element, (0, 0, 0, 0))
        found[element] = Rate(
            answered=answered, disputed=count, parts=share, judged=judged, proven=proven
        )
    return found


def sources(place: Place, *, months: list[date]) -> list[str]:
    """The sources that had an answer, for the filter."""
    return sorted(by_source(Asked(place=place, months=months)))


def _grouped(group: str, asked: Asked) -> dict[Any, Rate]:
    # the line of all answers counts every one of them; those that dispute are in its share
    hits = f"share / {WHOLE}" if asked.element == EVERY else "count"
    query = LINES.replace("{group}", group).replace("{hits}", hits)
    return {
        line: Rate(answered=answered, disputed=hit, parts=hit * WHOLE, judged=judged, proven=proven)
        for line, answered, hit, judged, proven in _rows(query, asked)
        if answered
    }


def _rows(query: str, asked: Asked) -> list[tuple[Any, ...]]:
    place = asked.place
    values: dict[str, Any] = {
        "kelurahan": place.kelurahan, "months": asked.months, "element": asked.element,
        "rt": place.rt_id, "source": asked.source,
    }  # fmt: skip
    sql = query.format(
        rt="AND rt_id = %(rt)s" if place.rt_id else "",
        source="AND source = %(source)s" if asked.source is not None else "",
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
