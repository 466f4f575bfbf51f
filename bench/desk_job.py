"""Measured by `desk.py`: seconds inside the database for the desk's queue, and for a query by hand."""

import json
from functools import partial
from typing import Any

import psycopg
from django.utils import timezone

from bench.stopwatch import Stopwatch, interleaved, operator
from wacat.areas.models import Area
from wacat.ops.environment import say
from wacat.verification import desk

PAGE = 25
BARE = """
SELECT c.*, r.name, r.kind, a.name, k.name, p.name,
  (SELECT array_agg(ROW(i.element, i.old_value, i.claimed_value)::text) FROM verification_correctionitem i
   WHERE i.correction_id = c.id),
  (SELECT count(*) FROM (SELECT 1 FROM verification_correction o WHERE o.closed_at IS NULL LIMIT 1000) o)
FROM verification_correction c
JOIN records_notice n ON n.id = c.notice_id JOIN records_servicerecord r ON r.id = n.record_id
JOIN areas_area a ON a.id = c.rt_id JOIN areas_area k ON k.id = c.kelurahan_id
LEFT JOIN accounts_account u ON u.id = c.taken_by_id LEFT JOIN accounts_person p ON p.id = u.person_id
WHERE c.closed_at IS NULL AND c.decided_at IS NULL {more} ORDER BY c.due_at, c.id LIMIT 25
"""


def main(arguments: list[str]) -> None:
    """Each of the pages and its bare query in turn."""
    visitor = operator()
    manggar = Area.objects.get(level="KELURAHAN", name="Manggar")
    pages = {"antrean": desk.Filters(), "saring": desk.Filters(kelurahan_id=manggar.pk)}
    more = {"antrean": "", "saring": f"AND c.kelurahan_id = {manggar.pk}"}
    with psycopg.connect(arguments[0], autocommit=True) as bare:
        work = {name: partial(_page, filters, visitor) for name, filters in pages.items()}
        limits = {name: [BARE.format(more=more[name])] for name in pages}
        say(json.dumps(interleaved(work, limits, bare=bare)))


def _page(filters: desk.Filters, visitor: Any, watch: Stopwatch) -> None:
    at = timezone.now()
    with watch.running(visitor):
        desk.count_shelves(filters, by=visitor, at=at)
        desk.page_of(filters, by=visitor, at=at, size=PAGE)
