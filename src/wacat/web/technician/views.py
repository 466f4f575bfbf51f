"""The technician's page (Pasal 9, 8a) and the health answer for monitors."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wacat.areas import catalogue
from wacat.queue import health
from wacat.web.audience import ANYONE, Request, audience
from wacat.web.gallery import render_gallery


@audience("TEKNIS")
@require_safe
def state(request: Request) -> HttpResponse:
    """Database, queue, worker and the lint of the catalogue; no resident's data."""
    found = health.get_health()
    page = {
        "keadaan": found,
        "pekerja": found.worker_is_alive(at=timezone.now()),
        "gagal": health.recent_failures(),
        "celah": catalogue.faults(),
    }
    return render(request, "technician/keadaan.html", page)


@audience("TEKNIS")
@require_safe
def components(request: Request) -> HttpResponse:
    """All template components on one page."""
    return HttpResponse(render_gallery())


@audience(ANYONE)
@require_safe
def healthy(request: HttpRequest) -> HttpResponse:
    """Whether pages can be answered and jobs run: 200 with `sehat`, for monitors."""
    found = health.get_health()
    alive = found.worker_is_alive(at=timezone.now())
    return JsonResponse({"keadaan": "sehat", "pekerja": "hidup" if alive else "diam"})
