"""Intents of the administrator for tests, and what the world looks like beside them."""

from datetime import date
from typing import Any

from django.utils import timezone

from wacat.areas.models import ActKind
from wacat.territory.intents import Intent


def intent(kind: ActKind, area_id: int, **values: Any) -> Intent:
    """A complete intent of today."""
    today: date = timezone.localdate()
    known: dict[str, Any] = {
        "effective_on": today,
        "decree_number": "188.45/12/2026",
        "decree_on": today,
        "note": "Penataan RT",
    }
    return Intent(kind=kind, area_id=area_id, **known | values)
