"""What the office tells the visitor: the list, one announcement, "Sudah saya baca"."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wacat.announcements import bulletin, reading
from wacat.announcements.models import Version
from wacat.values.tanggal import bulan_tahun
from wacat.web import markdown
from wacat.web.audience import Request, audience
from wacat.web.forms import whole_number
from wacat.web.help.offices import EVERYBODY, shell_of

PAGE_SIZE = 20
FIGURES = {
    "services": "Layanan",
    "born": "Lahir",
    "died": "Meninggal",
    "arrived": "Datang",
    "left": "Pindah",
    "told": "Pemberitahuan",
    "answered": "Sudah dijawab",
}


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
    return render(request, "announcements/satu.html", page | _figures(request, version))


def _figures(request: Request, version: Version) -> dict[str, Any]:
    """The figures of a bulletin for the visitor's own area and those it lies in, with its months in a row."""
    month = version.announcement.month
    pages = bulletin.pages_for(request.visitor, month=month) if month else []
    if month is None or not pages:
        return {"bulan": None}
    own = bulletin.trend_for(pages[0].area_id, month=month)
    return {
        "bulan": month,
        "kolom": [page.area.name for page in pages],
        "baris": [
            (label, [page.figures[name] for page in pages]) for name, label in FIGURES.items()
        ],
        "sendiri": pages[0].figures,
        "batang": [(bulan_tahun(page.month), page.figures["services"] or 0) for page in own],
    }
