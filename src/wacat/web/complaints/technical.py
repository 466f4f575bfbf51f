"""Technical tickets for the technical team: circumstances always, the text only where it is shared."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wacat.helpdesk import queries
from wacat.helpdesk.states import ACTIVE
from wacat.web.audience import Request, audience
from wacat.web.forms import whole_number
from wacat.web.help import words

PAGE_SIZE = 50


@audience("TEKNIS")
@require_safe
def index(request: Request) -> HttpResponse:
    """The technical tickets, the newest first (Pasal 9)."""
    every = queries.technical()
    active = every.filter(state__in=ACTIVE)
    chosen = request.GET.get("saring", "")
    before = whole_number(request.GET.get("sebelum"))
    shown = every if chosen == "semua" else active
    rows = list((shown.filter(pk__lt=before) if before else shown)[: PAGE_SIZE + 1])
    last = rows[PAGE_SIZE - 1].pk if len(rows) > PAGE_SIZE else 0
    page = {
        "tiket": rows[:PAGE_SIZE],
        "kata": words.TO_DESK,
        "kini": timezone.now(),
        "keping": [
            ("Belum selesai", "?", active.order_by().count(), chosen != "semua"),
            ("Semua", "?saring=semua", every.order_by().count(), chosen == "semua"),
        ],
        "lanjut": f"?saring={'semua' if chosen == 'semua' else ''}&sebelum={last}"
        if last
        else None,
    }
    return render(request, "complaints/teknis.html", page)


@audience("TEKNIS")
@require_safe
def show(request: Request, ticket_id: int) -> HttpResponse:
    """One technical ticket."""
    ticket = queries.technical().get(pk=ticket_id)
    page = {
        "tiket": ticket,
        "rupa": words.TO_DESK[ticket.state],
        "percakapan": queries.thread(ticket, internal=False),
        "kini": timezone.now(),
        "terbuka": ticket.state in ACTIVE,
    }
    return render(request, "complaints/satu_teknis.html", page)
