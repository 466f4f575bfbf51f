"""How many RTs take part: of those that were told something in a month, how many answered (Pasal 2(1)a)."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from wacat.areas.models import Area, Level

REACH = """
WITH r AS (
  SELECT month, rt_id, bool_or(outcome = 'TOLD') AS told,
         bool_or(outcome IN ('CONFIRMED', 'CORRECTED', 'NOT_MINE')) AS answered
  FROM reports_response
  WHERE kelurahan_id = ANY (%(kelurahan)s) AND month = ANY (%(months)s) AND count > 0
  GROUP BY 1, 2
)
SELECT m.month, count(*) FILTER (WHERE r.told), count(*) FILTER (WHERE r.told AND r.answered)
FROM unnest(%(months)s::date[]) AS m(month) LEFT JOIN r USING (month)
GROUP BY m.month ORDER BY m.month
"""


@dataclass(frozen=True, kw_only=True)
class Reach:
    """A month of the city: RTs that had at least one notice, and those of them that answered one."""

    month: date
    told_rts: int
    answering_rts: int

    @property
    def answering_share(self) -> float | None:
        """RTs that answered among those that were told, None where nobody was."""
        return self.answering_rts / self.told_rts if self.told_rts else None


def months(*, city: Area, months: list[date]) -> list[Reach]:
    """One line a month, oldest first."""
    inside = Area.objects.filter(city=city, level=Level.KELURAHAN).values_list("id", flat=True)
    with connection.cursor() as cursor:
        cursor.execute(REACH, {"kelurahan": list(inside), "months": months})
        return [
            Reach(month=month, told_rts=told, answering_rts=answering)
            for month, told, answering in cursor.fetchall()
        ]
