"""Messages to the heads of RTs that wait for the Lurah's own WhatsApp."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from wacat.notify import queries
from wacat.web.audience import Request, audience
from wacat.web.delivery.ledger import carried_page
from wacat.web.delivery.words import line_of

MOST = 100


@audience("LURAH")
@require_safe
def index(request: Request) -> HttpResponse:
    """What waits, the oldest first."""
    waiting = [line_of(message) for message in queries.to_carry(by=request.visitor)[:MOST]]
    return render(request, "lurah/pesan.html", {"baris": waiting})


@audience("LURAH")
@require_POST
def carry(request: Request, message_id: int) -> HttpResponse:
    """Make the text for WhatsApp and note that it was opened."""
    return carried_page(
        request, message_id, template="delivery/whatsapp_ponsel.html", back="/lurah/pesan/"
    )
