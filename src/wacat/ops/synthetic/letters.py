"""The ledger of what left in half a year: believable, in every state, in one pass of the database."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from wacat.accounts.access import get_account
from wacat.values.statements import execute_each

SQL = Path(__file__).parent / "sql" / "letters.sql"


def load(*, at: datetime) -> None:
    """Fill the ledger for what stands published and settled, in this transaction and context."""
    values: dict[str, datetime | int] = {"now": at, "operator": get_account("operator").pk}
    with connection.cursor() as cursor:
        # the digest leaves at an hour of the city
        cursor.execute("SELECT set_config('timezone', %s, true)", [settings.TIME_ZONE])
        execute_each(cursor, SQL.read_text(encoding="utf-8"), values)
