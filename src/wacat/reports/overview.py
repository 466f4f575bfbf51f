"""The city at a glance for Kepala and sekretaris: months in a row, and each kelurahan of one month."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from wacat.areas.models import Area
from wacat.reports.period import last_day


@dataclass(frozen=True, kw_only=True)
class Line:
    """One month, or one kelurahan: services, answers of Ketua RT and Lurah, corrections and the clock.

    `prompt` answers and `in_time` decisions came within 3 x 24 hours; seconds are sums. A month of the
    whole city has no `area_id` and no `kecamatan`.
    """

    name: str
    code: str
    month: date
    services: int
    told: int
    answered: int
    prompt: int
    answer_seconds: int
    claimed: int
    settled: int
    in_time: int
    settle_seconds: int
    area_id: int = 0
    kecamatan: str = ""

    @property
    def answered_share(self) -> float | None:
        """Answers among notices, None without a notice."""
        return self.answered / self.told if self.told else None

    @property
    def prompt_share(self) -> float | None:
        """Answers within 3 x 24 hours among answers, None without one."""
        return self.prompt / self.answered if self.answered else None

    @property
    def waiting(self) -> int:
        """Corrections handed in and not decided yet."""
        return self.claimed - self.settled

    @property
    def answer_hours(self) -> float | None:
        """Mean hours from notice to answer, None without an answer."""
        return self.answer_seconds / self.answered / 3600 if self.answered else None

    @property
    def in_time_share(self) -> float | None:
        """Corrections decided in time among those decided, None without one."""
        return self.in_time / self.settled if self.settled else None

    @property
    def settle_hours(self) -> float | None:
        """Mean hours from correction to decision, None without a decision."""
        return self.settle_seconds / self.settled / 3600 if self.settled else None


# the fields of a line that are figures
FIGURES = (
    "services", "told", "answered", "prompt", "answer_seconds", "claimed", "settled", "in_time",
    "settle_seconds",
)  # fmt: skip
ANSWERS = "outcome IN ('CONFIRMED', 'CORRECTED', 'NOT_MINE')"
REPLIES = f"""
  coalesce(sum(count) FILTER (WHERE outcome = 'TOLD'), 0)::int AS told,
  coalesce(sum(count) FILTER (WHERE {ANSWERS}), 0)::int AS answered,
  coalesce(sum(prompt) FILTER (WHERE {ANSWERS}), 0)::int AS prompt,
  coalesce(sum(seconds) FILTER (WHERE {ANSWERS}), 0)::bigint AS answer_seconds,
  coalesce(sum(count) FILTER (WHERE outcome = 'CLAIMED'), 0)::int AS claimed,
  coalesce(sum(count) FILTER (WHERE outcome = 'SETTLED'), 0)::int AS settled,
  coalesce(sum(prompt) FILTER (WHERE outcome = 'SETTLED'), 0)::int AS in_time,
  coalesce(sum(seconds) FILTER (WHERE outcome = 'SETTLED'), 0)::bigint AS settle_seconds
"""
FIELDS = """coalesce(s.services, 0), coalesce(r.told, 0), coalesce(r.answered, 0), coalesce(r.prompt, 0),
  coalesce(r.answer_seconds, 0), coalesce(r.claimed, 0), coalesce(r.settled, 0), coalesce(r.in_time, 0),
  coalesce(r.settle_seconds, 0)"""

MONTHS = f"""
WITH s AS (
  SELECT month, sum(count)::int AS services FROM reports_monthly
  WHERE kelurahan_id = ANY (%(kelurahan)s) AND month = ANY (%(months)s) AND side = 'P' AND NOT detail
  GROUP BY 1
), r AS (
  SELECT month, {REPLIES} FROM reports_response
  WHERE kelurahan_id = ANY (%(kelurahan)s) AND month = ANY (%(months)s) GROUP BY 1
)
SELECT '', '', m.month, {FIELDS}, 0, ''
FROM unnest(%(months)s::date[]) AS m(month)
LEFT JOIN s USING (month) LEFT JOIN r USING (month) ORDER BY m.month
"""

KELURAHAN = f"""
WITH s AS (
  SELECT kelurahan_id, sum(count) FILTER (WHERE side = 'P' OR reach > 1)::int AS services FROM reports_monthly
  WHERE kelurahan_id = ANY (%(kelurahan)s) AND month = %(month)s AND NOT detail GROUP BY 1
), r AS (
  SELECT kelurahan_id, {REPLIES} FROM reports_response
  WHERE kelurahan_id = ANY (%(kelurahan)s) AND month = %(month)s GROUP BY 1
)
SELECT v.name, coalesce(k.code, ''), %(month)s::date, {FIELDS}, a.id, d.name
FROM areas_area a JOIN areas_area d ON d.id = a.kecamatan_id
LEFT JOIN s ON s.kelurahan_id = a.id LEFT JOIN r ON r.kelurahan_id = a.id
JOIN LATERAL (SELECT name, valid FROM areas_areaversion WHERE area_id = a.id
  ORDER BY valid @> %(day)s::date DESC, valid LIMIT 1) v ON true
LEFT JOIN LATERAL (SELECT code FROM areas_areacode WHERE area_id = a.id AND system = 'KEMENDAGRI'
  ORDER BY valid @> %(day)s::date DESC, valid DESC LIMIT 1) k ON true
WHERE a.id = ANY (%(kelurahan)s) AND (v.valid @> %(day)s::date OR s.kelurahan_id IS NOT NULL)
ORDER BY k.code, a.id
"""


def growth(now: Line, *, before: Line) -> float | None:
    """How services changed against the line before, None where that had none."""
    return (now.services - before.services) / before.services if before.services else None


def months(*, city: Area, months: list[date]) -> list[Line]:
    """One line a month of the city, in the order given."""
    return _lines(MONTHS, city, months=months)


def kelurahan(*, city: Area, month: date) -> list[Line]:
    """One line a kelurahan that stood at the end of the month, in the order of the codes."""
    return _lines(KELURAHAN, city, month=month, day=last_day(month))


def _lines(sql: str, city: Area, **values: date | list[date]) -> list[Line]:
    inside = list(
        Area.objects.filter(city=city, level="KELURAHAN")
        .order_by("id")
        .values_list("id", flat=True)
    )
    names = list(Line.__dataclass_fields__)
    with connection.cursor() as cursor:
        cursor.execute(sql, {"kelurahan": inside, **values})
        return [Line(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]
