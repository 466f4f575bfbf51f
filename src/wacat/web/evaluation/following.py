"""The pages of follow-ups: add one, see its history, say how it goes, word it anew."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wacat.evaluation import editions, following
from wacat.evaluation.models import FollowUp
from wacat.evaluation.states import FollowUpState
from wacat.values.refusal import Refusal
from wacat.web.audience import LEADERS, Request, audience
from wacat.web.evaluation.views import READERS, get_semester, kept, page_of

VERBS = {
    FollowUpState.IN_PROGRESS: "Mulai dikerjakan",
    FollowUpState.DONE: "Selesai",
    FollowUpState.DROPPED: "Tidak dilanjutkan",
    FollowUpState.OPEN: "Buka kembali",
}


class FollowUpForm(forms.Form):
    """What is to be done, by whom, until when."""

    uraian = forms.CharField(
        max_length=300, error_messages={"required": "Tulis apa yang akan dikerjakan."}
    )
    pemilik = forms.IntegerField(error_messages={"required": "Pilih penanggung jawab dari daftar."})
    batas = forms.DateField(
        error_messages={"required": "Isi batas waktunya.", "invalid": "Tulis tanggal seperti 2026-12-31."}
    )  # fmt: skip

    def values(self) -> dict[str, Any]:
        """What the action wants."""
        data = self.cleaned_data
        until: date = data["batas"]
        return {"what": data["uraian"], "owner_id": data["pemilik"], "until_on": until}

    def complaint(self) -> str:
        """The first thing that is wrong, in words."""
        return str(next(iter(next(iter(self.errors.values())))))


@audience(*LEADERS)
@require_POST
def add(request: Request, term: str) -> HttpResponse:
    """Put something on the list of a semester."""
    asked = get_semester(term)
    form = FollowUpForm(request.POST)
    try:
        if not form.is_valid():
            raise following.CannotFollow(form.complaint())
        following.add(semester=asked, by=request.visitor, at=timezone.now(), **form.values())
    except Refusal as refusal:
        edition = editions.find(asked)
        if edition is None:
            return HttpResponseRedirect("/evaluasi/")
        return page_of(
            request, asked, edition, status=422, galat_tindak=str(refusal), isian=request.POST.dict()
        )  # fmt: skip
    messages.success(request, "Tindak lanjut ditambahkan.")
    return HttpResponseRedirect(f"/evaluasi/{asked.key}/#tindak-lanjut")


@audience(*READERS)
@require_safe
def show(request: Request, number: int) -> HttpResponse:
    """One follow-up with its history."""
    return _page(request, get_one(number))


@audience(*READERS)
@require_POST
def move(request: Request, number: int) -> HttpResponse:
    """Say how it goes."""
    one = get_one(number)
    text, to = request.POST.get("catatan", ""), request.POST.get("keadaan", "")
    try:
        following.move(number=number, to=to, text=text, by=request.visitor, at=timezone.now())
    except Refusal as refusal:
        return _page(request, one, status=409, galat=str(refusal), isian={"catatan": text})
    messages.success(request, "Keadaan tindak lanjut tersimpan.")
    return HttpResponseRedirect(f"/evaluasi/tindak-lanjut/{number}/")


@audience(*READERS)
@require_POST
def change(request: Request, number: int) -> HttpResponse:
    """Word it anew, give it to another, or move its day."""
    one = get_one(number)
    form = FollowUpForm(request.POST)
    try:
        if not form.is_valid():
            raise following.CannotFollow(form.complaint())
        following.change(number=number, by=request.visitor, at=timezone.now(), **form.values())
    except Refusal as refusal:
        return _page(request, one, status=422, galat=str(refusal), isian=request.POST.dict())
    messages.success(request, "Perubahan tersimpan.")
    return HttpResponseRedirect(f"/evaluasi/tindak-lanjut/{number}/")


def get_one(number: int) -> FollowUp:
    """A follow-up.

    Raises:
        FollowUp.DoesNotExist: there is none.
    """
    return FollowUp.objects.select_related("owner__person", "made_by__person").get(pk=number)


def _page(request: Request, one: FollowUp, *, status: int = 200, **more: Any) -> HttpResponse:
    page = {
        "satu": one,
        "langkah": list(one.steps.select_related("by__person").order_by("-id")),
        "pilihan": [(to.value, VERBS[to]) for to in following.may_move(one, by=request.visitor)],
        "mengubah": request.visitor.role in LEADERS and one.closed_at is None,
        "pemilik": following.owners() if request.visitor.role in LEADERS else [],
        "keadaan": dict(FollowUpState.choices),
        "galat": "",
        "isian": kept(more.pop("isian", {})),
    }
    return render(request, "evaluation/tindak_lanjut.html", page | more, status=status)
