"""What the office tells the visitor: the list, one announcement, "Sudah saya baca"."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wacat.announcements import reading
from wacat.announcements.models import Version
from wacat.web import markdown
from wacat.web.audience import Request, audience
from wacat.web.forms import whole_number
from wacat.web.help.offices import EVERYBODY, shell_of

PAGE_SIZE = 20


@audience(*EVERYBODY)
@require_safe
def index(request: Request) -> HttpResponse:
    """What is told now, urgent and newest first (Pasal 8b)."""
    by, now = request.visitor, timezone.now()
    every = list(reading.for_visitor(by, at=now))
    waiting = [v for v in every if not v.seen or (v.must_read and not v.confirmed)]  # type: ignore[attr-defined]
    only = request.GET.get("saring") == "belum"
    words = request.GET.get("cari", "").strip()[:80].casefold()
    shown = [v for v in (waiting if only else every) if words in f"{v.title} {v.body}".casefold()]
    start = whole_number(request.GET.get("lewati"))
    page = {
        "kerangka": shell_of(by.role),
        "pengumuman": shown[start : start + PAGE_SIZE],
        "belum": {v.pk for v in waiting},
        "cari": request.GET.get("cari", "").strip()[:80],
        "hanya_belum": only,
        "keping": [
            ("Semua", "?", len(every), not only),
            ("Belum dibaca", "?saring=belum", len(waiting), only),
        ],
        "lanjut": f"?lewati={start + PAGE_SIZE}" if len(shown) > start + PAGE_SIZE else None,
    }
    return render(request, "announcements/daftar.html", page)


@audience(*EVERYBODY)
@require_safe
def show(request: Request, announcement_id: int) -> HttpResponse:
    """One announcement; opening it is noted."""
    by, now = request.visitor, timezone.now()
    version = reading.get_shown(announcement_id, by=by, at=now)
    if request.method == "GET":
        reading.mark(version, by=by, at=now)
    return _page(request, version)


@audience(*EVERYBODY)
@require_POST
def confirm(request: Request, announcement_id: int) -> HttpResponse:
    """Say that it was read."""
    by, now = request.visitor, timezone.now()
    version = reading.get_shown(announcement_id, by=by, at=now)
    reading.mark(version, confirm=True, by=by, at=now)
    messages.success(request, "Terima kasih. Tercatat sudah Anda baca.")
    return HttpResponseRedirect(reverse("announcement", args=[announcement_id]))


def _page(request: Request, version: Version) -> HttpResponse:
    page = {
        "kerangka": shell_of(request.visitor.role),
        "versi": version,
        "isi_pengumuman": markdown.text(version.body),
        "perlu_dibaca": version.must_read
        and not version.confirmed  # type: ignore[attr-defined]
        and request.visitor.role != "TEKNIS",
        "sudah": version.confirmed,  # type: ignore[attr-defined]
    }
    return render(request, "announcements/satu.html", page)
