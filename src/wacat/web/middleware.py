"""The request's transaction and the context of its visitor; refusals become pages."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render

from wacat.accounts.access import Locked, Visitor, enter, leave
from wacat.values.refusal import Refusal

Handler = Callable[[HttpRequest], HttpResponse]
WITHOUT_DATABASE = ("/static/", "/sw.js")


class ScopeMiddleware:
    """Opens one transaction a request and the signed-in visitor's context in it.

    ATOMIC_REQUESTS would wrap the view alone: errors of other middleware would be committed.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(WITHOUT_DATABASE):
            return self.get_response(request)
        token = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        # A context ends with its transaction; only tests keep one open over many requests.
        nested = connection.in_atomic_block
        with transaction.atomic():
            # what a page asks by itself does not keep a device awake
            found = enter(token, active="X-Senyap" not in request.headers) if token else None
            visitor = found if isinstance(found, Visitor) else None
            request.visitor = visitor  # type: ignore[attr-defined]
            request.locked = found if isinstance(found, Locked) else None  # type: ignore[attr-defined]
            response = self.get_response(request)
            if response.streaming:
                # What is streamed is read after the context has ended.
                raise RuntimeError("a view with data must not stream")
            if response.status_code >= 500:
                transaction.set_rollback(True)
            elif nested and token and not connection.needs_rollback:
                leave()
        if visitor is not None:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class CsrfMiddleware(CsrfViewMiddleware):
    """Django's check of forms, which also knows the pages of one-time keys.

    Those pages send no referrer, and browsers then call their origin "null". Cookie and token are
    still compared, and the cookie is not sent along from another site (SameSite).
    """

    def _origin_verified(self, request: HttpRequest) -> bool:
        if request.path.startswith("/kunci/") and request.META.get("HTTP_ORIGIN") == "null":
            return True
        return bool(super()._origin_verified(request))  # type: ignore[misc]


class RefusalMiddleware:
    """Turns what the domain refuses into a page: 404 for what is not within reach, 409 with the reason."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for an exception of a view, or None when it is a fault of ours."""
        if isinstance(error, ObjectDoesNotExist):
            return render(request, "errors/404.html", status=404)
        if isinstance(error, Refusal):
            back = request.META.get("HTTP_REFERER", "")
            home = back if back.startswith(f"{request.scheme}://{request.get_host()}/") else "/"
            page = {"alasan": str(error), "kembali_url": home}
            return render(request, "errors/409.html", page, status=409)
        return None
