"""Who of how many offices has read an announcement: a list with search, and the same as XLSX."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wacat.accounts.queries import title_of
from wacat.announcements import reading
from wacat.announcements.models import Version
from wacat.announcements.states import VersionState
from wacat.values.tanggal import tanggal_angka
from wacat.web.audience import STAFF, Request, audience
from wacat.web.downloads import attachment, write_sheet
from wacat.web.forms import whole_number

PAGE_SIZE = 50
FILTERS = {"": "Semua", "sudah": "Sudah membuka", "belum": "Belum membuka"}
HEAD = ("Jabatan", "Nama", "Dibuka", "Menyatakan sudah membaca")


@audience(*STAFF)
@require_safe
def index(request: Request, announcement_id: int) -> HttpResponse:
    """The offices that it is meant for, and when each opened it."""
    version, found, chosen = _wanted(request, announcement_id)
    after = whole_number(request.GET.get("lewati"))
    lines = list(found[chosen][after : after + PAGE_SIZE + 1])
    words = request.GET.get("cari", "")[:80]
    page: dict[str, Any] = {
        "versi": version,
        "nomor": announcement_id,
        "baris": [(title_of(held), held) for held in lines[:PAGE_SIZE]],
        "jumlah": found[chosen].count(),
        "cari": words,
        "saringan": chosen,
        "keping": [
            (label, f"?saring={code}&cari={words}", found[code].count(), code == chosen)
            for code, label in FILTERS.items()
        ],
        "lanjut": f"?saring={chosen}&cari={words}&lewati={after + PAGE_SIZE}"
        if len(lines) > PAGE_SIZE
        else None,
    }
    return render(request, "announcements/penerima.html", page)


@audience(*STAFF)
@require_safe
def download(request: Request, announcement_id: int) -> HttpResponse:
    """The same as XLSX."""
    _, found, chosen = _wanted(request, announcement_id)
    rows = [
        (title_of(held), held.person.name, _moment(held.seen_at), _moment(held.confirmed_at))
        for held in found[chosen]
    ]
    content = write_sheet(title="Penerima", head=HEAD, rows=rows)
    return attachment(content, name=f"pengumuman-{announcement_id}-penerima.xlsx")


def _wanted(request: Request, announcement_id: int) -> tuple[Version, dict[str, Any], str]:
    every = Version.objects.filter(announcement_id=announcement_id).order_by("-number")
    version = every.filter(state=VersionState.APPROVED).first() or every[:1].get()
    found = reading.receivers(version, at=timezone.now())
    words = request.GET.get("cari", "").replace("\x00", "").strip()[:80]
    if words:
        found = found.filter(
            Q(person__name__icontains=words)
            | Q(area__name__icontains=words)
            | Q(area__kelurahan__name__icontains=words)
        )
    chosen = request.GET.get("saring", "")
    kept = {
        "": found,
        "sudah": found.filter(seen_at__isnull=False),
        "belum": found.filter(seen_at=None),
    }
    return version, kept, chosen if chosen in FILTERS else ""


def _moment(at: Any) -> str:
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{tanggal_angka(local)} {local:%H.%M}"
