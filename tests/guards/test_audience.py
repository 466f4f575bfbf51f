"""Every view declares who may enter, with an office that exists."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from wacat.accounts.models import Office
from wacat.web.audience import ANYONE, SIGNED_IN

KNOWN = {*Office.values, ANYONE, SIGNED_IN}


def routes(
    entries: list[URLPattern | URLResolver], prefix: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Every route of the site with its whole address pattern."""
    for entry in entries:
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, prefix + str(entry.pattern))
        else:
            yield prefix + str(entry.pattern), entry


def test_every_view_declares_its_audience() -> None:
    missing = [
        address
        for address, route in routes(get_resolver().url_patterns)
        if not getattr(route.callback, "audience", frozenset()) <= KNOWN
        or not getattr(route.callback, "audience", None)
    ]
    assert missing == []
