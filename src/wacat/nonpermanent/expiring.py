"""What the calendar does to stays: remind before the last day, let them expire after it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from wacat.accounts import settings
from wacat.accounts.models import SettingName
from wacat.areas import steady

# Each statement marks what it touches, so that two runs at once leave one effect.
REMIND = """
WITH due AS (
  UPDATE nonpermanent_stay SET reminded_for = until_on
  WHERE state = 'ACTIVE' AND until_on BETWEEN %(today)s AND %(soon)s
    AND reminded_for IS DISTINCT FROM until_on
  RETURNING rt_id
) SELECT rt_id, count(*) FROM due GROUP BY rt_id ORDER BY rt_id
"""
EXPIRE = """
WITH due AS (
  UPDATE nonpermanent_stay SET state = 'EXPIRED' WHERE state = 'ACTIVE' AND until_on < %(today)s
  RETURNING *
), told AS (
  INSERT INTO nonpermanent_staystep (stay_id, rt_id, kelurahan_id, city_id, act, office, at, note, before)
  SELECT id, rt_id, kelurahan_id, city_id, 'EXPIRED', 'SYSTEM', %(at)s, '', '{}' FROM due
) SELECT rt_id, count(*) FROM due GROUP BY rt_id ORDER BY rt_id
"""


@dataclass(frozen=True, kw_only=True)
class Due:
    """How many stays of each RT come to their end soon, and how many have."""

    ending: dict[int, int]
    expired: dict[int, int]


def look_after(*, at: datetime) -> Due:
    """Let every stay be where the calendar says it should be; again changes nothing.

    Source: Pasal 13. With the module off nothing moves and nobody is told.
    """
    in_force = settings.in_force()
    if not in_force[SettingName.NONPERMANENT]:
        return Due(ending={}, expired={})
    today = timezone.localtime(at).date()
    soon = today + timedelta(days=in_force[SettingName.STAY_REMIND_DAYS])
    steady.stay()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('wacat.nonpermanent'))")
        cursor.execute(EXPIRE, {"today": today, "at": at})
        expired = dict(cursor.fetchall())
        cursor.execute(REMIND, {"today": today, "soon": soon})
        ending = dict(cursor.fetchall())
    return Due(ending=ending, expired=expired)
