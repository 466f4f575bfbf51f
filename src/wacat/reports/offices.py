"""How offices ended in a period: by term, by hand-over, by breach, and phones that were lost."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import connection
from django.utils import timezone

from wacat.accounts.models import Office
from wacat.areas.models import Level
from wacat.reports.figures import OfficeEnds
from wacat.reports.period import Period
from wacat.reports.queries import Inside

EVENTS = """(
  SELECT ap.id AS event, ap.office, a.id AS rt_id, a.kelurahan_id, ap.person_id, upper(ap.valid) AS at,
         CASE ap.end_reason WHEN '' THEN 'term' WHEN 'TERM' THEN 'term' WHEN 'HANDED_OVER' THEN 'handed_over'
                            WHEN 'REVOKED' THEN 'revoked' ELSE 'other' END AS how
  FROM accounts_appointment ap JOIN areas_area a ON a.id = ap.area_id
  WHERE ap.office IN ('KETUA_RT', 'LURAH') AND upper(ap.valid) >= %(since)s AND upper(ap.valid) < %(until)s
    AND (ap.end_reason <> '' OR upper(ap.valid) <= statement_timestamp())
  UNION ALL
  SELECT -s.id, ap.office, a.id, a.kelurahan_id, ap.person_id, s.at, 'locked'
  FROM accounts_accountstep s
  JOIN accounts_account c ON c.id = s.account_id
  JOIN accounts_appointment ap ON ap.person_id = c.person_id AND ap.valid @> s.at
    AND ap.office IN ('KETUA_RT', 'LURAH')
  JOIN areas_area a ON a.id = ap.area_id
  WHERE s.to_state = 'LOCKED' AND s.at >= %(since)s AND s.at < %(until)s
) e WHERE {inside}"""
# who holds two offices there loses his phone once
ENDS = f"SELECT office, how, count(DISTINCT event)::int FROM {EVENTS} GROUP BY 1, 2"
WHO = f"""
SELECT DISTINCT ON (at, event)
       (SELECT p.name FROM accounts_person p WHERE p.id = e.person_id),
       (SELECT a.name FROM areas_area a WHERE a.id = e.rt_id), at
FROM {EVENTS} AND office = %(office)s AND how = %(how)s ORDER BY at DESC, event, e.rt_id
"""
# in the order of the columns
HOW = {
    "term": "Masa selesai", "handed_over": "Serah terima", "other": "Berakhir karena sebab lain",
    "locked": "HP hilang", "revoked": "Dicabut",
}  # fmt: skip
LABELS = {Office.KETUA_RT: "Ketua RT", Office.LURAH: "Lurah"}


@dataclass(frozen=True, slots=True)
class Ended:
    """A holder of an office whose office ended or whose phone was lost, where and when."""

    name: str
    place: str
    at: datetime


def ends(place: Inside, *, level: str, period: Period) -> list[OfficeEnds]:
    """The offices of an area of which something ended in a period; one statement."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(ENDS.format(inside=place.sql), _values(place, period))
        for office, how, number in cursor.fetchall():
            found[office][how] = number
    offices = LABELS if level != Level.RT else {Office.KETUA_RT: "Ketua RT"}
    return [
        OfficeEnds(office=office.value, label=label, **_whole(found[office]))
        for office, label in offices.items()
        if found.get(office)
    ]


def who(place: Inside, *, period: Period, office: str, how: str) -> list[Ended]:
    """Whose office ended so, or who lost a phone, in a period; the latest first."""
    values = _values(place, period) | {"office": office, "how": how}
    with connection.cursor() as cursor:
        cursor.execute(WHO.format(inside=place.sql), values)
        return [Ended(*row) for row in cursor.fetchall()]


def _values(place: Inside, period: Period) -> dict[str, Any]:
    return place.values | {
        "since": _midnight(period.first),
        "until": _midnight(period.following),
    }


def _whole(counts: dict[str, int]) -> dict[str, int]:
    return {name: counts.get(name, 0) for name in HOW}


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
