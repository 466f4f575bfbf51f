"""Reads of the quality of files over time: by month, source and kelurahan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import connection

from wacat.accounts.access import Visitor
from wacat.intake.quality import Counts

MONTHS = 12
MOST_SOURCES = 40
UNKNOWN = "Kelurahan tidak diketahui"

# Files that only repeat another's bytes were not read, so they say nothing.
QUERY = """
SELECT date_trunc('month', b.checked_at AT TIME ZONE %(zone)s)::date, b.source,
       coalesce(k.name, ''), sum(q.accepted_count), sum(q.warning_count), sum(q.quarantined_count)
FROM intake_quality q
JOIN intake_batch b ON b.id = q.batch_id
LEFT JOIN areas_area k ON k.id = q.kelurahan_id
WHERE q.city_id = %(city_id)s AND b.checked_at >= %(since)s
GROUP BY GROUPING SETS ((1), (2), (3))
"""


@dataclass(frozen=True)
class Overview:
    """Counts by month (oldest first), by source and by kelurahan (worst first)."""

    months: list[tuple[date, Counts]]
    sources: list[tuple[str, Counts]]
    kelurahan: list[tuple[str, Counts]]


def overview(*, by: Visitor, today: date) -> Overview:
    """The last twelve months of the visitor's city."""
    first = today.year * 12 + today.month - MONTHS
    since = date(first // 12, first % 12 + 1, 1)
    months: list[tuple[date, Counts]] = []
    sources: list[tuple[str, Counts]] = []
    kelurahan: list[tuple[str, Counts]] = []
    with connection.cursor() as cursor:
        cursor.execute(QUERY, {"city_id": by.city_id, "since": since, "zone": settings.TIME_ZONE})
        for month, source, name, accepted, warned, quarantined in cursor.fetchall():
            counts = Counts(int(accepted), int(warned), int(quarantined))
            if month is not None:
                months.append((month, counts))
            elif source is not None:
                sources.append((source, counts))
            else:
                kelurahan.append((name or UNKNOWN, counts))
    return Overview(sorted(months), _worst_first(sources)[:MOST_SOURCES], _worst_first(kelurahan))


def _worst_first(found: Iterable[tuple[str, Counts]]) -> list[tuple[str, Counts]]:
    return sorted(found, key=lambda one: (one[1].score or 0, one[0]))
