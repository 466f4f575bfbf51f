"""How offices ended in a period: by term, by hand-over, by breach, and phones that were lost."""

from collections import defaultdict
from datetime import date, datetime, time
from typing import Any

from django.db import connection
from django.utils import timezone

from wacat.accounts.models import Office
from wacat.areas.models import Level
from wacat.reports.figures import OfficeEnds
from wacat.reports.period import Period
from wacat.reports.queries import Inside

ENDS = """
SELECT office, how, count(*)::int FROM (
  SELECT ap.office, a.id AS rt_id, a.kelurahan_id,
         CASE ap.end_reason WHEN '' THEN 'term' WHEN 'TERM' THEN 'term' WHEN 'HANDED_OVER' THEN 'handed_over'
                            WHEN 'REVOKED' THEN 'revoked' ELSE 'other' END AS how
  FROM accounts_appointment ap JOIN areas_area a ON a.id = ap.area_id
  WHERE ap.office IN ('KETUA_RT', 'LURAH') AND upper(ap.valid) >= %(since)s AND upper(ap.valid) < %(until)s
    AND (ap.end_reason <> '' OR upper(ap.valid) <= statement_timestamp())
  UNION ALL
  SELECT ap.office, a.id, a.kelurahan_id, 'locked'
  FROM accounts_accountstep s
  JOIN accounts_account c ON c.id = s.account_id
  JOIN accounts_appointment ap ON ap.person_id = c.person_id AND ap.valid @> s.at
    AND ap.office IN ('KETUA_RT', 'LURAH')
  JOIN areas_area a ON a.id = ap.area_id
  WHERE s.to_state = 'LOCKED' AND s.at >= %(since)s AND s.at < %(until)s
) e WHERE {inside} GROUP BY 1, 2
"""
LABELS = {Office.KETUA_RT: "Ketua RT", Office.LURAH: "Lurah"}


def ends(place: Inside, *, level: str, period: Period) -> list[OfficeEnds]:
    """The offices of an area of which something ended in a period; one statement."""
    values: dict[str, Any] = place.values | {
        "since": _midnight(period.first),
        "until": _midnight(period.following),
    }
    found: dict[str, dict[str, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(ENDS.format(inside=place.sql), values)
        for office, how, number in cursor.fetchall():
            found[office][how] = number
    offices = LABELS if level != Level.RT else {Office.KETUA_RT: "Ketua RT"}
    return [
        OfficeEnds(office=office.value, label=label, **_whole(found[office]))
        for office, label in offices.items()
        if found.get(office)
    ]


def _whole(counts: dict[str, int]) -> dict[str, int]:
    names = ("term", "handed_over", "other", "locked", "revoked")
    return {name: counts.get(name, 0) for name in names}


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
