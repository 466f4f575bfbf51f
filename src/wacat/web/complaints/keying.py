"""Writing down what came by WhatsApp, telephone or at the counter, on behalf of whom it came from."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wacat.accounts.finding import find_holders
from wacat.accounts.queries import title_of
from wacat.audit.actions import note
from wacat.helpdesk import categories, opening
from wacat.helpdesk.states import Channel
from wacat.values.phone import masked
from wacat.values.refusal import Refusal
from wacat.web.audience import STAFF, Request, audience
from wacat.web.forms import whole_number

LONGEST_TYPED = 4_500
CHANNELS = [(value, label) for value, label in Channel.choices if value != Channel.APP]


@audience(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: Request) -> HttpResponse:
    """Find the person, then write down what he said; he sees it as his own ticket."""
    if request.method != "POST":
        return _page(request, typed={"kunci": str(uuid4())})
    names = ("isi", "kategori", "lewat", "kunci")
    typed = {name: request.POST.get(name, "")[:LONGEST_TYPED] for name in names}
    try:
        ticket = opening.key_in(
            account_id=whole_number(request.POST.get("akun")),
            channel=typed["lewat"],
            category_id=whole_number(typed["kategori"]),
            text=typed["isi"],
            key=_key(typed["kunci"], by=request.visitor.account_id),
            by=request.visitor,
            at=timezone.now(),
        )
    except Refusal as refusal:
        return _page(request, typed=typed, error=str(refusal), status=422)
    note(act="ticket.keyed_in", of="ticket", ids=[ticket.pk], channel=ticket.channel)
    messages.success(
        request, f"Tercatat dengan nomor {ticket.number}. Sebutkan nomor ini kepadanya."
    )
    return HttpResponseRedirect(reverse("complaint", args=[ticket.pk]))


def _key(text: str, *, by: int) -> UUID:
    try:
        made = UUID(text)
    except ValueError:
        made = uuid4()
    return uuid5(made, f"keyed/{by}")


def _page(
    request: Request, *, typed: dict[str, str], error: str = "", status: int = 200
) -> HttpResponse:
    words = request.GET.get("cari", "").replace("\x00", "").strip()[:80]
    found = find_holders(words, at=timezone.now()) if words else []
    chosen = whole_number(request.POST.get("akun") or request.GET.get("akun"))
    person = find_holders("", at=timezone.now(), account_id=chosen) if chosen else []
    page: dict[str, Any] = {
        "cari": words,
        "ketemu": [_line(held) for held in found],
        "orang": _line(person[0]) if person else None,
        "kategori": [("", "Pilih"), *categories.choices()],
        "saluran": CHANNELS,
        "isi": typed,
        "galat": error,
    }
    return render(request, "complaints/baru.html", page, status=status)


def _line(held: Any) -> tuple[int, str, str, str]:
    person = held.person
    return (
        person.account.pk,
        person.name,
        title_of(held),
        masked(person.phone) if person.phone else "",
    )
