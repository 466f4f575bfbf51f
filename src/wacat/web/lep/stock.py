"""The population from the DKB: the lists so far, and the place to drop a new one."""

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wacat.areas.queries import get_city
from wacat.reports import dkb
from wacat.reports.dkb import CannotTakeList, Checked
from wacat.reports.models import StockList
from wacat.sheets.refusals import REFUSALS
from wacat.values.bilangan import bilangan
from wacat.values.refusal import Refusal
from wacat.values.tanggal import CannotReadDate, read_date, tanggal
from wacat.web.audience import Request, audience
from wacat.web.forms import whole_number
from wacat.web.uploads import MAX_MEGABYTES, is_too_large

PAGE = 20
SHOWN = 50


@audience("ADMINISTRATOR")
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: Request) -> HttpResponse:
    """The population counts that were loaded, newest first; a new one is checked wholly before."""
    if request.method != "POST":
        return _page(request)
    file = request.FILES.get("berkas")
    if is_too_large(request):
        return _page(request, trouble=REFUSALS["TOO_LARGE"].format(limit=MAX_MEGABYTES), status=413)
    try:
        on = read_date(request.POST.get("tanggal", ""))
    except CannotReadDate as refusal:
        return _page(request, wrong_day=str(refusal), status=422)
    if not isinstance(file, UploadedFile):
        return _page(request, trouble="Pilih berkas yang akan diunggah.", status=422)
    try:
        made, checked = _take(request, file, on=on)
    except CannotTakeList as refusal:
        return _page(request, trouble=str(refusal), checked=refusal.checked, status=422)
    except Refusal as refusal:
        return _page(request, trouble=str(refusal), status=422)
    messages.success(
        request,
        f"{bilangan(made.people)} penduduk di {bilangan(len(checked.counts) // 2)} RT "
        f"per {tanggal(on)} dimuat.",
    )
    return HttpResponseRedirect(reverse("lep-stock"))


def _take(request: Request, file: UploadedFile, *, on: date) -> tuple[StockList, Checked]:
    name = file.name or "penduduk"
    with tempfile.NamedTemporaryFile(suffix=Path(name).suffix[-10:]) as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        return dkb.take(
            path=Path(copy.name), name=name, on=on, by=request.visitor.account_id,
            missing_are_empty=request.POST.get("kosong") == "1", at=timezone.now(),
        )  # fmt: skip


def _page(
    request: Request,
    *,
    trouble: str = "",
    wrong_day: str = "",
    checked: Checked | None = None,
    status: int = 200,
) -> HttpResponse:
    found = StockList.objects.filter(city=get_city()).select_related("loaded_by__person")
    count = found.count()
    if before := whole_number(request.GET.get("sebelum")):
        found = found.filter(pk__lt=before)
    shown = list(found.order_by("-id")[: PAGE + 1])
    page: dict[str, Any] = {
        "daftar": shown[:PAGE],
        "jumlah": count,
        "lanjut": f"?sebelum={shown[PAGE - 1].pk}" if len(shown) > PAGE else None,
        "tanggal_isi": request.POST.get("tanggal", ""),
        "kosong_isi": request.POST.get("kosong", ""),
        "galat": trouble,
        "galat_tanggal": wrong_day,
        "salah": checked.faults[:SHOWN] if checked else [],
        "salah_semua": len(checked.faults) if checked else 0,
        "tidak_tertulis": checked.missing if checked and not checked.faults else [],
    }
    return render(request, "lep/penduduk.html", page, status=status)
