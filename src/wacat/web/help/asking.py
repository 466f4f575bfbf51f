"""Sending a question: what may help is offered first; circumstances are shown and can be unticked."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wacat.accounts.access import Visitor
from wacat.audit.actions import note
from wacat.helpdesk import articles, categories, opening
from wacat.helpdesk.context import LABELS, kept, stripped
from wacat.values.browsers import describe
from wacat.values.refusal import Refusal
from wacat.values.tanggal import jam, tanggal
from wacat.web.audience import Request, audience
from wacat.web.forms import whole_number
from wacat.web.help.offices import ASKING, shell_of
from wacat.web.help.uploading import ACCEPT, HINT, scans_in
from wacat.web.notices.freshness import build

LONGEST_TYPED = 4_500


@audience(*ASKING)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request) -> HttpResponse:
    """The form; when something may help and was not yet seen, it is shown once before sending."""
    if request.method != "POST":
        page_from = stripped(request.GET.get("dari", ""))
        return _page(request, typed={"dari": page_from, "kunci": str(uuid4())})
    typed = _typed(request)
    found = articles.find(typed["isi"], office=request.visitor.role)
    if found and typed["isi"].strip() and not request.POST.get("sudah_lihat"):
        return _page(request, typed=typed, found=found)
    try:
        ticket = opening.open_ticket(
            category_id=whole_number(typed["kategori"]),
            text=typed["isi"],
            files=scans_in(request),
            context=kept(_circumstances(request, typed), ticked=request.POST.getlist("konteks")),
            shared=bool(request.POST.get("boleh_teknis")),
            key=_key(typed["kunci"], by=request.visitor),
            by=request.visitor,
            at=timezone.now(),
        )
    except Refusal as refusal:
        return _page(request, typed=typed, found=found, error=str(refusal), status=422)
    note(act="ticket.opened", of="ticket", ids=[ticket.pk])
    messages.success(
        request, f"Terkirim dengan nomor {ticket.number}. Kami kabari bila sudah dibalas."
    )
    return HttpResponseRedirect(reverse("help-ticket", args=[ticket.pk]))


@audience(*ASKING)
@require_POST
def suggest(request: Request) -> HttpResponse:
    """What may help with what is typed so far; by POST, so that the words stand in no log."""
    found = articles.find(request.POST.get("isi", "")[:LONGEST_TYPED], office=request.visitor.role)
    return render(request, "help/_saran.html", {"saran": found})


def _typed(request: HttpRequest) -> dict[str, str]:
    names = ("isi", "kategori", "dari", "kunci", "layar", "jaringan")
    typed = {name: request.POST.get(name, "")[:LONGEST_TYPED] for name in names}
    return typed | {"dari": stripped(typed["dari"])}


def _circumstances(request: HttpRequest, typed: dict[str, str]) -> dict[str, str]:
    """What is told beside the question, if the person leaves it ticked."""
    now = timezone.localtime()
    return {
        "halaman": typed.get("dari", ""),
        "versi": build()[:8],
        "peramban": describe(request.headers.get("User-Agent", "")),
        "layar": typed.get("layar", ""),
        "jaringan": typed.get("jaringan", ""),
        "waktu": f"{tanggal(now.date())} {jam(now, zone=timezone.get_current_timezone())}",
    }


def _key(text: str, *, by: Visitor) -> UUID:
    """The form's own key, bound to who sends it; a form without one is a ticket of its own."""
    try:
        made = UUID(text)
    except ValueError:
        made = uuid4()
    return uuid5(made, f"ticket/{by.account_id}")


def _page(
    request: Request,
    *,
    typed: dict[str, str],
    found: list[tuple[int, str]] | None = None,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    told = _circumstances(request, typed)
    page: dict[str, Any] = {
        "kerangka": shell_of(request.visitor.role),
        "kategori": [("", "Pilih"), *categories.choices()],
        "isi": typed,
        # screen and network are told by the script; without it they are left out
        "konteks": [(name, LABELS[name], told[name]) for name in LABELS],
        "terpilih": request.POST.getlist("konteks") if request.method == "POST" else list(LABELS),
        "boleh_teknis": bool(request.POST.get("boleh_teknis")),
        "saran": found or [],
        "tanya_dulu": bool(found) and not error,
        "galat": error,
        "petunjuk_berkas": HINT,
        "terima": ACCEPT,
        "ada_berkas": bool(request.FILES),
    }
    return render(request, "help/kirim.html", page, status=status)
