"""Reads of the quality of files over time: by month, source and kelurahan."""

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
SELECT date_trunc('month', b.checked_at AT TIME ZONE %(zone)s)::date, b.source, q.kelurahan_id,
       k.name, sum(q.accepted_count), sum(q.warning_count), sum(q.quarantined_count)
FROM intake_quality q
JOIN intake_batch b ON b.id = q.batch_id
LEFT JOIN areas_area k ON k.id = q.kelurahan_id
WHERE q.city_id = %(city_id)s AND b.checked_at >= %(since)s
  AND (%(kelurahan_id)s::bigint IS NULL OR q.kelurahan_id = %(kelurahan_id)s)
  AND (%(source)s::text IS NULL OR b.source = %(source)s)
GROUP BY GROUPING SETS ((1), (2), (3, 4))
"""


@dataclass(frozen=True)
class Overview:
    """Counts by month (oldest first), by source and by kelurahan (worst first, with its id)."""

    months: list[tuple[date, Counts]]
    sources: list[tuple[str, Counts]]
    kelurahan: list[tuple[str, Counts, int]]


def overview(
    *, by: Visitor, today: date, kelurahan_id: int | None = None, source: str | None = None
) -> Overview:
    """The last twelve months of the visitor's city, or of one of its kelurahan or sources."""
    first = today.year * 12 + today.month - MONTHS
    months: list[tuple[date, Counts]] = []
    sources: list[tuple[str, Counts]] = []
    kelurahan: list[tuple[str, Counts, int]] = []
    with connection.cursor() as cursor:
        cursor.execute(QUERY, {
            "city_id": by.city_id, "since": date(first // 12, first % 12 + 1, 1),
            "zone": settings.TIME_ZONE, "kelurahan_id": kelurahan_id, "source": source,
        })  # fmt: skip
        for month, told_by, area_id, name, accepted, warned, quarantined in cursor.fetchall():
            counts = Counts(int(accepted), int(warned), int(quarantined))
            if month is not None:
                months.append((month, counts))
            elif told_by is not None:
                sources.append((told_by, counts))
            else:
                kelurahan.append((name or UNKNOWN, counts, area_id))
    return Overview(
        sorted(months), sorted(sources, key=_worst)[:MOST_SOURCES], sorted(kelurahan, key=_worst)
    )


def _worst(found: tuple[str, Counts] | tuple[str, Counts, int]) -> tuple[int, str]:
    return found[1].score or 0, found[0]
