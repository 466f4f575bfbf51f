"""What Disdukcapil asks about people who may live in an RT, and the answer of its head."""

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
    """The questions to the RT, or to the RTs of the kelurahan: open ones first."""
    found = list(
        inquiring.within(request.visitor)
        .select_related("rt")
        .order_by("answered_at", "-id")
        .reverse()[:PAGE_SIZE]
    )
    found.sort(key=lambda each: bool(each.answer))
    reading(of="inquiry", ids=[each.pk for each in found], page=request.path)
    page = {"pertanyaan": found, "back": places.home(request.visitor)}
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
