"""The technician's page (Pasal 9, 8a) and the health answer for monitors."""

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wacat.areas import catalogue
from wacat.intake.models import WatchedFolder
from wacat.notify import health as channels
from wacat.notify.states import Trouble
from wacat.queue import health
from wacat.queue.actions import defer
from wacat.values.tanggal import lama
from wacat.web.audience import ANYONE, Request, audience
from wacat.web.gallery import render_gallery


@audience("TEKNIS")
@require_safe
def state(request: Request) -> HttpResponse:
    """Database, queues, backup, channels, the lint of the catalogue; no resident and no count of them."""
    found = health.get_health()
    page = {
        "keadaan": found,
        "antrean": [(line, _age(line.oldest_at)) for line in health.queues()],
        "tabel_besar": health.largest_tables(),
        "arsip": health.archive(),
        "pekerja": found.worker_is_alive(at=timezone.now()),
        "gagal": health.recent_failures(),
        "celah": catalogue.faults(),
        "saluran": channels.states(at=timezone.now()),
        "masalah": dict(Trouble.choices),
        "folder": list(WatchedFolder.objects.order_by("code")) if settings.WACAT_FOLDER else None,
    }
    return render(request, "technician/keadaan.html", page)


@audience("TEKNIS")
@require_POST
def try_delivery(request: Request) -> HttpResponse:
    """Send a test message to the technician himself, by the channel that reaches him."""
    defer("notify.tell", topic="TEST", account_id=request.visitor.account_id)
    messages.success(
        request,
        "Pesan percobaan masuk antrean. Dalam setengah menit salurannya berubah di bawah ini.",
    )
    return HttpResponseRedirect("/teknis/")


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
    return JsonResponse(
        {
            "keadaan": "sehat",
            "pekerja": "hidup" if alive else "diam",
            "saluran": {
                line.channel.lower(): _word(line) for line in channels.states(at=timezone.now())
            },
        }
    )


def _age(since: datetime | None) -> str:
    """How long the oldest job of a queue has been due."""
    return lama(timezone.now() - since) if since else ""


def _word(line: channels.State) -> str:
    if not line.configured:
        return "belum diatur"
    return "istirahat" if line.paused_until else "siap"
