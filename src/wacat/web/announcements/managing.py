"""Writing announcements, asking for approval, letting them out, withdrawing them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wacat.announcements import reading, writing
from wacat.announcements.models import Announcement, Version
from wacat.announcements.states import VersionState
from wacat.areas.models import Area, Level
from wacat.values.refusal import Refusal
from wacat.web import markdown
from wacat.web.announcements import forms
from wacat.web.audience import STAFF, Request, audience
from wacat.web.forms import whole_number

LOOKS = {
    "DRAFT": "netral", "SUBMITTED": "hati-hati", "RETURNED": "gawat", "APPROVED": "baik",
    "REPLACED": "netral", "WITHDRAWN": "gawat",
}  # fmt: skip
PAGE_SIZE = 30
READERS = [(office.value, office.label) for office in writing.READERS]


@audience(*STAFF)
@require_safe
def index(request: Request) -> HttpResponse:
    """Every announcement by its newest wording."""
    words = request.GET.get("cari", "").replace("\x00", "").strip()[:80]
    newest = _newest()
    if words:
        newest = newest.filter(Q(title__icontains=words) | Q(body__icontains=words))
    chosen = request.GET.get("keadaan", "")
    chosen = chosen if chosen in VersionState.values else ""
    counts = dict(newest.values_list("state").annotate(Count("pk")).order_by("state"))
    before = whole_number(request.GET.get("sebelum"))
    shown = newest.filter(state=chosen) if chosen else newest
    if before:
        shown = shown.filter(announcement_id__lt=before)
    rows = list(shown.select_related("announcement").order_by("-announcement_id")[: PAGE_SIZE + 1])
    last = rows[PAGE_SIZE - 1].announcement_id if len(rows) > PAGE_SIZE else 0
    page = {
        "pengumuman": rows[:PAGE_SIZE],
        "rupa": LOOKS,
        "cari": words,
        "keping": [
            ("Semua", "?", sum(counts.values()), not chosen),
            *(
                (label, f"?keadaan={state}", counts.get(state, 0), state == chosen)
                for state, label in VersionState.choices
                if counts.get(state) or state == chosen
            ),
        ],
        "lanjut": f"?keadaan={chosen}&sebelum={last}" if last else None,
    }
    return render(request, "announcements/kelola.html", page)


@audience(*STAFF)
@require_safe
def show(request: Request, announcement_id: int) -> HttpResponse:
    """One announcement with its wordings."""
    return _page(request, announcement_id)


@audience(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Write one."""
    return _write(request, None)


@audience(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, announcement_id: int) -> HttpResponse:
    """Write its next wording; readers keep the one that is shown until the new one is approved."""
    return _write(request, Announcement.objects.get(pk=announcement_id))


@audience(*STAFF)
@require_POST
def submit(request: Request, announcement_id: int) -> HttpResponse:
    """Ask for approval."""
    done = "Diajukan. Petugas lain menyetujuinya."
    return _act(request, announcement_id, writing.submit, done=done)


@audience(*STAFF)
@require_POST
def approve(request: Request, announcement_id: int) -> HttpResponse:
    """Let it out."""
    done = "Disetujui. Pembacanya diberi tahu pada waktunya."
    return _act(request, announcement_id, writing.approve, done=done)


@audience(*STAFF)
@require_POST
def send_back(request: Request, announcement_id: int) -> HttpResponse:
    """Return it to its writer."""
    return _act(request, announcement_id, writing.send_back, done="Dikembalikan.", why=True)


@audience(*STAFF)
@require_POST
def withdraw(request: Request, announcement_id: int) -> HttpResponse:
    """Show it no more."""
    return _act(request, announcement_id, writing.withdraw, done="Pengumuman ditarik.", why=True)


def _newest() -> QuerySet[Version]:
    top = Version.objects.filter(announcement=OuterRef("announcement")).order_by()
    newest = top.values("announcement").annotate(top=Max("number")).values("top")
    return Version.objects.filter(number=Subquery(newest))


def _act(
    request: Request,
    announcement_id: int,
    act: Callable[..., None],
    *,
    done: str,
    why: bool = False,
) -> HttpResponse:
    """Do it to the version that the page showed, not to one that came since."""
    version = Version.objects.get(
        pk=whole_number(request.POST.get("versi")), announcement_id=announcement_id
    )
    more = {"reason": request.POST.get("alasan", "")} if why else {}
    try:
        act(version_id=version.pk, by=request.visitor, at=timezone.now(), **more)
    except Refusal as refusal:
        return _page(request, announcement_id, error=str(refusal), status=409)
    messages.success(request, done)
    return HttpResponseRedirect(reverse("announce-one", args=[announcement_id]))


def _write(request: Request, announcement: Announcement | None) -> HttpResponse:
    now = timezone.now()
    if request.method != "POST":
        return _form(request, announcement, values=_standing(announcement, at=now))
    values = forms.typed(request)
    try:
        version = writing.save(
            forms.wording(values, at=now),
            announcement_id=announcement.pk if announcement else None,
            by=request.visitor,
            at=now,
        )
    except Refusal as refusal:
        return _form(request, announcement, values=values, error=str(refusal), status=422)
    messages.success(request, "Tersimpan sebagai konsep. Periksa, lalu ajukan.")
    return HttpResponseRedirect(reverse("announce-one", args=[version.announcement_id]))


def _standing(announcement: Announcement | None, *, at: datetime) -> dict[str, Any]:
    if announcement is not None:
        return forms.of_version(announcement.versions.latest("number"))
    return {
        "judul": "", "isi": "", "mulai": timezone.localtime(at).date().isoformat(),
        "jam_mulai": "08:00", "sampai": "", "rt": "", "jabatan": ["KETUA_RT", "LURAH"],
        "wilayah": [], "penting": False, "wajib": False,
    }  # fmt: skip


def _form(
    request: Request,
    announcement: Announcement | None,
    *,
    values: dict[str, Any],
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    city = request.visitor.city_id
    open_areas = Area.objects.filter(city_id=city, closed_on=None).order_by("name")
    page = {
        "nomor": announcement.pk if announcement else None,
        "isi": values,
        "jabatan": READERS,
        "kecamatan": list(open_areas.filter(level=Level.KECAMATAN).values_list("pk", "name")),
        "kelurahan": list(open_areas.filter(level=Level.KELURAHAN).values_list("pk", "name")),
        "galat": error,
    }
    return render(request, "announcements/tulis.html", page, status=status)


def _page(
    request: Request, announcement_id: int, *, error: str = "", status: int = 200
) -> HttpResponse:
    announcement = Announcement.objects.get(pk=announcement_id)
    versions = list(
        announcement.versions.select_related(
            "made_by__person", "decided_by__person", "withdrawn_by__person"
        ).order_by("-number")
    )
    newest = versions[0]
    now = timezone.now()
    reached = list(reading.receivers(newest, at=now).values_list("seen_at", flat=True))
    page = {
        "pengumuman": announcement,
        "versi": versions,
        "terbaru": newest,
        "tampak": next((v for v in versions if v.state == VersionState.APPROVED), None),
        "isi_pengumuman": markdown.text(newest.body),
        "rupa": LOOKS,
        "jabatan": dict(READERS),
        "wilayah": list(
            Area.objects.filter(pk__in=newest.area_ids)
            .order_by("name")
            .values_list("name", flat=True)
        ),
        "penulis": newest.made_by_id == request.visitor.account_id,
        "dibaca": sum(seen is not None for seen in reached),
        "sasaran": len(reached),
        "kini": now,
        "galat": error,
    }
    return render(request, "announcements/kelola_satu.html", page, status=status)
