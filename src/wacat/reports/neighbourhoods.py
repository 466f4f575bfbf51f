"""The RTs of a kelurahan and its months, for its Lurah: who answers and who is silent (Pasal 3b)."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from wacat.reports.overview import REPLIES

RTS = f"""
WITH r AS (
  SELECT rt_id, month, {REPLIES} FROM reports_response
  WHERE kelurahan_id = %(kelurahan)s AND month IN (%(month)s, %(before)s) GROUP BY 1, 2
)
SELECT a.id, a.name, a.number, coalesce(n.told, 0), coalesce(n.answered, 0), coalesce(n.prompt, 0),
       coalesce(b.told, 0), coalesce(b.answered, 0)
FROM areas_area a
LEFT JOIN r n ON n.rt_id = a.id AND n.month = %(month)s
LEFT JOIN r b ON b.rt_id = a.id AND b.month = %(before)s
WHERE a.level = 'RT' AND a.parent_id = %(kelurahan)s AND (a.closed_on IS NULL OR n.told > 0)
ORDER BY a.number, a.id
"""
MONTHS = f"""
WITH r AS (
  SELECT month, {REPLIES} FROM reports_response
  WHERE kelurahan_id = %(kelurahan)s AND month = ANY (%(months)s) GROUP BY 1
)
SELECT m.month, coalesce(r.told, 0), coalesce(r.answered, 0)
FROM unnest(%(months)s::date[]) AS m(month) LEFT JOIN r USING (month) ORDER BY m.month
"""
# A statement of its own: the function changes the context while it counts.
MEDIANS = "SELECT month, share FROM wacat.kecamatan_median(%(months)s::date[])"


@dataclass(frozen=True, kw_only=True)
class RtLine:
    """One RT in a month: notices told, answered, answered within 3 x 24 hours; the month before."""

    id: int
    name: str
    number: int
    told: int
    answered: int
    prompt: int
    told_before: int
    answered_before: int

    @property
    def answered_share(self) -> float | None:
        """Answers among notices, None without a notice."""
        return self.answered / self.told if self.told else None

    @property
    def share_before(self) -> float | None:
        """The same of the month before."""
        return self.answered_before / self.told_before if self.told_before else None

    @property
    def is_silent(self) -> bool:
        """Told something, and nothing answered."""
        return self.told > 0 and self.answered == 0


@dataclass(frozen=True, kw_only=True)
class KelurahanMonth:
    """A month of the kelurahan beside the middle of its kecamatan (None where too few say anything)."""

    month: date
    told: int
    answered: int
    median: float | None

    @property
    def answered_share(self) -> float | None:
        """Answers among notices, None without a notice."""
        return self.answered / self.told if self.told else None


def rts(*, kelurahan_id: int, month: date, before: date) -> list[RtLine]:
    """Every RT of the kelurahan, by number."""
    names = list(RtLine.__dataclass_fields__)
    with connection.cursor() as cursor:
        cursor.execute(RTS, {"kelurahan": kelurahan_id, "month": month, "before": before})
        return [RtLine(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def months(*, kelurahan_id: int, months: list[date]) -> list[KelurahanMonth]:
    """One line a month, oldest first; the median is the database's, who shows no other kelurahan."""
    with connection.cursor() as cursor:
        cursor.execute(MEDIANS, {"months": months})
        medians = dict(cursor.fetchall())
        cursor.execute(MONTHS, {"kelurahan": kelurahan_id, "months": months})
        return [
            KelurahanMonth(month=month, told=told, answered=answered, median=medians.get(month))
            for month, told, answered in cursor.fetchall()
        ]
