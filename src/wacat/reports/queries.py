"""The reads of a report: one statement a table, all from the counts kept beside the records.

Every statement names the kelurahan it wants besides the policy: the key begins with them.
A record touches an area once: by its primary side, and by its side of origin only where the other
side lies outside the area (`reach` wider than the level). So moves inside the area net to zero.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from wacat.areas.models import Area, Level
from wacat.values.kinds import NEUTRAL

WIDTH = {Level.RT: 0, Level.KELURAHAN: 1, Level.KECAMATAN: 2, Level.CITY: 3}
CHILD = {
    Level.CITY: ("kecamatan_id", 2),
    Level.KECAMATAN: ("kelurahan_id", 1),
    Level.KELURAHAN: ("rt_id", 0),
}


@dataclass(frozen=True, kw_only=True)
class Inside:
    """Where a report looks: the condition on the area, and its parameters."""

    sql: str
    values: dict[str, Any]


def inside(area: Area, *, month: date, neutral: bool) -> Inside:
    """The condition for an area and a month; `neutral` leaves restricted kinds under their neutral name."""
    kelurahan = (
        [area.kelurahan_id]
        if area.kelurahan_id
        else list(
            Area.objects.filter(level=Level.KELURAHAN)
            .filter(**{area.level.lower(): area.pk})
            .values_list("id", flat=True)
        )
    )
    only = " AND rt_id = %(area)s" if area.level == Level.RT else ""
    values = {
        "kelurahan": kelurahan,
        "area": area.pk,
        "month": month,
        "width": WIDTH[Level(area.level)],
        "neutral": neutral,
        "neutral_kind": NEUTRAL,
    }
    return Inside(sql=f"kelurahan_id = ANY (%(kelurahan)s){only}", values=values)


TOUCHES = "(side = 'P' OR reach > {width})"
BORN = "side = 'P' AND kind = 'AKTA_KELAHIRAN'"
DIED = "side = 'P' AND kind = 'AKTA_KEMATIAN'"
ARRIVED = "side = 'P' AND (kind = 'DATANG' OR kind = 'PINDAH_DALAM_KOTA' AND reach > {width})"
LEFT = (
    "(side = 'P' AND kind = 'PINDAH_KELUAR' "
    "OR side = 'O' AND kind = 'PINDAH_DALAM_KOTA' AND reach > {width})"
)
LAMPID_KINDS = (
    "kind IN ('AKTA_KELAHIRAN', 'AKTA_KEMATIAN', 'DATANG', 'PINDAH_KELUAR', 'PINDAH_DALAM_KOTA')"
)

SERVICES = """
SELECT kind, sum(count)::int FROM reports_monthly
WHERE {inside} AND month = %(month)s AND (side = 'P' OR reach > %(width)s)
  AND CASE WHEN %(neutral)s THEN NOT detail ELSE kind <> %(neutral_kind)s END
GROUP BY kind HAVING sum(count) <> 0
"""

# A stock taken on the first day of a month, or on the last day of the one before, begins that month.
LAMPID = f"""
WITH base AS (
  SELECT max("on") AS taken_on, date_trunc('month', (max("on") + 1)::timestamp)::date AS begins
  FROM reports_stock WHERE {{inside}} AND "on" + 1 < (%(month)s::date + interval '1 month')
), parts AS (
  SELECT sex, sum(count) AS before, 0 AS born, 0 AS arrived, 0 AS died, 0 AS gone
  FROM reports_stock WHERE {{inside}} AND "on" = (SELECT taken_on FROM base) GROUP BY sex
  UNION ALL
  SELECT sex, sum(CASE WHEN month < %(month)s THEN born + arrived - died - gone ELSE 0 END),
         sum(born) FILTER (WHERE month = %(month)s), sum(arrived) FILTER (WHERE month = %(month)s),
         sum(died) FILTER (WHERE month = %(month)s), sum(gone) FILTER (WHERE month = %(month)s)
  FROM (SELECT sex, month,
               CASE WHEN {BORN} THEN count ELSE 0 END AS born,
               CASE WHEN {ARRIVED.format(width="%(width)s")} THEN count ELSE 0 END AS arrived,
               CASE WHEN {DIED} THEN count ELSE 0 END AS died,
               CASE WHEN {LEFT.format(width="%(width)s")} THEN count ELSE 0 END AS gone
        FROM reports_monthly
        WHERE {{inside}} AND {LAMPID_KINDS} AND NOT detail
          AND month >= coalesce((SELECT begins FROM base), %(month)s) AND month <= %(month)s) m
  GROUP BY sex
)
SELECT sex, coalesce(sum(before), 0)::int, coalesce(sum(born), 0)::int, coalesce(sum(arrived), 0)::int,
       coalesce(sum(died), 0)::int, coalesce(sum(gone), 0)::int, (SELECT taken_on FROM base)
FROM parts GROUP BY sex
"""

RESPONSES = """
SELECT outcome, sum(count)::int, sum(seconds)::bigint, sum(prompt)::int FROM reports_response
WHERE {inside} AND month = %(month)s GROUP BY outcome
"""


def _children_sql(column: str, width: int) -> str:
    arrived, left = ARRIVED.format(width=width), LEFT.format(width=width)
    return f"""
WITH counts AS (
  SELECT {column} AS id, sum(count) FILTER (WHERE {TOUCHES.format(width=width)}) AS services,
         sum(count) FILTER (WHERE {BORN}) AS born, sum(count) FILTER (WHERE {DIED}) AS died,
         sum(count) FILTER (WHERE {arrived}) AS arrived, sum(count) FILTER (WHERE {left}) AS gone
  FROM reports_monthly WHERE {{inside}} AND month = %(month)s AND NOT detail GROUP BY 1
), replies AS (
  SELECT {column} AS id, sum(count) FILTER (WHERE outcome = 'TOLD') AS told,
         sum(count) FILTER (WHERE outcome IN ('CONFIRMED', 'CORRECTED', 'NOT_MINE')) AS answered
  FROM reports_response WHERE {{inside}} AND month = %(month)s GROUP BY 1
)
SELECT a.id, coalesce(k.code, ''), a.name, coalesce(c.services, 0)::int, coalesce(c.born, 0)::int,
       coalesce(c.died, 0)::int, coalesce(c.arrived, 0)::int, coalesce(c.gone, 0)::int,
       coalesce(r.told, 0)::int, coalesce(r.answered, 0)::int
FROM areas_area a
LEFT JOIN counts c ON c.id = a.id LEFT JOIN replies r ON r.id = a.id
LEFT JOIN areas_areacode k ON k.area_id = a.id AND upper_inf(k.valid)
     AND k.system = CASE WHEN a.level = 'RT' THEN 'WACAT' ELSE 'KEMENDAGRI' END
WHERE a.parent_id = %(area)s AND (a.closed_on IS NULL OR c.id IS NOT NULL)
ORDER BY a.number, k.code, a.id
"""


def services(place: Inside) -> list[tuple[Any, ...]]:
    """Kind and count, of the kinds that occurred."""
    return _rows(SERVICES, place)


def lampid(place: Inside) -> list[tuple[Any, ...]]:
    """Sex, start, born, arrived, died, left, and the day of the stock."""
    return _rows(LAMPID, place)


def responses(place: Inside) -> list[tuple[Any, ...]]:
    """Outcome, count, seconds, answers within 3 x 24 hours."""
    return _rows(RESPONSES, place)


def children(place: Inside, *, level: str) -> list[tuple[Any, ...]]:
    """The areas one level below with their counts; none below an RT."""
    if level == Level.RT:
        return []
    return _rows(_children_sql(*CHILD[Level(level)]), place)


def code_of(area: Area) -> str:
    """The code that the area carries today."""
    system = "WACAT" if area.level == Level.RT else "KEMENDAGRI"
    codes = area.codes.filter(system=system, valid__endswith=None)
    return codes.values_list("code", flat=True).first() or ""


def _rows(sql: str, place: Inside) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql.format(inside=place.sql), place.values)
        return list(cursor.fetchall())
