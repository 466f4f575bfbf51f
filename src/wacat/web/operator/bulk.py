"""Acts on many cases of the queue: first a preview, then each case for itself."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wacat.audit.actions import reading
from wacat.values.bilangan import bilangan
from wacat.verification import bulk
from wacat.web.audience import Request, audience
from wacat.web.forms import whole_number
from wacat.web.operator import words
from wacat.web.operator.bulk_words import BY_CODE

LONGEST_REMARK = 500


@audience("OPERATOR")
@require_POST
def act(request: Request) -> HttpResponse:
    """Show what would happen to the chosen cases; with `pasti` do it."""
    wanted = request.POST.get("tindakan", "")
    ids = _chosen(request)
    remark = request.POST.get("catatan", "").replace("\x00", "").strip()[:LONGEST_REMARK]
    sure = request.POST.get("pasti") == "ya"
    try:
        if not sure:
            return _preview(request, wanted, ids)
        done, left = bulk.run(wanted, ids, remark=remark, by=request.visitor, at=timezone.now())
    except bulk.CannotDoMany as refusal:
        if sure and wanted in BY_CODE and ids:
            return _preview(request, wanted, ids, error=str(refusal))
        messages.error(request, str(refusal))
        return HttpResponseRedirect(_back(request))
    if done:
        messages.success(request, f"{bilangan(len(done))} {BY_CODE[wanted].done}.")
    for line in left:
        messages.warning(request, f"{line.case.number} dilewati: {line.refusal}")
    return HttpResponseRedirect(_back(request))


def _preview(request: Request, wanted: str, ids: list[int], *, error: str = "") -> HttpResponse:
    lines = bulk.preview(wanted, ids, by=request.visitor)
    reading(of="correction", ids=[line.case.pk for line in lines])
    page = {
        "banyak": BY_CODE[wanted],
        "bisa": [line for line in lines if not line.refusal],
        "tidak": [line for line in lines if line.refusal],
        "rak": request.POST.get("rak", ""),
        "kembali": _back(request),
        "kata": words,
        "kini": timezone.now(),
        "galat": [("medan-catatan", error)] if error else [],
    }
    return render(request, "operator/banyak.html", page, status=422 if error else 200)


def _chosen(request: Request) -> list[int]:
    numbers = [whole_number(text) for text in request.POST.getlist("koreksi")[: bulk.MOST + 1]]
    return list(dict.fromkeys(number for number in numbers if number))


def _back(request: Request) -> str:
    shelf = request.POST.get("rak", "")
    known = shelf in words.SHELF_LABELS and shelf != "terbuka"
    return reverse("operator") + (f"?rak={shelf}" if known else "")
