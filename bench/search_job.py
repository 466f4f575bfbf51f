"""Measured by `search.py`: seconds inside the database for a search, and for the gated query by hand."""

import json
from functools import partial
from typing import Any

import psycopg

from bench.stopwatch import Stopwatch, interleaved, operator
from wacat.ops.environment import say
from wacat.verification import desk

PAGE = 50
COMMON, RARE = "sari", "wulandari"
# what a page of results cannot do without: the ids and the facts of their rows
FOUND = """
SELECT c.*, r.name, r.kind, a.name, k.name, p.name,
  (SELECT array_agg(ROW(i.element, i.old_value, i.claimed_value)::text) FROM verification_correctionitem i
   WHERE i.correction_id = c.id)
FROM verification_correction c
JOIN records_notice n ON n.id = c.notice_id JOIN records_servicerecord r ON r.id = n.record_id
JOIN areas_area a ON a.id = c.rt_id JOIN areas_area k ON k.id = c.kelurahan_id
LEFT JOIN accounts_account u ON u.id = c.taken_by_id LEFT JOIN accounts_person p ON p.id = u.person_id
WHERE c.id IN ({ids}) ORDER BY c.id DESC
"""
IDS = "SELECT correction_id FROM wacat.case_index WHERE {fits} ORDER BY correction_id DESC LIMIT 51"


def main(arguments: list[str]) -> None:
    """Each kind of search and its bare query in turn."""
    visitor = operator()
    with psycopg.connect(arguments[0], autocommit=True) as bare:
        row = bare.execute(
            "SELECT correction_id, nik FROM wacat.case_index WHERE nik <> '' ORDER BY correction_id LIMIT 1"
        ).fetchone()
        assert row is not None
        number, nik = int(row[0]), str(row[1])
        pages = {
            "nama": desk.Filters(shelf="semua", text=COMMON),
            "nama-jarang": desk.Filters(shelf="semua", text=RARE),
            "nik": desk.Filters(shelf="semua", nik=nik),
            "nomor": desk.Filters(shelf="semua", text=f"K-{number:06d}"),
        }
        fits = {
            "nama": f"name ILIKE '%{COMMON}%'",
            "nama-jarang": f"name ILIKE '%{RARE}%'",
            "nik": f"nik <> '' AND nik = '{nik}'",
            "nomor": f"correction_id = {number}",
        }
        work = {name: partial(_page, filters, visitor) for name, filters in pages.items()}
        limits = {name: [FOUND.format(ids=IDS.format(fits=fit))] for name, fit in fits.items()}
        say(json.dumps(interleaved(work, limits, bare=bare)))


def _page(filters: desk.Filters, visitor: Any, watch: Stopwatch) -> None:
    with watch.running(visitor):
        ids = desk.find_ids(filters, by=visitor, most=PAGE + 1)
        desk.with_facts(ids[:PAGE])
