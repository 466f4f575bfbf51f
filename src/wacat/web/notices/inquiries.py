"""What Disdukcapil asks about people who may live in an RT, and the answer of its head."""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from wacat.audit.actions import reading
from wacat.values.refusal import Refusal
from wacat.verification import inquiring
from wacat.web.audience import Request
from wacat.web.notices import places
from wacat.web.notices.forms import remark_field

PAGE_SIZE = 50
LONGEST_SEARCH = 60
SHELVES = {"": "Menunggu jawaban", "dijawab": "Sudah dijawab"}


class InquiryForm(forms.Form):
    """Yes or no, and a word beside it."""

    jawaban = forms.ChoiceField(
        choices=[("ya", "Ya, warga RT ini"), ("bukan", "Bukan warga RT ini")],
        error_messages={
            "required": "Pilih ya atau bukan.",
            "invalid_choice": "Pilih ya atau bukan.",
        },
    )
    keterangan = remark_field()


@require_safe
def index(request: Request) -> HttpResponse:
    """The questions to the RT, or to the RTs of the kelurahan: those that wait, or those answered."""
    answered = request.GET.get("saring") == "dijawab"
    text = request.GET.get("cari", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    asked = inquiring.within(request.visitor)
    asked = asked.filter(name__icontains=text) if text else asked
    kept = {"": asked.filter(answer=""), "dijawab": asked.exclude(answer="")}
    chosen = kept["dijawab" if answered else ""].select_related("rt")
    found = list(chosen.order_by("-answered_at", "-id")[:PAGE_SIZE])
    reading(of="inquiry", ids=[each.pk for each in found], page=request.path)
    page = {
        "pertanyaan": found,
        "rak": [
            (label, "?" + urlencode({"saring": code, "cari": text}), kept[code].count(),
             (code == "dijawab") == answered)
            for code, label in SHELVES.items()
        ],
        "cari": text,
        "dijawab": answered,
        "back": places.home(request.visitor),
    }  # fmt: skip
    return render(request, "notices/pertanyaan.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, inquiry_id: int) -> HttpResponse:
    """One question and its two buttons."""
    visitor = request.visitor
    inquiry = inquiring.within(visitor).select_related("rt").get(pk=inquiry_id)
    form = InquiryForm(request.POST or None)
    error, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                inquiring.answer(
                    inquiry_id=inquiry_id, lives_here=form.cleaned_data["jawaban"] == "ya",
                    remark=form.cleaned_data["keterangan"], by=visitor, at=timezone.now(),
                )  # fmt: skip
            except Refusal as refusal:
                error, status = str(refusal), 409
            else:
                messages.success(request, "Jawaban Anda terkirim. Terima kasih.")
                return HttpResponseRedirect(f"{places.home(visitor)}pertanyaan/")
    reading(of="inquiry", ids=[inquiry.pk], page=request.path)
    page = {
        "tanya": inquiry,
        "form": form,
        "galat": [("", error)]
        if error
        else [(f"id_{n}", str(t)) for n, e in form.errors.items() for t in e],
        "giliran": not inquiry.answer and inquiring.may_answer(inquiry, by=visitor),
        "back": f"{places.home(visitor)}pertanyaan/",
    }
    return render(request, "notices/satu_pertanyaan.html", page, status=status)
