"""Fill an empty database with five years of a city: the demo's half year on top of older ones."""

from datetime import date, datetime, timedelta

import polars as pl
from django.db import connection, transaction
from django.utils import timezone

from bench.city import YEARS
from wacat.accounts.access import enter_system, get_account
from wacat.ops.environment import say
from wacat.ops.synthetic import city, holders, places, publication, services, territory, workdays

DAYS_A_BATCH = 40
FIRST_BATCH = 1_000_000

# what is long past was answered within days, one in ten with a correction that is settled
ANSWER_OLD = """
UPDATE records_notice SET state = 'ANSWERED',
  answer = CASE WHEN id % 10 = 0 THEN 'CORRECTED' ELSE 'CONFIRMED' END,
  result = CASE WHEN id % 10 = 0 THEN 'DONE_IN_SIAK' ELSE '' END,
  answered_at = published_at + (id % 97) * interval '1 hour',
  changed_at = published_at + (id % 97) * interval '1 hour'
WHERE state = 'SENT' AND batch_id = {batch}
"""
WAIT_AGAIN = """
UPDATE records_notice SET state = 'SENT', answer = '', result = '', answered_at = NULL
WHERE id IN (SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY rt_id ORDER BY id DESC) AS place
                             FROM records_notice WHERE state <> 'WITHDRAWN') n WHERE place <= 8)
"""
CORRECT_OLD = """
WITH a AS (
  INSERT INTO verification_answer (notice_id, rt_id, kelurahan_id, city_id, kind, reason, remark, by_id,
    office, key, answered_at)
  SELECT id, rt_id, kelurahan_id, city_id, 'CORRECTED', '', '', {author}, 'KETUA_RT', gen_random_uuid(),
    answered_at
  FROM records_notice WHERE batch_id = {batch} AND answer = 'CORRECTED'
  RETURNING *
), c AS (
  INSERT INTO verification_correction (notice_id, answer_id, rt_id, kelurahan_id, city_id, kind, state,
    remark, told_by, submitted_at, basis, days, due_at, outcome, decided_at, closed_at, told_at,
    decision_reason, linked_state)
  SELECT notice_id, id, rt_id, kelurahan_id, city_id, 'CORRECTED', 'DONE_IN_SIAK', '', '', answered_at,
    'HOURS', 3, answered_at + interval '3 days', 'ACCEPTED', answered_at + interval '1 day',
    answered_at + interval '2 days', answered_at + interval '3 days', '', ''
  FROM a RETURNING *
)
INSERT INTO verification_correctionitem (correction_id, rt_id, kelurahan_id, city_id, element, old_value,
  claimed_value, outcome)
SELECT id, rt_id, kelurahan_id, city_id, 'address', 'Jl. Mawar No. 1', 'Jl. Mawar No. 2', 'ACCEPTED' FROM c
"""


def main(_arguments: list[str]) -> None:
    """Areas, office holders, four and a half older years that are settled, the demo's half year."""
    now = timezone.now()
    with transaction.atomic():
        territory.load(at=now)
        holders.load(password="bench-2026", at=now)
    known = places.read()
    recent = workdays.beginning(now.date())
    first = max(date(2020, 10, 21), recent - timedelta(days=int((YEARS - 0.5) * 365.25)))
    days = workdays.working_days(start=first, end=recent - timedelta(days=1))
    for number in range(0, len(days), DAYS_A_BATCH):
        part = days[number : number + DAYS_A_BATCH]
        rows = services.make(
            days=[(day, workdays.rows_of(day)) for day in part], places=known, seed=number + 1
        )
        _publish(publication.with_keys(rows), batch=FIRST_BATCH + number, on=part[-1])
        if number % (5 * DAYS_A_BATCH) == 0:
            say(f"    {part[-1]}")
            _run("ANALYZE")
    city.load_recent(at=now, counts_before=False)
    # Monday morning: in every RT the newest wait for an answer
    with transaction.atomic():
        enter_system(get_account("sistem").pk)
        _run(WAIT_AGAIN)
    _run("VACUUM (ANALYZE)")


def _publish(rows: pl.DataFrame, *, batch: int, on: date) -> None:
    at = timezone.make_aware(datetime(on.year, on.month, on.day, 16))
    with transaction.atomic():
        enter_system(get_account("terbit").pk)
        publication.publish(rows, batch_id=batch, at=at)
        _run(ANSWER_OLD.format(batch=batch))
        _run(CORRECT_OLD.format(batch=batch, author=get_account("rt").pk))


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
