"""Balasan siap pakai: the texts that operators write often, kept by the administrator and the Kasi."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wacat.desk import replies
from wacat.desk.models import Reply, Use
from wacat.desk.replies import EXAMPLE, VARIABLES, CannotKeepReply, Wording
from wacat.web.audience import Request, audience

LONGEST_TYPED = 600


@audience("ADMINISTRATOR", "KASI")
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: Request) -> HttpResponse:
    """Every reply that is offered, with a form for another; those that were ended below."""
    typed, error = _typed(request), ""
    if request.method == "POST" and typed["pratinjau"] != "ya":
        try:
            made = replies.make(
                use=typed["untuk"], wording=_wording(typed), by=request.visitor, at=timezone.now()
            )
        except CannotKeepReply as refusal:
            error = str(refusal)
        else:
            messages.success(request, "Balasan tersimpan dan langsung dapat dipakai.")
            return HttpResponseRedirect(reverse("reply", args=[made.pk]))
    page = {
        "balasan": list(replies.standing()),
        "berakhir": list(replies.ended()),
        **_form(typed, error=error),
    }
    return render(request, "administrator/balasan.html", page, status=422 if error else 200)


@audience("ADMINISTRATOR", "KASI")
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: Request, reply_id: int) -> HttpResponse:
    """One reply with all its wordings; a new one is given with a reason."""
    reply = Reply.objects.get(pk=reply_id)
    typed, error = _typed(request), ""
    if request.method == "POST" and typed["pratinjau"] != "ya":
        try:
            replies.reword(
                reply_id=reply_id, wording=_wording(typed), reason=typed["alasan"],
                by=request.visitor, at=timezone.now(),
            )  # fmt: skip
        except CannotKeepReply as refusal:
            error = str(refusal)
        else:
            messages.success(request, "Isi baru tersimpan; yang lama ada di riwayat.")
            return HttpResponseRedirect(reverse("reply", args=[reply_id]))
    return _page(request, reply, typed=typed, error=error)


@audience("ADMINISTRATOR", "KASI")
@require_POST
def end(request: Request, reply_id: int) -> HttpResponse:
    """Offer it no longer, with a reason."""
    reply = Reply.objects.get(pk=reply_id)
    typed = _typed(request)
    try:
        replies.end(
            reply_id=reply_id, reason=typed["alasan"], by=request.visitor, at=timezone.now()
        )
    except CannotKeepReply as refusal:
        return _page(request, reply, typed=typed, error=str(refusal))
    messages.success(request, "Balasan ini tidak ditawarkan lagi.")
    return HttpResponseRedirect(reverse("replies"))


def _page(request: Request, reply: Reply, *, typed: dict[str, str], error: str) -> HttpResponse:
    versions = list(reply.versions.select_related("made_by__person").order_by("-number"))
    if not typed["isi"]:
        typed |= {"judul": versions[0].title, "isi": versions[0].text}
    page = {"r": reply, "versi": versions, **_form(typed, error=error)}
    return render(request, "administrator/satu_balasan.html", page, status=422 if error else 200)


def _form(typed: dict[str, str], *, error: str) -> dict[str, Any]:
    return {
        "ditulis": typed,
        "galat": [("", error)] if error else [],
        "untuk": Use.choices,
        "variabel": VARIABLES,
        "contoh": replies.fill(typed["isi"], EXAMPLE) if typed["isi"] else "",
    }


def _typed(request: Request) -> dict[str, str]:
    names = ("untuk", "judul", "isi", "alasan", "pratinjau")
    return {n: request.POST.get(n, "").replace("\x00", "")[:LONGEST_TYPED] for n in names}


def _wording(typed: dict[str, str]) -> Wording:
    return Wording(title=typed["judul"], text=typed["isi"])
