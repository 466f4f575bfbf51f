"""The files in which the office's exports came: one a week, one of them by mistake."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count, groupby
from zoneinfo import ZoneInfo

import polars as pl
from django.conf import settings

from wacat.records import actions

MISTAKE_DAYS = 16
MISTAKE_ROWS = 60
REASON = "Berkas keliru: berisi data uji dari SIAK, bukan layanan. Mohon maaf."


_numbers = count(1)


@dataclass(kw_only=True)
class File:
    """One published file."""

    name: str
    rows: pl.DataFrame
    published_at: datetime
    mistake: bool = False
    batch_id: int = 0


def files(rows: pl.DataFrame, *, at: datetime) -> list[File]:
    """Cut the rows by week; about two weeks ago somebody published a wrong file too."""
    days = sorted(rows["served_on"].unique())
    found = []
    for _, week in groupby(days, key=lambda day: day.isocalendar()[:2]):
        served = list(week)
        found.append(
            File(
                name=f"siak_{served[-1]:%Y-%m-%d}.xlsx",
                rows=rows.filter(pl.col("served_on").is_between(served[0], served[-1])),
                published_at=min(_afternoon(served[-1]), at - timedelta(hours=1)),
            )
        )
    found.append(_mistake(rows, at=at))
    return sorted(found, key=lambda file: file.published_at)


def _mistake(rows: pl.DataFrame, *, at: datetime) -> File:
    """Rows of another month under invented numbers: they look new, so they were told."""
    day = (at - timedelta(days=MISTAKE_DAYS)).date()
    home = rows.filter((pl.col("rt_id") == _story_rt(rows)) & (pl.col("kind") == "KTP_EL")).head(1)
    others = rows.filter(pl.col("served_on") < day - timedelta(days=60)).head(MISTAKE_ROWS)
    wrong = pl.concat([home, others]).with_columns(
        pl.format("UJI-{}", pl.col("fact_key").str.slice(0, 8)).alias("number"),
        # the last digit of the key turned round is another fact
        (pl.col("fact_key").str.head(31) + pl.lit("f")).alias("fact_key"),
        pl.lit(day).alias("served_on"),
    )
    return File(
        name=f"siak_{day:%Y-%m-%d}_uji.xlsx",
        rows=wrong,
        published_at=_afternoon(day) - timedelta(hours=4),
        mistake=True,
    )


def _story_rt(rows: pl.DataFrame) -> int:
    """The RT of the story is the one of the last rows (see `story.tell`)."""
    return int(rows["rt_id"][-1])


def add(file: File) -> int:
    """Enter the file as a batch; its id."""
    file.batch_id = next(_numbers)
    return file.batch_id


def withdraw(published: list[File]) -> None:
    """Recall what was published by mistake, the next morning."""
    for file in published:
        if file.mistake:
            actions.withdraw(
                batch_id=file.batch_id, at=file.published_at + timedelta(hours=21), reason=REASON
            )


def _afternoon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 15, 40, tzinfo=ZoneInfo(settings.TIME_ZONE))
