"""Acts on the territory for tests, by the administrator."""

from datetime import UTC, date, datetime
from typing import Any

from tests import make
from wacat.areas.order import Order

AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
MANGGAR, SEPINGGAN = "64.71.01.1001", "64.71.05.1001"


def order(*, on: date = TODAY, **changed: Any) -> Order:
    """A complete order of today."""
    values: dict[str, Any] = {
        "decree_number": "188.45/12/2026",
        "decree_on": on,
        "effective_on": on,
        "note": "Penataan RT",
        "by": None,
        "at": AT,
    }
    return Order(**values | changed)


def rt(number: int, *, of: str = MANGGAR) -> int:
    """The id of an RT of Manggar."""
    return make.area(f"{of}.{number:03d}").pk
