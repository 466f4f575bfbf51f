"""The only writer of reports: population counts, issued sheets, and counting anew."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from wacat.areas.models import Area, Level
from wacat.reports.figures import Lep
from wacat.reports.models import Issue, ReportPeriod, StockList
from wacat.values.refusal import Refusal
from wacat.values.tanggal import tanggal

# No letter that is mistaken for a digit on paper.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 10

INSERT_STOCK = """
INSERT INTO reports_stock (list_id, rt_id, kelurahan_id, kecamatan_id, city_id, sex, count, wni, wna)
SELECT %s, a.id, a.kelurahan_id, a.kecamatan_id, a.city_id, s.sex, s.count, coalesce(s.count - s.wna, 0),
       coalesce(s.wna, 0)
FROM unnest(%s::int[], %s::text[], %s::int[], %s::int[]) AS s(rt_id, sex, count, wna)
JOIN areas_area a ON a.id = s.rt_id AND a.level = 'RT' ORDER BY a.id, s.sex
"""
# An RT's sheet belongs to the kelurahan of its period, whose Lurah hands it out.
INSERT_ISSUE = """
INSERT INTO reports_issue (code, area_id, kelurahan_id, city_id, period, closing_id, revision, neutral,
  sha256, figures, issued_at, issued_by_id)
SELECT %(code)s, a.id, CASE WHEN a.level = 'RT' THEN v.parent_id ELSE a.kelurahan_id END,
  coalesce(a.city_id, a.id), %(period)s, %(closing)s, %(revision)s, %(neutral)s, %(sha256)s, %(figures)s,
  %(at)s, %(by)s
FROM areas_area a JOIN LATERAL (
  SELECT parent_id FROM areas_areaversion WHERE area_id = a.id
  ORDER BY valid @> %(day)s::date DESC, valid LIMIT 1) v ON true
WHERE a.id = %(area)s
ON CONFLICT DO NOTHING
"""


class CannotLoadStock(Refusal):
    """The population counts cannot be taken."""


@dataclass(frozen=True, kw_only=True)
class Handed:
    """The issue of a sheet, and whether it was made by this call."""

    issue: Issue
    is_new: bool


def load_stock(
    *,
    city: Area,
    on: date,
    counts: Mapping[tuple[int, str], int],
    by: int | None,
    at: datetime,
    name: str = "",
    foreign: Mapping[tuple[int, str], int] | None = None,
) -> StockList:
    """Keep how many people lived in each RT on a day; RTs left out are counted as empty.

    `counts` maps (id of the RT, "L" or "P") to people. The day is the first or the last of a month,
    so that a report starts from it without looking inside a month. An earlier list of the same day
    stays for the reports that were locked with it. `foreign` are the WNA among them, by the same keys;
    None where the list does not tell.

    Raises:
        CannotLoadStock: the day is inside a month, or the newest list of that day is the same.
    """
    if on.day != 1 and (on + timedelta(days=1)).day != 1:
        raise CannotLoadStock("Tanggal stok penduduk harus hari pertama atau terakhir suatu bulan.")
    places = Area.objects.filter(city=city, level=Level.RT, closed_on=None)
    keys = [(pk, sex) for pk in places.order_by("pk").values_list("pk", flat=True) for sex in "LP"]
    lines = [
        (*key, counts.get(key, 0), None if foreign is None else foreign.get(key, 0)) for key in keys
    ]
    written = "\n".join(
        f"{rt_id} {sex} {count}" + ("" if wna is None else f" {wna}")
        for rt_id, sex, count, wna in lines
    )
    mark = hashlib.sha256(f"{on}\n{written}".encode()).hexdigest()
    newest = StockList.objects.filter(city=city, on=on).order_by("-id").first()
    if newest and newest.sha256 == mark:
        raise CannotLoadStock(f"Jumlah penduduk per {tanggal(on)} yang sama persis sudah dimuat.")
    made = StockList.objects.create(
        city=city, on=on, name=name, people=sum(line[2] for line in lines), loaded_at=at,
        loaded_by_id=by, sha256=mark,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(INSERT_STOCK, [made.pk, *map(list, zip(*lines, strict=True))])
    return made


def issue(*, lep: Lep, by: int | None, at: datetime, closing: ReportPeriod | None = None) -> Handed:
    """Give a report a code under which anybody can check its sheet; `by` is an account's id.

    The same figures keep their first code and day, so that printing again gives the same bytes. With
    `closing`, a locked period, the sheet keeps its figures and is the one of that revision.
    """
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    own = {"area": lep.area_id, "period": lep.period, "neutral": lep.neutral}
    mark: dict[str, Any] = {"closing": closing.pk if closing else None}
    mark |= {"revision": closing.revision} if closing else {"sha256": lep.sha256()}
    values: dict[str, Any] = own | mark | {
        "code": code, "day": lep.span.last, "revision": closing.revision if closing else None,
        "sha256": lep.sha256(), "figures": lep.canonical() if closing else "", "at": at, "by": by,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(INSERT_ISSUE, values)
    made = Issue.objects.get(**own, **mark)
    return Handed(issue=made, is_new=made.code == code)


def rebuild() -> None:
    """Count everything anew from records and notices; for the worker's role and context only."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT wacat.rollup_rebuild()")
