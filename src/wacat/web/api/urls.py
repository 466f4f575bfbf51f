"""Addresses of the machines' door."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt

from wacat.web.api import document
from wacat.web.api.batches import api
from wacat.web.api.problems import problem
from wacat.web.audience import ANYONE, audience


def _in_words(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Say another method's refusal as a problem too."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code != 405:
            return response
        told = problem(405, f"Alamat ini menerima {response['Allow']}.")
        told["Allow"] = response["Allow"]
        return told

    return answered


def _operations() -> list[URLPattern]:
    """The operations, each with its audience: the token is asked for by the operation itself."""
    return [
        path(
            str(route.pattern),
            csrf_exempt(audience(ANYONE)(_in_words(route.callback))),
            name=f"api-{route.name}",
        )
        for route in api.urls[0]
        if isinstance(route, URLPattern) and route.name != "api-root"
    ]


urlpatterns = [
    path("", document.docs, name="api-docs"),
    path("openapi.json", document.openapi, name="api-openapi"),
    *_operations(),
    path("<path:rest>", csrf_exempt(document.nothing)),
]
