"""Answers and corrections of six months, in every state, set by set."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from wacat.accounts.models import Account
from wacat.ops.synthetic import denied, story
from wacat.ops.synthetic.prose import PROSE
from wacat.values.statements import execute_each

SQL = Path(__file__).parent / "sql"


def load(*, at: datetime) -> None:
    """Answer the published notices as people would have until `at`, in this transaction and context."""
    values: dict[str, Any] = PROSE | {"now": at, "operators": _operators()}
    with connection.cursor() as cursor:
        # times of day are those of the city
        cursor.execute("SELECT set_config('timezone', %s, true)", [settings.TIME_ZONE])
        _run("plan.sql", values)
        story.plan(at=at)
        denied.plan()
        cursor.execute("ANALYZE plan")
        _run("answers.sql", values)
        cursor.execute("ANALYZE course, verification_answer")
        _run("corrections.sql", values)


def _run(name: str, values: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        execute_each(cursor, (SQL / name).read_text(encoding="utf-8"), values)


def _operators() -> list[int]:
    """The operators; operator and operator2 of the demo come first."""
    found = Account.objects.filter(username__startswith="operator").order_by("username")
    return list(found.values_list("id", flat=True))
