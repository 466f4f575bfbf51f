"""The OpenAPI document, and the same as a page that people read without any third party's server."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wacat.web.api.batches import api
from wacat.web.api.problems import MEDIA_TYPE, TITLES, problem
from wacat.web.audience import ANYONE, audience
from wacat.web.uploads import MAX_MEGABYTES

PREFIX = "api/v1/"
# What each operation may refuse with, beside 500 and 503.
REFUSED = {"handIn": (400, 401, 409, 413, 415, 422, 429), "getBatch": (401, 404, 422, 429)}
PROBLEM = {
    "type": "object",
    "description": "RFC 9457: apa yang ditolak, mengapa, dan apa yang dapat dilakukan.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string", "description": "Untuk program; lihat docs/rujukan."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document with all refusals."""
    told: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=PREFIX))
    told["servers"] = [{"url": settings.WACAT_URL}]
    told["components"]["schemas"]["Problem"] = PROBLEM
    shown = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for methods in told["paths"].values():
        for operation in methods.values():
            for status in (*REFUSED[operation["operationId"]], 500, 503):
                operation["responses"][str(status)] = {
                    "description": TITLES[status],
                    "content": shown,
                }
            operation["responses"] = {str(k): v for k, v in operation["responses"].items()}
    return told


@audience(ANYONE)
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The document for programs."""
    return JsonResponse(document())


@audience(ANYONE)
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The document for people."""
    operations = [
        (method.upper(), path, operation)
        for path, methods in document()["paths"].items()
        for method, operation in methods.items()
    ]
    fields = document()["components"]["schemas"]["BatchOut"]["properties"]
    page = {
        "tindakan": operations,
        "bidang": fields,
        "alamat": settings.WACAT_URL,
        "batas": MAX_MEGABYTES,
        "per_menit": settings.WACAT_API_PER_MINUTE,
    }
    return render(request, "api/dokumen.html", page)


@audience(ANYONE)
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Any other address below this door."""
    return problem(404, "Alamat ini tidak ada. Alamat yang ada tertulis di /api/v1/.")
