"""The counts of the months before the first service: their records are gone, as after a destruction.

Reports keep counts longer than records (docs/keputusan/hitungan.md), so a city with two years of trend
needs six months of people only.
"""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from wacat.ops.synthetic import workdays
from wacat.reports.period import months_back
from wacat.values.statements import execute_each
from wacat.values.tanggal import months_later

SQL = Path(__file__).parent / "sql" / "past.sql"
MONTHS = 18
# Whole months of the recent half year that the earlier ones are like.
LIKE = 5


def load(*, at: datetime) -> None:
    """Add the counts of eighteen months, in this transaction and under its context.

    The story: fewer services at first, fewer and slower answers, decisions often late; better each
    month until what the records of the last half year say.
    """
    first = workdays.beginning(at.astimezone(ZoneInfo(settings.TIME_ZONE)).date())
    before = months_back(first, count=MONTHS + 1)[:-1]
    like = [months_later(first, number) for number in range(LIKE)]
    values: dict[str, Any] = {
        "months": before,
        "like": [like[n % LIKE] for n in range(MONTHS)],
        # from 0 for the oldest to just below 1 for the newest
        "ripe": [n / MONTHS for n in range(MONTHS)],
    }
    with connection.cursor() as cursor:
        execute_each(cursor, SQL.read_text(encoding="utf-8"), values)
