"""The only writer of reports: population counts, issued sheets, and counting anew."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection

from wacat.areas.models import Area, Level
from wacat.reports.figures import Lep
from wacat.reports.models import Issue
from wacat.reports.period import last_day
from wacat.values.refusal import Refusal

# No letter that is mistaken for a digit on paper.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 10

INSERT_STOCK = """
INSERT INTO reports_stock (rt_id, kelurahan_id, kecamatan_id, city_id, "on", sex, count)
SELECT a.id, a.kelurahan_id, a.kecamatan_id, a.city_id, %s, s.sex, s.count
FROM unnest(%s::int[], %s::text[], %s::int[]) AS s(rt_id, sex, count)
JOIN areas_area a ON a.id = s.rt_id AND a.level = 'RT' ORDER BY a.id, s.sex
ON CONFLICT (kelurahan_id, "on", rt_id, sex) DO UPDATE SET count = EXCLUDED.count
"""
# An RT's sheet belongs to the kelurahan of its month, whose Lurah hands it out.
INSERT_ISSUE = """
INSERT INTO reports_issue (code, area_id, kelurahan_id, city_id, month, neutral, sha256, issued_at,
  issued_by_id)
SELECT %(code)s, a.id, CASE WHEN a.level = 'RT' THEN v.parent_id ELSE a.kelurahan_id END, a.city_id,
  %(month)s, %(neutral)s, %(sha256)s, %(at)s, %(by)s
FROM areas_area a JOIN LATERAL (
  SELECT parent_id FROM areas_areaversion WHERE area_id = a.id
  ORDER BY valid @> %(day)s::date DESC, valid LIMIT 1) v ON true
WHERE a.id = %(area)s
ON CONFLICT (area_id, month, neutral, sha256) DO NOTHING
"""


class CannotLoadStock(Refusal):
    """The population counts cannot be taken."""


@dataclass(frozen=True, kw_only=True)
class Handed:
    """The issue of a sheet, and whether it was made by this call."""

    issue: Issue
    is_new: bool


def load_stock(*, on: date, counts: Mapping[tuple[int, str], int]) -> int:
    """Keep how many people lived in each RT on a day; RTs left out are counted as empty.

    `counts` maps (id of the RT, "L" or "P") to people. The day is the first or the last of a month,
    so that a report starts from it without looking inside a month. Returns the rows kept.

    Raises:
        CannotLoadStock: the day is inside a month.
    """
    if on.day != 1 and (on + timedelta(days=1)).day != 1:
        raise CannotLoadStock("Tanggal stok penduduk harus hari pertama atau terakhir suatu bulan.")
    places = Area.objects.filter(level=Level.RT, closed_on=None).values_list("id", flat=True)
    keys = [(rt_id, sex) for rt_id in places for sex in ("L", "P")]
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT_STOCK,
            [on, [k[0] for k in keys], [k[1] for k in keys], [counts.get(k, 0) for k in keys]],
        )
        return int(cursor.rowcount)


def issue(*, lep: Lep, by: int | None, at: datetime) -> Handed:
    """Give a report a code under which anybody can check its sheet; `by` is an account's id.

    The same figures keep their first code and day, so that printing again gives the same bytes.
    """
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    fingerprint = lep.sha256()
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT_ISSUE,
            {
                "code": code, "month": lep.month, "day": last_day(lep.month), "neutral": lep.neutral,
                "sha256": fingerprint, "at": at, "by": by, "area": lep.area_id,
            },
        )  # fmt: skip
    made = Issue.objects.get(
        area_id=lep.area_id, month=lep.month, neutral=lep.neutral, sha256=fingerprint
    )
    return Handed(issue=made, is_new=made.code == code)


def rebuild() -> None:
    """Count everything anew from records and notices; for the worker's role and context only."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT wacat.rollup_rebuild()")
