"""How good each source of files is over time, and what is wrong with its rows most often (Pasal 2(2)d).

Read from what each file was counted to hold when it was checked, never from its rows.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection

from wacat.accounts.access import Visitor
from wacat.intake.quality import Counts
from wacat.values.tanggal import months_later

MONTHS = 12
MOST_REASONS = 10

BY_MONTH = """
SELECT b.source, date_trunc('month', b.checked_at AT TIME ZONE %(zone)s)::date,
       sum(q.accepted_count), sum(q.warning_count), sum(q.quarantined_count)
FROM intake_quality q JOIN intake_batch b ON b.id = q.batch_id
WHERE q.city_id = %(city_id)s AND b.checked_at >= %(since)s
  AND (%(kelurahan_id)s::bigint IS NULL OR q.kelurahan_id = %(kelurahan_id)s)
GROUP BY 1, 2 ORDER BY 1, 2
"""
REASONS = """
SELECT e.key, e.held, sum(e.rows)::int, count(DISTINCT b.id)
FROM intake_batch b CROSS JOIN LATERAL (
  SELECT key, true AS held, value::int AS rows FROM jsonb_each_text(b.reasons)
  UNION ALL SELECT key, false, value::int FROM jsonb_each_text(b.remarks)
) e
WHERE b.city_id = %(city_id)s AND b.checked_at >= %(since)s
GROUP BY 1, 2 ORDER BY 3 DESC, 1 LIMIT %(most)s
"""


@dataclass(kw_only=True)
class Source:
    """A source: its counts month by month, and all together."""

    name: str
    months: dict[date, Counts] = field(default_factory=dict)

    @property
    def total(self) -> Counts:
        """All its months together."""
        return sum(self.months.values(), Counts())


@dataclass(frozen=True, kw_only=True)
class Cause:
    """A check and how many rows it spoke of; `held` says that those rows wait in quarantine."""

    code: str
    held: bool
    rows: int
    files: int


def by_source(*, by: Visitor, until: date, kelurahan_id: int | None = None) -> list[Source]:
    """The sources of the visitor's city in the twelve months to `until`, the one with most rows first.

    Of their rows all, or those of one kelurahan.
    """
    found: dict[str, Source] = {}
    with connection.cursor() as cursor:
        cursor.execute(BY_MONTH, _values(by, until) | {"kelurahan_id": kelurahan_id})
        for name, month, accepted, warned, quarantined in cursor.fetchall():
            source = found.setdefault(name, Source(name=name))
            source.months[month] = Counts(int(accepted), int(warned), int(quarantined))
    return sorted(found.values(), key=lambda source: (-source.total.rows, source.name))


def causes(*, by: Visitor, until: date) -> list[Cause]:
    """The ten checks that spoke of most rows in the same months."""
    with connection.cursor() as cursor:
        cursor.execute(REASONS, _values(by, until) | {"most": MOST_REASONS})
        return [
            Cause(code=code, held=held, rows=rows, files=files)
            for code, held, rows, files in cursor.fetchall()
        ]


def _values(by: Visitor, until: date) -> dict[str, Any]:
    since = months_later(until.replace(day=1), 1 - MONTHS)
    return {"city_id": by.city_id, "since": since, "zone": settings.TIME_ZONE}
