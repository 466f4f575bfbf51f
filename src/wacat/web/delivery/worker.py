"""The service worker, at the root so that it may act for the whole site, and never kept by a cache."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from wacat.web.audience import ANYONE, audience
from wacat.web.jinja import built_file


@audience(ANYONE)
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The built `sw.js`; the same for everybody, it knows nobody."""
    response = HttpResponse(
        built_file("sw.js").read_bytes(), content_type="text/javascript; charset=utf-8"
    )
    response["Cache-Control"] = "no-cache"
    response["Service-Worker-Allowed"] = "/"
    return response
