"""Conditional requests: a phone that asks again is told "nothing changed" from one cheap statement."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from wacat.web.audience import Request
from wacat.web.jinja import static_entry

TEMPLATES = Path(__file__).parents[1] / "templates"


@cache
def build() -> str:
    """What this version of the pages looks like: their templates and the front end."""
    digest = sha256()
    for file in sorted(TEMPLATES.rglob("*.html")):
        digest.update(file.read_bytes())
    for entry in ("app.css", "app.js"):
        digest.update(static_entry(entry).encode())
    return digest.hexdigest()


def etag_of(request: Request, stamp: str) -> str:
    """The mark of a page: what it shows, to whom, on which day, in which version.

    The form token is part of it: a page kept from before a new log-in could not be sent.
    """
    visitor = request.visitor
    parts = (
        stamp,
        visitor.account_id,
        visitor.appointment_id,
        visitor.name,
        timezone.localdate(),
        request.META.get("CSRF_COOKIE", ""),
        build(),
    )
    return f'W/"{sha256(repr(parts).encode()).hexdigest()[:32]}"'


def find_unchanged(request: Request, etag: str) -> HttpResponse | None:
    """The answer 304 when the phone has this page already, or None."""
    if "messages" in request.COOKIES or not request.headers.get("If-None-Match"):
        return None
    response = get_conditional_response(request, etag=etag)
    if response is None or response.status_code != 304:
        return None
    response.headers["ETag"] = etag
    return response
