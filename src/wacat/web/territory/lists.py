"""Lists of RTs: upload, see what is new and what is at fault, download the faults, apply."""

import tempfile
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wacat.intake.checks import Check
from wacat.sheets.refusals import REFUSALS, CannotRead
from wacat.territory import listing, queries
from wacat.territory.models import RtList
from wacat.values.refusal import Refusal
from wacat.web.audience import Request, audience
from wacat.web.downloads import attachment
from wacat.web.forms import whole_number
from wacat.web.uploads import MAX_MEGABYTES, is_too_large

PAGE = 50
SHELF_LABELS = {"semua": "Semua", "belum": "Belum diterapkan", "sudah": "Diterapkan"}


class Reason(NamedTuple):
    """Why lines are in quarantine, and how many."""

    code: str
    check: Check
    rows: int


@audience("ADMINISTRATOR", "KASI")
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: Request) -> HttpResponse:
    """The lists so far, and the place to drop a new one."""
    if request.method != "POST":
        return _list(request)
    if request.visitor.role != "ADMINISTRATOR":
        return _list(request, trouble="Daftar RT diunggah oleh administrator.", status=403)
    file = request.FILES.get("berkas")
    if is_too_large(request):
        return _list(request, trouble=REFUSALS["TOO_LARGE"].format(limit=MAX_MEGABYTES), status=413)
    if not isinstance(file, UploadedFile):
        return _list(request, trouble="Pilih berkas yang akan diunggah.", status=422)
    try:
        kept = _receive(file, by=request.visitor.account_id)
    except CannotRead as refusal:
        return _list(request, trouble=str(refusal), status=422)
    return HttpResponseRedirect(reverse("territory-list", args=[kept.pk]))


def _receive(file: UploadedFile, *, by: int) -> RtList:
    name = file.name or "daftar"
    with tempfile.NamedTemporaryFile(suffix=Path(name).suffix[-10:]) as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        return listing.receive(path=Path(copy.name), name=name, by=by, at=timezone.now())


def _list(request: Request, *, trouble: str = "", status: int = 200) -> HttpResponse:
    words = request.GET.get("cari", "").strip()[:80]
    shelf = request.GET.get("saring", "semua")
    shelf = shelf if shelf in SHELF_LABELS else "semua"
    every = queries.lists().filter(name__icontains=words) if words else queries.lists()
    kept = {
        "semua": every,
        "belum": every.filter(applied_at=None),
        "sudah": every.filter(applied_at__isnull=False),
    }
    counts = {name: found.count() for name, found in kept.items()}
    before = whole_number(request.GET.get("sebelum"))
    found = kept[shelf].filter(pk__lt=before) if before else kept[shelf]
    shown = list(found[: PAGE + 1])
    more = (
        {"cari": words, "saring": shelf, "sebelum": shown[PAGE - 1].pk} if len(shown) > PAGE else {}
    )
    page = {
        "daftar": shown[:PAGE],
        "jumlah": counts[shelf],
        "cari": words,
        "rak": shelf,
        "chip": [
            (label, "?" + urlencode({"cari": words, "saring": name}), counts[name], name == shelf)
            for name, label in SHELF_LABELS.items()
        ],
        "lanjut": "?" + urlencode(more) if more else None,
        "galat": trouble,
        "boleh": request.visitor.role == "ADMINISTRATOR",
    }
    return render(request, "territory/daftar.html", page, status=status)


@audience("ADMINISTRATOR", "KASI")
@require_safe
def show(request: Request, list_id: int) -> HttpResponse:
    """A list beside the territory as it stands now."""
    return _page(request, get_list(list_id))


@audience("ADMINISTRATOR", "KASI")
@require_safe
def faulty(request: Request, list_id: int) -> HttpResponse:
    """The faulty lines as XLSX, to be corrected and uploaded again."""
    kept = get_list(list_id)
    found = listing.compare(listing.lines_of(kept))
    stem = slugify(kept.name.rpartition(".")[0])[:60] or "daftar"
    return attachment(listing.faulty_file(found.faults), name=f"karantina-rt-{kept.pk}-{stem}.xlsx")


@audience("ADMINISTRATOR")
@require_POST
def apply(request: Request, list_id: int) -> HttpResponse:
    """Open the RTs that do not stand yet."""
    kept = get_list(list_id)
    try:
        _, found = listing.apply(list_id=list_id, by=request.visitor.account_id, at=timezone.now())
    except Refusal as refusal:
        return _page(request, kept, refused=str(refusal))
    messages.success(request, f"{len(found.new)} RT dibuka.")
    return HttpResponseRedirect(reverse("territory-list", args=[list_id]))


def get_list(list_id: int) -> RtList:
    """An uploaded list.

    Raises:
        RtList.DoesNotExist: there is none.
    """
    return queries.lists().select_related("act").get(pk=list_id)


def _page(request: Request, kept: RtList, *, refused: str = "") -> HttpResponse:
    found = listing.compare(listing.lines_of(kept))
    page = {
        "d": kept,
        "h": found,
        "alasan": [Reason(c, listing.check_of(c), n) for c, n in found.reasons().items()],
        "karantina": [(fault.row, fault.findings) for fault in found.faults[:PAGE]],
        "baru": _by_kelurahan((rt.kelurahan, rt.number) for rt in found.new),
        "tidak_tertulis": _by_kelurahan(
            (rt.kelurahan.name if rt.kelurahan else "", rt.number or 0) for rt in found.missing
        ),
        "galat": [("", refused)] if refused else [],
        "boleh": request.visitor.role == "ADMINISTRATOR",
    }
    return render(request, "territory/daftar_rinci.html", page, status=409 if refused else 200)


def _by_kelurahan(rts: Iterable[tuple[str, int]]) -> list[tuple[str, tuple[int, str]]]:
    """Kelurahan with the numbers of their RTs as people write them: 001 sampai 025, 027."""
    grouped = groupby(sorted(rts), key=lambda rt: rt[0])
    return [(name, _written([number for _, number in group])) for name, group in grouped]


def _written(numbers: list[int]) -> tuple[int, str]:
    """How many numbers, and the numbers with neighbours drawn together."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = [f"{r[0]:03d} sampai {r[-1]:03d}" if len(r) > 1 else f"{r[0]:03d}" for r in runs]
    return len(numbers), ", ".join(words)
