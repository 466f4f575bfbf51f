"""The figures of LEP computed once more, from the raw tables in polars, without the code of reports.

A dump is what the tables said at one moment. A month that was locked says what its own dump says of
it; a later month adds what the later dumps say differently of the months before.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl
from django.db import connection

from tests.reports import histories

NEUTRAL = "PERUBAHAN_DATA_KK"
RESTRICTED = ["AKTA_PERKAWINAN", "AKTA_PERCERAIAN", "PENGANGKATAN_ANAK", "PENGAKUAN_ANAK",
              "PERUBAHAN_NAMA", "PERUBAHAN_KEWARGANEGARAAN"]  # fmt: skip
PARTS = {
    "AKTA_KELAHIRAN": "born",
    "AKTA_KEMATIAN": "died",
    "DATANG": "arrived",
    "PINDAH_KELUAR": "left",
}
TABLES = {
    "records": """SELECT rt_id, kelurahan_id, kecamatan_id, city_id, origin_rt_id AS from_rt,
      origin_kelurahan_id AS from_kelurahan, origin_kecamatan_id AS from_kecamatan, kind, sex, citizenship,
      date_trunc('month', served_on)::date AS month
      FROM records_servicerecord WHERE withdrawn_at IS NULL""",
    "notices": """SELECT rt_id, kelurahan_id, kecamatan_id, city_id, state, answer,
      date_trunc('month', served_on)::date AS month,
      extract(epoch FROM answered_at - published_at)::bigint AS waited
      FROM records_notice WHERE state NOT IN ('PREPARED', 'WITHDRAWN')""",
    "corrections": """SELECT c.rt_id, c.kelurahan_id, a.kecamatan_id, c.city_id,
      date_trunc('month', c.submitted_at AT TIME ZONE 'Asia/Makassar')::date AS month,
      c.decided_at IS NOT NULL AS decided, c.outcome, c.decided_at <= c.due_at AS in_time,
      extract(epoch FROM c.decided_at - c.submitted_at)::bigint AS took
      FROM verification_correction c JOIN areas_area a ON a.id = c.kelurahan_id
      WHERE c.state <> 'CANCELLED'""",
}
Key = tuple[Any, ...]
Figures = Counter[Key]


@dataclass(frozen=True)
class Dump:
    """The raw tables at one moment."""

    records: pl.DataFrame
    notices: pl.DataFrame
    corrections: pl.DataFrame


def dump() -> Dump:
    """Read the raw tables as the system does."""
    frames = {}
    with histories.as_system(), connection.cursor() as cursor:
        for name, sql in TABLES.items():
            cursor.execute(sql)
            columns = [column.name for column in cursor.description]
            frames[name] = pl.DataFrame(
                cursor.fetchall(), schema=columns, orient="row", infer_schema_length=None
            )
    return Dump(**frames)


def figures(raw: Dump, *, level: str, area_id: int, neutral: bool) -> dict[date, Figures]:
    """By month of the service: how often each kind, change and outcome stands in the tables."""
    found: dict[date, Figures] = {}
    for month, key, count in [
        *_records(raw.records, level=level, area_id=area_id, neutral=neutral),
        *_notices(raw.notices, level=level, area_id=area_id),
        *_corrections(raw.corrections, level=level, area_id=area_id),
    ]:
        found.setdefault(month, Counter())[key] += count
    return found


def _records(frame: pl.DataFrame, *, level: str, area_id: int, neutral: bool) -> list[Any]:
    if frame.is_empty():
        return []
    here = pl.col(f"{level}_id") == area_id
    # a city has moves inside only: both ends of them lie in it
    there = here if level == "city" else pl.col(f"from_{level}") == area_id
    inner = pl.col("kind") == "PINDAH_DALAM_KOTA"
    lines = []
    for row in frame.with_columns(
        inside=here, came_from=(there & pl.col("from_rt").is_not_null()).fill_null(value=False),
        inner=inner,
    ).iter_rows(named=True):  # fmt: skip
        if not (row["inside"] or row["came_from"]):
            continue
        kind = NEUTRAL if neutral and row["kind"] in RESTRICTED else row["kind"]
        lines.append((row["month"], ("service", kind), 1))
        part = ""
        if row["inner"] and level != "city" and row["inside"] != row["came_from"]:
            part = "arrived" if row["inside"] else "left"
        elif not row["inner"] and row["inside"]:
            part = PARTS.get(row["kind"], "")
        if part:
            lines.append((row["month"], ("change", row["sex"], part), 1))
            lines.append((row["month"], ("citizen", row["sex"], row["citizenship"], part), 1))
    return lines


def _notices(frame: pl.DataFrame, *, level: str, area_id: int) -> list[Any]:
    lines = []
    for row in frame.filter(pl.col(f"{level}_id") == area_id).iter_rows(named=True):
        lines.append((row["month"], ("told",), 1))
        if row["answer"]:
            lines.append((row["month"], ("answer", row["answer"]), 1))
            lines.append((row["month"], ("waited",), row["waited"]))
            lines.append((row["month"], ("prompt",), int(row["waited"] <= 72 * 3600)))
        if row["state"] == "CLOSED_UNANSWERED":
            lines.append((row["month"], ("closed",), 1))
    return lines


def _corrections(frame: pl.DataFrame, *, level: str, area_id: int) -> list[Any]:
    lines = []
    for row in frame.filter(pl.col(f"{level}_id") == area_id).iter_rows(named=True):
        lines.append((row["month"], ("claimed",), 1))
        if row["decided"]:
            lines.append((row["month"], ("settled",), 1))
            lines.append((row["month"], ("decided", row["outcome"]), 1))
            lines.append((row["month"], ("took",), row["took"]))
            lines.append((row["month"], ("in_time",), int(row["in_time"])))
    return lines


@dataclass(frozen=True)
class Past:
    """The dumps at each lock, oldest first, and the one of now."""

    locks: list[tuple[date, Dump]]
    now: Dump

    def booked(
        self, *, level: str, area_id: int, neutral: bool
    ) -> dict[tuple[date, date], Figures]:
        """(month that counts, month of the service) -> figures."""
        seen: dict[date, Figures] = {}
        books: dict[tuple[date, date], Figures] = {}
        frontier = date.min
        for closed, raw in [*self.locks, (None, self.now)]:
            found = figures(raw, level=level, area_id=area_id, neutral=neutral)
            for month in {*found, *seen}:
                news = found.get(month, Counter()).copy()
                news.subtract(seen.get(month, Counter()) if month < frontier else Counter())
                if closed is None or max(month, frontier) <= closed:
                    books[max(month, frontier), month] = news
            if closed is not None:
                seen = {month: f for month, f in found.items() if month <= closed}
                frontier = (closed + timedelta(days=32)).replace(day=1)
        return books


def split(
    books: dict[tuple[date, date], Figures], *, first: date, months: list[date]
) -> tuple[Figures, Figures]:
    """What a period counts of its own months, and what came late for earlier ones."""
    own: Figures = Counter()
    late: Figures = Counter()
    for (month, served), found in books.items():
        if month in months:
            (late if served < first else own).update(found)
    return own, late
