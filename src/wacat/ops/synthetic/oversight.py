"""What watches over the offices: who was seen when, the Lurah's reports, two times the glass was broken."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from wacat.accounts.attesting import period_of
from wacat.values.statements import execute_each

SQL = Path(__file__).parent / "sql" / "oversight.sql"
RUNNING = "Manggar"
LATE = ["Teritip", "Baru Tengah"]
LAPSED = "Teritip"
MONTHS = 6


def load(*, at: datetime) -> None:
    """Fill the tables of attestation, break-glass and settings; the caller has opened a context."""
    today = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    period = period_of(today, months=MONTHS)
    values: dict[str, Any] = {
        "at": at,
        "period": period,
        "before": period_of(period - timedelta(days=1), months=MONTHS),
        "running": RUNNING,
        "late": LATE,
        "lapsed": LAPSED,
    }
    with connection.cursor() as cursor:
        execute_each(cursor, SQL.read_text(encoding="utf-8"), values)
