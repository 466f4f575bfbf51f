"""The months that are over: locked, the older ones signed and issued; and a file that came too late."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import polars as pl
from django.conf import settings
from django.db import connection

from wacat.accounts.access import get_account
from wacat.areas.models import Area
from wacat.areas.queries import get_city
from wacat.ops.synthetic.batches import File
from wacat.reports import closing, publishing
from wacat.reports.models import ReportPeriod
from wacat.reports.period import around, month_of
from wacat.reports.states import Span

LATE_ROWS = 24
# Days after its end on which a month is locked, and signed and issued.
LOCKED_AFTER, ISSUED_AFTER = 6, 9


@dataclass(frozen=True)
class Keeper:
    """Somebody of the office who moves a period."""

    account_id: int
    role: str


def late_rows(rows: pl.DataFrame, *, today: date) -> pl.DataFrame:
    """Some services of last month that come only after it is locked; none of the RT of the story."""
    last = month_of(today.replace(day=1) - timedelta(days=1))
    story = int(rows["rt_id"][-1])
    served = rows.filter(pl.col("served_on").is_between(last.first, last.last))
    plain = served.filter((pl.col("rt_id") != story) & pl.col("origin_rt_id").is_null())
    every = max(1, plain.height // LATE_ROWS)
    return plain.gather_every(every).head(LATE_ROWS)


def late_file(rows: pl.DataFrame, *, at: datetime) -> File:
    """The file in which they come."""
    moment = at - timedelta(hours=2)
    return File(name=f"siak_{moment:%Y-%m-%d}_susulan.xlsx", rows=rows, published_at=moment)


def lock(*, at: datetime) -> None:
    """Lock every month that is over and the quarters within, issue all but the last; let the counts out."""
    city = get_city()
    while (first := closing.next_month(city)) and month_of(first).last < at.date():
        month = month_of(first)
        locked = _lock(city, month.first, span=Span.MONTH, at=at)
        if month.following < at.date().replace(day=1):
            _issue(locked, end=month.last, at=at)
        quarter = around(month.first, span=Span.QUARTER)
        known = closing.lockable(city, at=at)
        if quarter.following == month.following and quarter in known:
            _lock(city, month.first, span=Span.QUARTER, at=at)
    for first in publishing.due():
        publishing.publish(month=first, at=at)


def _lock(city: Area, day: date, *, span: Span, at: datetime) -> ReportPeriod:
    period = around(day, span=span)
    keeper = _stand("administrator", "ADMINISTRATOR", city)
    moment = _moment(period.last, days=LOCKED_AFTER, at=at)
    return closing.lock(city=city, period=period, by=keeper, at=moment)


def _issue(locked: ReportPeriod, *, end: date, at: datetime) -> None:
    moment = _moment(end, days=ISSUED_AFTER, at=at)
    kepala = _stand("kepala", "KEPALA", locked.city)
    closing.sign(period_id=locked.pk, by=kepala, at=moment)
    closing.publish(period_id=locked.pk, by=kepala, at=moment + timedelta(hours=1))


def _stand(username: str, office: str, city: Area) -> Keeper:
    """Open the context of that office; only the owner of the database may do so by itself."""
    account = get_account(username).pk
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT wacat.open_context(%s, NULL, %s, '{}', %s)", [account, office, [city.pk]]
        )
    return Keeper(account_id=account, role=office)


def _moment(end: date, *, days: int, at: datetime) -> datetime:
    zone = ZoneInfo(settings.TIME_ZONE)
    day = datetime.combine(end + timedelta(days=days), time(9), tzinfo=zone)
    return min(day, at - timedelta(hours=3))
