"""The population list behind the start of LAMPID: how many people it found in each RT of an area."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from wacat.reports.queries import Inside
from wacat.values.citizenship import UNKNOWN, WNA, WNI

COLUMNS = {None: "count", WNI: "wni", WNA: "wna", UNKNOWN: "count - wni - wna"}
CHOSEN = """
FROM wacat.stock WHERE {inside} AND list_id = %(list)s AND (%(sex)s::text IS NULL OR sex = %(sex)s)
"""
PLACE = "kelurahan, number, rt_id"
PAGE = f"""
WITH found AS (SELECT rt_id, kelurahan_id, sum({{column}})::int AS count {CHOSEN} GROUP BY 1, 2),
named AS (
  SELECT f.rt_id, a.name, a.number, k.name AS kelurahan, f.count FROM found f
  JOIN areas_area a ON a.id = f.rt_id JOIN areas_area k ON k.id = f.kelurahan_id
)
SELECT rt_id, name, kelurahan, count FROM named
WHERE %(after)s = 0 OR ({PLACE}) > (SELECT {PLACE} FROM named WHERE rt_id = %(after)s)
ORDER BY {PLACE} LIMIT %(limit)s
"""
SUM = f"SELECT count(DISTINCT rt_id)::int, coalesce(sum({{column}}), 0)::int {CHOSEN}"


@dataclass(frozen=True, slots=True)
class RtPeople:
    """So many people the list found in an RT."""

    rt_id: int
    name: str
    kelurahan: str
    count: int


def people(
    place: Inside, *, list_id: int, sex: str | None, citizenship: str | None, after: int, limit: int
) -> list[RtPeople]:
    """The RTs of the area in that list, those behind the RT `after`."""
    more = {"after": after, "limit": limit}
    rows = _rows(PAGE, place, citizenship, {"list": list_id, "sex": sex} | more)
    return [RtPeople(*row) for row in rows]


def people_total(
    place: Inside, *, list_id: int, sex: str | None, citizenship: str | None
) -> tuple[int, int]:
    """How many RTs of the area stand in that list, and how many people together."""
    ((rts, count),) = _rows(SUM, place, citizenship, {"list": list_id, "sex": sex})
    return rts, count


def _rows(
    sql: str, place: Inside, citizenship: str | None, values: dict[str, Any]
) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            sql.format(inside=place.sql, column=COLUMNS[citizenship]), place.values | values
        )
        return list(cursor.fetchall())
