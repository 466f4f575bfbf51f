"""Messages to the heads of RTs that wait for the Lurah's own WhatsApp."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from wacat.notify import queries
from wacat.web.audience import Request, audience
from wacat.web.delivery.ledger import carried_page
from wacat.web.delivery.words import line_of
from wacat.web.forms import whole_number

MOST = 100


@audience("LURAH")
@require_safe
def index(request: Request) -> HttpResponse:
    """What waits, the oldest first."""
    found = queries.to_carry(by=request.visitor)
    number = whole_number(request.GET.get("rt", "").upper().removeprefix("RT").strip())
    found = found.filter(rt__number=number) if number else found
    page = {
        "baris": [line_of(message) for message in found[:MOST]],
        "jumlah": found.order_by().count(),
        "nomor": f"{number:03d}" if number else "",
    }
    return render(request, "lurah/pesan.html", page)


@audience("LURAH")
@require_POST
def carry(request: Request, message_id: int) -> HttpResponse:
    """Make the text for WhatsApp and note that it was opened."""
    return carried_page(
        request, message_id, template="delivery/whatsapp_ponsel.html", back="/lurah/pesan/"
    )
