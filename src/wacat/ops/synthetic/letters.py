"""The ledger of what left in half a year: believable, in every state, in one pass of the database."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from wacat.accounts.access import get_account

SQL = Path(__file__).parent / "sql" / "letters.sql"


def load(*, at: datetime) -> None:
    """Fill the ledger for what stands published and settled, in this transaction and context."""
    values: dict[str, datetime | int] = {"now": at, "operator": get_account("operator").pk}
    with connection.cursor() as cursor:
        # the digest leaves at an hour of the city
        cursor.execute("SELECT set_config('timezone', %s, true)", [settings.TIME_ZONE])
        for statement in SQL.read_text(encoding="utf-8").split(";\n"):
            if statement.strip():
                cursor.execute(statement, values if "%(" in statement else None)
