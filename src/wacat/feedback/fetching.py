"""What nobody reported for too long goes on the list of the field team (jemput bola)."""

from datetime import datetime, timedelta

from django.db import connection

from wacat.accounts import settings
from wacat.accounts.models import SettingName

LIST = """
WITH due AS (
  UPDATE feedback_feedback f SET state = 'JEMPUT_BOLA'
  FROM (SELECT id, state FROM feedback_feedback
        WHERE state IN ('SUBMITTED', 'FOLLOWED') AND submitted_at < %(before)s
        ORDER BY id FOR UPDATE) was
  WHERE f.id = was.id
  RETURNING f.id, f.rt_id, f.kelurahan_id, f.city_id, was.state AS before
) INSERT INTO feedback_feedbackstep
    (feedback_id, rt_id, kelurahan_id, city_id, from_state, to_state, office, at, note)
  SELECT id, rt_id, kelurahan_id, city_id, before, 'JEMPUT_BOLA', 'SYSTEM', %(at)s, '' FROM due
"""


def list_overdue(*, at: datetime) -> int:
    """Put on the list what waits longer than the setting; again changes nothing. Returns how many."""
    days = settings.get(SettingName.JEMPUT_BOLA_DAYS)
    with connection.cursor() as cursor:
        cursor.execute(LIST, {"at": at, "before": at - timedelta(days=days)})
        return int(cursor.rowcount)
