"""Publish the synthetic services the way the worker does: staged, then by `records.actions.publish`."""

from datetime import datetime

import polars as pl
from django.db import connection

from wacat.intake.facts import fact_key, person_key
from wacat.records import actions
from wacat.records.publishing import RECORD_COLUMNS

STAGE = """
CREATE TEMPORARY TABLE stage (
  row_number int, source text, kind text, number text, nik text, kk text, name text, sex text,
  citizenship text, birth_on date, served_on date, address text, place_from text, place_to text, rt_id int,
  kelurahan_id int, kecamatan_id int, city_id int, origin_rt_id int, origin_kelurahan_id int,
  origin_kecamatan_id int, reach smallint, fact_key uuid
) ON COMMIT DROP
"""
COLUMNS = [name.strip() for name in RECORD_COLUMNS.split(",")]
FACTS = ("kind", "number", "nik", "name", "birth_on", "served_on", "rt_id", "origin_rt_id")


def with_keys(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with the fact keys that intake would give them; a fact that came twice stays once."""
    facts = rows.select(FACTS).iter_rows()
    keys = [
        fact_key(
            kind=kind,
            number=number,
            person=person_key(nik=nik, name=name, birth_on=birth_on),
            served_on=served_on,
            rt_id=rt_id,
            origin_rt_id=origin_rt_id or 0,
        )[0]
        for kind, number, nik, name, birth_on, served_on, rt_id, origin_rt_id in facts
    ]
    return rows.with_columns(pl.Series("fact_key", keys)).unique("fact_key", maintain_order=True)


def publish(rows: pl.DataFrame, *, batch_id: int, at: datetime) -> actions.Published:
    """Publish these rows as one batch, in this transaction and under its context."""
    with connection.cursor() as cursor:
        cursor.execute(STAGE)
        copy(rows.with_row_index("row_number", offset=2).select(COLUMNS), table="stage")
        cursor.execute("ANALYZE stage")
        published = actions.publish(stage="stage", batch_id=batch_id, at=at)
        cursor.execute("DROP TABLE stage")
    return published


def copy(frame: pl.DataFrame, *, table: str) -> None:
    """Send a frame into a table, column by column name, with the server's COPY."""
    statement = f"COPY {table} ({', '.join(frame.columns)}) FROM STDIN (FORMAT csv)"
    with connection.cursor() as cursor, cursor.copy(statement) as stream:
        # text is quoted, so that empty stays empty and NULL stays NULL
        stream.write(frame.write_csv(include_header=False, quote_style="non_numeric").encode())
