"""Aliases of places: how a kelurahan is written in files, said once and for all."""

from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wacat.intake import desk
from wacat.intake.mending import aliases, grid
from wacat.intake.models import Batch
from wacat.values.refusal import Refusal
from wacat.web.audience import Request, audience
from wacat.web.operator.forms import read_id

PAGE_SIZE = 50
LARGEST = 2**31 - 1


@audience("OPERATOR")
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: Request) -> HttpResponse:
    """The aliases, and the place to add one."""
    if request.method != "POST":
        return _list(request)
    batch = _batch(request)
    try:
        alias, well = aliases.add(
            written=request.POST.get("tertulis", ""),
            kelurahan_id=min(read_id(request.POST.get("kelurahan", "")) or 0, LARGEST),
            reason=request.POST.get("alasan", ""), batch_id=batch.pk if batch else None,
            by=request.visitor.account_id, at=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        return _list(request, refused=str(refusal))
    said = f" {well} baris karantina kini siap dilepas." if well else ""
    messages.success(
        request, f"“{alias.written}” selanjutnya dibaca sebagai {alias.kelurahan.name}.{said}"
    )
    if batch is None:
        return HttpResponseRedirect(reverse("operator-aliases"))
    return HttpResponseRedirect(reverse("operator-mend", args=[batch.pk]))


@audience("OPERATOR")
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: Request, alias_id: int) -> HttpResponse:
    """Ask once more before an alias is used no longer, and why."""
    alias = aliases.get_alias(alias_id, by=request.visitor)
    refused = ""
    if request.method == "POST":
        try:
            aliases.end(
                alias_id=alias.pk, reason=request.POST.get("alasan", ""),
                by=request.visitor.account_id, at=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            refused = str(refusal)
        else:
            messages.success(request, f"Alias “{alias.written}” tidak dipakai lagi.")
            return HttpResponseRedirect(reverse("operator-aliases"))
    context = {
        "a": alias,
        "galat": [("", refused)] if refused else [],
        "alasan": request.POST.get("alasan", ""),
    }
    status = 409 if refused else 200
    return render(request, "operator/alias_hentikan.html", context, status=status)


def _list(request: Request, *, refused: str = "") -> HttpResponse:
    running = request.GET.get("rak", "") != "berakhir"
    text = request.GET.get("cari", "")[:100].replace("\x00", "")
    before = read_id(request.GET.get("sebelum", ""))
    every = aliases.listed(by=request.visitor, running=running, text=text)
    found = every.filter(pk__lt=before) if before is not None else every
    page = list(found[: PAGE_SIZE + 1])
    counts = {
        one: aliases.listed(by=request.visitor, running=one, text=text).count()
        for one in (True, False)
    }
    shelf = "" if running else "rak=berakhir&"
    kept = f"?{shelf}cari={quote(text)}"
    batch = _batch(request)
    context = {
        "alias": page[:PAGE_SIZE],
        "rak": [
            ("Dipakai", f"?cari={quote(text)}", counts[True], running),
            ("Berakhir", f"?rak=berakhir&cari={quote(text)}", counts[False], not running),
        ],
        "berlaku": running,
        "jumlah": counts[running],
        "cari": text,
        "sesudah": f"{kept}&sebelum={page[PAGE_SIZE - 1].pk}" if len(page) > PAGE_SIZE else None,
        "sebelum": kept if before is not None else None,
        "kelurahan": grid.kelurahan_of(request.visitor.city_id or 0),
        "tertulis": request.POST.get("tertulis") or request.GET.get("tertulis", "")[:100],
        "alasan": request.POST.get("alasan", ""),
        "dipilih": request.POST.get("kelurahan", ""),
        "b": batch,
        "galat": [("", refused)] if refused else [],
    }
    return render(request, "operator/alias.html", context, status=409 if refused else 200)


def _batch(request: Request) -> Batch | None:
    """The file from whose grid somebody comes."""
    number = read_id(request.POST.get("berkas") or request.GET.get("berkas", ""))
    return desk.get_file(number, by=request.visitor) if number else None
