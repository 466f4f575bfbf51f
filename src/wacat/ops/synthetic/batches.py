"""The files in which the office's exports came: one a week, one of them by mistake."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import groupby
from zoneinfo import ZoneInfo

import polars as pl
from django.conf import settings

from wacat.accounts.access import get_account
from wacat.areas.queries import get_city
from wacat.intake.layouts.catalogue import SERVICE_LIST
from wacat.intake.models import Batch, Quality
from wacat.intake.states import BatchState
from wacat.ops.synthetic import publication

MISTAKE_DAYS = 16
MISTAKE_ROWS = 60


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
    day -= timedelta(days=max(0, day.weekday() - 4))
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


def publish(file: File) -> None:
    """Enter a file as approved by somebody else than its uploader, and publish its rows."""
    uploader, approver = _two_people(file)
    told = timedelta(minutes=35)
    batch = Batch.objects.create(
        city=get_city(), name=file.name, sha256=sha256(file.name.encode()).hexdigest(),
        size=38_000 + 97 * file.rows.height, layout=SERVICE_LIST.code,
        source=SERVICE_LIST.label, confidence=1.0, state=BatchState.CHECKED,
        uploaded_by_id=uploader, uploaded_at=file.published_at - told, checked_at=file.published_at - told,
        row_count=file.rows.height, accepted_count=file.rows.height,
    )  # fmt: skip
    file.batch_id = batch.pk
    _enter_quality(batch, file.rows)
    done = publication.publish(file.rows, batch_id=batch.pk, at=file.published_at)
    Batch.objects.filter(pk=batch.pk).update(
        state=BatchState.PUBLISHED, approved_by_id=approver, approved_at=file.published_at,
        published_at=file.published_at, record_count=done.records, notice_count=done.notices,
    )  # fmt: skip


def _enter_quality(batch: Batch, rows: pl.DataFrame) -> None:
    """A few notes here and there, more of them in some kelurahan and at first."""
    early = max(1, 12 - batch.pk // 3)
    counted = [
        (kelurahan_id, rows_there, rows_there * (kelurahan_id % 5) * early // 200)
        for kelurahan_id, rows_there in rows["kelurahan_id"].value_counts().iter_rows()
    ]
    Quality.objects.bulk_create(
        Quality(
            batch=batch, city_id=batch.city_id, kelurahan_id=kelurahan_id, accepted_count=accepted,
            warning_count=warned, quarantined_count=0,
        )
        for kelurahan_id, accepted, warned in counted
    )  # fmt: skip
    batch.warning_count = sum(warned for _, _, warned in counted)
    batch.save(update_fields=["warning_count"])


def _two_people(file: File) -> tuple[int, int]:
    """The operators take turns."""
    pair = ("operator3", "operator2") if file.published_at.day % 2 else ("operator4", "operator")
    return get_account(pair[0]).pk, get_account(pair[1]).pk


def _afternoon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 15, 40, tzinfo=ZoneInfo(settings.TIME_ZONE))
