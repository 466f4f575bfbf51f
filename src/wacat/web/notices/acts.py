"""Acts on a notice: right, wrong, not mine, take back, explain.

Each is a plain form that leads back to a page; HTMX puts the outcome in the card's place instead.
"""

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from wacat.audit.actions import reading
from wacat.records import queries
from wacat.records.models import Notice
from wacat.verification import answering, objecting
from wacat.verification.models import Correction
from wacat.web.audience import Request
from wacat.web.notices import listing, places, words
from wacat.web.notices.forms import LONGEST_REMARK, ReplyForm, key_of, problems


@require_POST
def confirm(request: Request, notice_id: int) -> HttpResponse:
    """Benar: one tap."""
    notice = get_notice(request, notice_id)
    answer = answering.confirm(
        notice_id=notice_id,
        by=request.visitor,
        at=timezone.now(),
        key=key_of(request, notice_id=notice_id, by=request.visitor),
    )
    return done(request, notice, taken_back=answer.undone_at is not None)


@require_POST
def undo(request: Request, notice_id: int) -> HttpResponse:
    """Urungkan: the card comes back."""
    notice = get_notice(request, notice_id)
    answering.undo(notice_id=notice_id, by=request.visitor, at=timezone.now())
    return done(request, notice, taken_back=True)


@require_POST
def explain(request: Request, notice_id: int) -> HttpResponse:
    """Give what the office asked for; the legal clock runs again."""
    notice = get_notice(request, notice_id)
    form = ReplyForm(request.POST, request.FILES)
    if not form.is_valid():
        page = _page_of_sheet(request, notice, form)
        return render(request, "notices/keterangan.html", page, status=422)
    correction = Correction.objects.get(notice_id=notice_id, answer__undone_at=None)
    answering.reply(
        correction_id=correction.pk,
        text=form.cleaned_data["keterangan"],
        proof=form.cleaned_data["bukti"],
        by=request.visitor,
        at=timezone.now(),
    )
    messages.success(request, "Keterangan Anda sudah dikirim ke Disdukcapil.")
    return HttpResponseRedirect(places.notice(request.visitor, notice_id))


@require_POST
def object_to(request: Request, notice_id: int) -> HttpResponse:
    """Object once to the decision: another operator looks at it anew."""
    notice = get_notice(request, notice_id)
    correction = Correction.objects.get(notice=notice, answer__undone_at=None)
    objecting.object_to(
        correction_id=correction.pk, reason=request.POST.get("alasan", "")[:LONGEST_REMARK],
        by=request.visitor, at=timezone.now(),
    )  # fmt: skip
    messages.success(request, "Keberatan Anda terkirim. Petugas lain memeriksanya.")
    return HttpResponseRedirect(places.notice(request.visitor, notice_id))


def get_notice(request: Request, notice_id: int) -> Notice:
    """The notice, if it has been told to the visitor; the same 404 for all others."""
    return queries.within(request.visitor).select_related("rt").get(pk=notice_id)


def by_htmx(request: HttpRequest) -> bool:
    """Whether the page asks for a piece of itself."""
    return request.headers.get("HX-Request") == "true"


def _page_of_sheet(request: Request, notice: Notice, form: forms.Form) -> dict[str, Any]:
    visitor = request.visitor
    return {
        "notice": notice,
        "kind": words.kind_label(notice.kind),
        "form": form,
        "problems": problems(form) if form.is_bound else [],
        "key": request.POST.get("kunci") or uuid4(),
        "sheet": by_htmx(request),
        "back": places.notice(visitor, notice.pk),
        "from_page": request.GET.get("dari") == "rinci" or request.POST.get("dari") == "rinci",
    }


def done(request: Request, notice: Notice, *, taken_back: bool) -> HttpResponse:
    """What stands in the card's place, or the way back to the page."""
    visitor = request.visitor
    home = places.listing(visitor, rt_id=notice.rt_id)
    if not by_htmx(request):
        if request.POST.get("dari") == "rinci":
            return HttpResponseRedirect(places.notice(visitor, notice.pk))
        if taken_back:
            return HttpResponseRedirect(f"{home}#pemberitahuan-{notice.pk}")
        return HttpResponseRedirect(f"{home}?jawaban={notice.pk}#pemberitahuan-{notice.pk}")
    tally = queries.tally(rt_id=notice.rt_id, since=listing.month_began())
    page = {
        **listing.summary(visitor, rt_id=notice.rt_id, tally=tally),
        **listing.card_words(visitor, rt_name=notice.rt.name),
        "card": queries.get_card(notice.pk, of=visitor),
        "taken_back": taken_back,
    }
    reading(of="notice", ids=[notice.pk], page=request.path)
    return render(request, "notices/jawaban.html", page)
