"""Load the synthetic Balikpapan into a migrated, empty database."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

import polars as pl
from django.conf import settings
from django.db import connection, transaction

from wacat.accounts.access import enter_system, get_account
from wacat.areas.models import Area
from wacat.ops.synthetic import (
    holders,
    places,
    publication,
    services,
    territory,
    workdays,
)

SEED = 64_71
Progress = Callable[[str, int, int], None]


def load(*, progress: Progress, password: str, at: datetime | None = None) -> None:
    """Load areas, office holders, six months of services, answers and corrections up to `at` (now).

    In a database that already holds the city only the password of the demo's people changes.
    Runs as the migrating role; `progress(step, done, total)` is told of each step.
    """
    if Area.objects.exists():
        holders.set_password(password)
        return
    moment = at or datetime.now(UTC)
    progress("wilayah", 0, 1)
    with transaction.atomic():
        territory.load(at=moment)
    progress("pemangku jabatan dan akun", 0, 1)
    with transaction.atomic():
        holders.load(password=password, at=moment)
    _load_services(progress=progress, at=moment)


def _load_services(*, progress: Progress, at: datetime) -> None:
    known = places.read()
    today = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    open_days = workdays.working_days(
        start=workdays.beginning(today), end=today - timedelta(days=1)
    )
    days = [(day, workdays.rows_of(day)) for day in open_days]
    rows = services.make(days=days, places=known, seed=SEED)
    weeks = [list(week) for _, week in groupby(open_days, key=lambda day: day.isocalendar()[:2])]
    for number, week in enumerate(weeks, 1):
        progress("layanan enam bulan", number, len(weeks))
        served = rows.filter(pl.col("served_on").is_between(week[0], week[-1]))
        with transaction.atomic():
            enter_system(get_account("terbit").pk)
            publication.publish(served, batch_id=number, at=_published_at(week[-1], at=at))
        if number == 1:
            _analyze()
    _analyze()


def _published_at(day: date, *, at: datetime) -> datetime:
    """The file of a week goes out on its last afternoon."""
    zone = ZoneInfo(settings.TIME_ZONE)
    afternoon = datetime(day.year, day.month, day.day, 15, 40, tzinfo=zone)
    return min(afternoon, at - timedelta(hours=1))


def _analyze() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE records_servicerecord, records_notice, areas_area, areas_areacode")
