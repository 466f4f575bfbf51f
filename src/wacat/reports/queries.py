"""The reads of a report: one statement a table, all from the counts kept beside the records.

Every statement names the kelurahan it wants besides the policy: the key begins with them.
A record touches an area once: by its primary side, and by its side of origin only where the other
side lies outside the area (`reach` wider than the level). So moves inside the area net to zero.
What became known only after its month was locked is late: its `served_month` lies before the period.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from wacat.areas.models import Area, Level
from wacat.areas.queries import parents_ever
from wacat.reports.models import Side, StockList
from wacat.reports.period import Period, month_of
from wacat.values.citizenship import UNKNOWN, WNA, WNI
from wacat.values.kinds import Kind

WIDTH = {Level.RT: 0, Level.KELURAHAN: 1, Level.KECAMATAN: 2, Level.CITY: 3}
CHILD = {
    Level.CITY: "kecamatan_id",
    Level.KECAMATAN: "kelurahan_id",
    Level.KELURAHAN: "rt_id",
    Level.RT: "rt_id",
}
LAMPID: dict[str, str] = {
    Kind.AKTA_KELAHIRAN: "born",
    Kind.AKTA_KEMATIAN: "died",
    Kind.DATANG: "arrived",
    Kind.PINDAH_KELUAR: "left",
}


@dataclass(frozen=True, kw_only=True)
class Inside:
    """Where a report looks: the condition on the area, the column of its children, the parameters.

    `closed` are the months whose totals by kelurahan serve a kecamatan or the city.
    """

    sql: str
    child: str
    values: dict[str, Any]
    closed: frozenset[date] = frozenset()

    def counted(
        self, table: str, columns: str, *, months: list[date]
    ) -> tuple[str, dict[str, Any]]:
        """The counts of those months as something to select from, and its parameters."""
        part = f"SELECT {columns} FROM {{table}} WHERE {self.sql} AND month = ANY (%(months)s)"
        if not self.closed:
            return f"({part.format(table=table)}) counted", {"months": months}
        total = f"SELECT {columns} FROM {table}total WHERE {self.sql} AND month = ANY (%(closed)s)"
        split = {
            "months": [month for month in months if month not in self.closed],
            "closed": [month for month in months if month in self.closed],
        }
        return f"({total} UNION ALL {part.format(table=table)}) counted", split


def inside(area: Area, *, period: Period) -> Inside:
    """The condition for an area and a period; an RT is looked for in every kelurahan it was part of."""
    only = " AND rt_id = %(area)s" if area.level == Level.RT else ""
    wide = area.level in (Level.CITY, Level.KECAMATAN)
    kelurahan, closed = _below(area) if wide else (kelurahan_of(area), [])
    values = {
        "kelurahan": kelurahan,
        "area": area.pk,
        "first": period.first,
        "day": period.last,
    }
    return Inside(
        sql=f"kelurahan_id = ANY (%(kelurahan)s){only}",
        child=CHILD[Level(area.level)],
        values=values,
        closed=frozenset(closed),
    )


# The kelurahan of a kecamatan or city, and the months that are locked, and so have totals by kelurahan.
BELOW = """
SELECT ARRAY(SELECT id FROM areas_area WHERE level = 'KELURAHAN' AND {above} = %(area)s),
       ARRAY(SELECT first FROM reports_reportperiod
             WHERE city_id = %(city)s AND span = 'MONTH' AND state <> 'OPEN')
"""


def _below(area: Area) -> tuple[list[int], list[date]]:
    above = "city_id" if area.level == Level.CITY else "kecamatan_id"
    with connection.cursor() as cursor:
        values = {"area": area.pk, "city": area.city_id or area.pk}
        cursor.execute(BELOW.format(above=above), values)
        kelurahan, closed = cursor.fetchone()
    return kelurahan, closed


def kelurahan_of(area: Area) -> list[int]:
    """The ids of the kelurahan whose counts belong to an area."""
    if area.level == Level.KELURAHAN:
        return [area.pk]
    return parents_ever(area) if area.level == Level.RT else _below(area)[0]


# Grouped by the areas one level below, so that one scan serves the area and its children.
# Months and kinds as lists: the index is entered once for each, whatever lies between.
COUNTS = """
SELECT {child} AS child, kind, sex, side, reach, detail, served_month < %(first)s AS late,
       served_month < %(begins)s AND month >= %(begins)s AS covered, sum(count)::int,
       sum(wni)::int, sum(wna)::int
FROM {counted} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING (sum(count), sum(wni), sum(wna)) <> (0, 0, 0)
"""
REPLIES = """
SELECT {child} AS child, outcome, served_month < %(first)s AS late, sum(count)::int, sum(seconds)::bigint,
       sum(prompt)::int
FROM {counted} GROUP BY 1, 2, 3
"""
STOCK_LIST = """
SELECT * FROM reports_stocklist WHERE city_id = %(city)s
ORDER BY "on" < %(before)s DESC, CASE WHEN "on" < %(before)s THEN "on" END DESC, "on", id DESC LIMIT 1
"""
STOCK = """
SELECT sex, sum(count)::int, sum(wni)::int, sum(wna)::int
FROM wacat.stock WHERE {inside} AND list_id = %(list)s GROUP BY 1
"""
SINCE = """
SELECT 0 AS child, kind, sex, side, reach, false, false, false, sum(count)::int, sum(wni)::int,
       sum(wna)::int
FROM {counted} WHERE served_month >= %(begins)s AND kind = ANY (%(kinds)s) AND NOT detail
GROUP BY 1, 2, 3, 4, 5 HAVING (sum(count), sum(wni), sum(wna)) <> (0, 0, 0)
"""
COUNT_COLUMNS = "{child} kind, sex, side, reach, detail, month, served_month, count, wni, wna"
REPLY_COLUMNS = "{child} outcome, served_month, count, seconds, prompt"
# As they were called and numbered on the last day of the month; who was no part then has no line of its
# own accord, only by what was counted for it.
CHILDREN = """
SELECT a.id, coalesce(k.code, ''), v.name, v.valid @> %(day)s::date
FROM (SELECT DISTINCT ON (area_id) area_id, name, valid FROM areas_areaversion
      WHERE parent_id = %(area)s ORDER BY area_id, valid @> %(day)s::date DESC, valid DESC) v
JOIN areas_area a ON a.id = v.area_id
LEFT JOIN LATERAL (
  SELECT code FROM areas_areacode c
  WHERE c.area_id = a.id AND c.system = CASE WHEN a.level = 'RT' THEN 'WACAT' ELSE 'KEMENDAGRI' END
  ORDER BY c.valid @> %(day)s::date DESC, upper(c.valid) DESC NULLS FIRST LIMIT 1) k ON true
ORDER BY a.number, k.code, a.id
"""


@dataclass(frozen=True, slots=True)
class Count:
    """So many services of one sort on one side; `child` is the area one level below.

    `late` ones belong to a month before the period; `covered` ones, though counted after the
    population count, to a month that it already knows. `wni` and `wna` of them are known as
    citizens and as foreigners.
    """

    child: int
    kind: str
    sex: str
    side: str
    reach: int
    detail: bool
    late: bool
    covered: bool
    count: int
    wni: int
    wna: int

    def by_citizenship(self) -> tuple[tuple[str, int], ...]:
        """How many of each citizenship."""
        return (WNI, self.wni), (WNA, self.wna), (UNKNOWN, self.count - self.wni - self.wna)

    def touches(self, width: int) -> bool:
        """Whether this side counts for an area of that width."""
        return self.side == Side.PRIMARY or self.reach > width

    def change(self, width: int) -> str:
        """What it is in LAMPID of an area of that width: born, died, arrived, left, or nothing."""
        if self.kind == Kind.PINDAH_DALAM_KOTA:
            if self.reach <= width:
                return ""
            return "arrived" if self.side == Side.PRIMARY else "left"
        return LAMPID.get(self.kind, "") if self.side == Side.PRIMARY else ""


@dataclass(frozen=True, slots=True)
class Reply:
    """So many notices with one outcome."""

    child: int
    outcome: str
    late: bool
    count: int
    seconds: int
    prompt: int


@dataclass(frozen=True, slots=True)
class People:
    """Whom a population count found in the area: the list, its day, people by sex and citizenship.

    The list is of the city; `on` is None where it knows nothing of the area, or there is none.
    """

    list_id: int | None
    on: date | None
    count: Counter[tuple[str, str]]

    @property
    def begins(self) -> date | None:
        """The first month that the count does not know yet."""
        return (self.on + timedelta(days=1)).replace(day=1) if self.on else None

    @property
    def tells_citizenship(self) -> bool:
        """Whether the count says of everybody which citizen he is."""
        return self.on is not None and not any(self.count[sex, UNKNOWN] for sex in ("L", "P"))


def counts(place: Inside, *, people: People, months: list[date]) -> list[Count]:
    """The services of a period's months."""
    begins = people.begins or date.min
    return [Count(*row) for row in _counted(COUNTS, place, months=months, begins=begins)]


def counts_since(place: Inside, *, begins: date, months: list[date]) -> list[Count]:
    """What changed the population in those months, of what was served from `begins` on."""
    kinds = [*LAMPID, Kind.PINDAH_DALAM_KOTA.value]
    rows = _counted(SINCE, place, months=months, kinds=kinds, begins=begins)
    return [Count(*row) for row in rows]


def _counted(sql: str, place: Inside, *, months: list[date], **more: Any) -> list[tuple[Any, ...]]:
    columns = COUNT_COLUMNS.format(child=f"{place.child},")
    source, split = place.counted("wacat.monthly", columns, months=months)
    return _rows(sql.replace("{counted}", source), place, **split, **more)


def replies(place: Inside, *, months: list[date]) -> list[Reply]:
    """How the notices of a period's months were answered."""
    columns = REPLY_COLUMNS.format(child=f"{place.child},")
    source, split = place.counted("reports_response", columns, months=months)
    return [Reply(*row) for row in _rows(REPLIES.replace("{counted}", source), place, **split)]


def find_stock(*, city_id: int, first: date) -> StockList | None:
    """The newest population count that a period beginning on `first` can start from.

    One taken on the first day of a month, or on the last day of the one before, begins that month.
    Where there is none yet it is the first one after, from which the start is counted backwards.
    """
    values = {"city": city_id, "before": month_of(first).last}
    return next(iter(StockList.objects.raw(STOCK_LIST, values)), None)


def stock(place: Inside, *, chosen: StockList | None) -> People:
    """The people of the area in that list."""
    rows = _rows(STOCK, place, list=chosen.pk) if chosen else []
    return People(
        list_id=chosen.pk if chosen else None,
        on=chosen.on if chosen and rows else None,
        count=Counter(
            {
                (sex, citizenship): number
                for sex, count, wni, wna in rows
                for citizenship, number in ((WNI, wni), (WNA, wna), (UNKNOWN, count - wni - wna))
            }
        ),
    )


def children(place: Inside) -> list[tuple[int, str, str, bool]]:
    """Id, code, name and openness of the areas one level below."""
    return [(row[0], row[1], row[2], row[3]) for row in _rows(CHILDREN, place)]


def first_counted(city: Area) -> date | None:
    """The first month of which something is counted in a city; None when nothing ever was."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT min(m.month) FROM unnest(%s::int[]) AS k(id)
               CROSS JOIN LATERAL (
                 (SELECT month FROM reports_monthly WHERE kelurahan_id = k.id ORDER BY month LIMIT 1)
                 UNION ALL
                 (SELECT month FROM reports_response WHERE kelurahan_id = k.id ORDER BY month LIMIT 1)) m""",
            [kelurahan_of(city)],
        )
        found: date | None = cursor.fetchone()[0]
        return found


def months_of(area: Area) -> list[date]:
    """The months of which something is counted in an RT or a kelurahan, oldest first."""
    column = "rt_id" if area.level == Level.RT else "kelurahan_id"
    places = kelurahan_of(area)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT DISTINCT month FROM (
                  SELECT month FROM reports_monthly
                  WHERE kelurahan_id = ANY (%(k)s) AND {column} = %(a)s AND count > 0
                  UNION ALL
                  SELECT month FROM reports_response
                  WHERE kelurahan_id = ANY (%(k)s) AND {column} = %(a)s AND count > 0) m
                ORDER BY month""",
            {"k": places, "a": area.pk},
        )
        return [row[0] for row in cursor.fetchall()]


def _rows(sql: str, place: Inside, **more: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql.format(inside=place.sql, child=place.child), place.values | more)
        return list(cursor.fetchall())
