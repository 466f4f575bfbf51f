"""Perlu persetujuan Anda: what heads of RTs say is not their resident, and the Lurah's word to it."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wacat.audit.actions import reading
from wacat.values.refusal import Refusal
from wacat.verification import cosigning
from wacat.verification.answering import NOT_MINE_REASONS
from wacat.web.audience import Request, audience
from wacat.web.notices.forms import remark_field

PAGE_SIZE = 50


class CoSignForm(forms.Form):
    """Agreed or not, and why."""

    setuju = forms.ChoiceField(
        choices=[("ya", "Setuju"), ("tidak", "Tidak setuju")],
        error_messages={"required": "Pilih setuju atau tidak setuju."},
    )
    keterangan = remark_field()


@audience("LURAH")
@require_safe
def index(request: Request) -> HttpResponse:
    """Every denial of the kelurahan's heads on which nothing was decided; unanswered ones first."""
    return _page(request)


@audience("LURAH")
@require_POST
def answer(request: Request, correction_id: int) -> HttpResponse:
    """Say it; a refusal shows the page with what was typed."""
    form = CoSignForm(request.POST)
    if not form.is_valid():
        error = next(str(sentence) for errors in form.errors.values() for sentence in errors)
        return _page(request, number=correction_id, error=error, status=422)
    try:
        cosigning.cosign(
            correction_id=correction_id, agrees=form.cleaned_data["setuju"] == "ya",
            remark=form.cleaned_data["keterangan"], by=request.visitor, at=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        return _page(request, number=correction_id, error=str(refusal), status=409)
    messages.success(request, "Pendapat Anda tersimpan. Ketua RT dan operator membacanya.")
    return HttpResponseRedirect(reverse("cosigning"))


def _page(request: Request, *, number: int = 0, error: str = "", status: int = 200) -> HttpResponse:
    found = list(
        cosigning.asked_of(request.visitor)
        .select_related("notice", "rt", "answer", "cosign")
        .order_by("cosign__id", "due_at")[:PAGE_SIZE]
    )
    found.sort(key=lambda case: hasattr(case, "cosign"))
    reading(of="notice", ids=[case.notice_id for case in found], page=request.path)
    page = {
        "koreksi": found,
        "belum": sum(not hasattr(case, "cosign") for case in found),
        "alasan": NOT_MINE_REASONS,
        "kini": timezone.now(),
        "nomor_galat": number,
        "galat": error,
        "diketik": request.POST.get("keterangan", "")[:500],
    }
    return render(request, "lurah/persetujuan.html", page, status=status)
