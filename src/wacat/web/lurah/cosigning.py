"""Perlu persetujuan Anda: what heads of RTs say is not their resident, and the Lurah's word to it."""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from wacat.audit.actions import reading
from wacat.values.refusal import Refusal
from wacat.verification import cosigning
from wacat.verification.answering import NOT_MINE_REASONS
from wacat.verification.models import Correction
from wacat.web.audience import Request, audience
from wacat.web.forms import whole_number
from wacat.web.notices.forms import remark_field

PAGE_SIZE = 50
LONGEST_SEARCH = 60
SHELVES = {"": "Menunggu pendapat Anda", "dijawab": "Sudah Anda jawab"}


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
    """The denials of the kelurahan's heads on which nothing was decided, the most urgent first."""
    return _page(request)


@audience("LURAH")
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, correction_id: int) -> HttpResponse:
    """Where a message leads: that denial on top. Say it; a refusal shows the page with what was typed."""
    if request.method != "POST":
        return _page(request, number=correction_id)
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
    answered = request.GET.get("saring") == "dijawab" and not number
    text = request.GET.get("cari", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    asked = _fitting(cosigning.asked_of(request.visitor), text)
    counts = {
        "": asked.filter(cosign=None).order_by().count(),
        "dijawab": asked.exclude(cosign=None).order_by().count(),
    }
    chosen = asked.exclude(cosign=None) if answered else asked.filter(cosign=None)
    rows = chosen.select_related("notice", "rt", "answer", "cosign")
    found = [case for case in rows[:PAGE_SIZE] if case.pk != number]
    found = [*_meant(request, number), *found]
    reading(of="notice", ids=[case.notice_id for case in found], page=request.path)
    page = {
        "koreksi": found,
        "belum": counts[""],
        "rak": [
            (label, "?" + urlencode({"saring": code, "cari": text}), counts[code],
             (code == "dijawab") == answered)
            for code, label in SHELVES.items()
        ],
        "cari": text,
        "dijawab": answered,
        "alasan": NOT_MINE_REASONS,
        "kini": timezone.now(),
        "nomor_galat": number,
        "galat": error,
        "diketik": request.POST.get("keterangan", "")[:500],
    }  # fmt: skip
    return render(request, "lurah/persetujuan.html", page, status=status)


def _fitting(asked: QuerySet[Correction], text: str) -> QuerySet[Correction]:
    """Those of an RT by its number, or of a name."""
    if number := whole_number(text.upper().removeprefix("RT").strip()):
        return asked.filter(rt__number=number)
    return asked.filter(notice__name__icontains=text) if text else asked


def _meant(request: Request, number: int) -> list[Correction]:
    """The denial that a message speaks of; where it needs no word any more the page says so."""
    if not number:
        return []
    asked = cosigning.asked_of(request.visitor).filter(pk=number)
    found = list(asked.select_related("notice", "rt", "answer", "cosign"))
    if not found:
        Correction.objects.only("pk").get(pk=number, kelurahan_id=request.visitor.kelurahan_id)
        messages.info(request, "Jawaban itu sudah diputuskan, jadi pendapat tidak diperlukan lagi.")
    return found
