"""Calls of WhatsApp: registration of the address, and delivery states. Signed, or refused."""

import hmac

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from wacat.notify.channels import whatsapp
from wacat.queue.actions import defer
from wacat.web.audience import ANYONE, audience
from wacat.web.forms import whole_number

MOST_BYTES = 1_000_000
MOST_STATES = 1_000


@csrf_exempt
@audience(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def whatsapp_calls(request: HttpRequest) -> HttpResponse:
    """Answer Meta's registration, or keep the states it tells; the work is done by a job."""
    if request.method != "POST":
        return _register(request)
    if request.content_type != "application/json":
        return HttpResponse(status=415)
    if whole_number(request.headers.get("Content-Length")) > MOST_BYTES:
        return HttpResponse(status=413)
    content = request.body
    if not whatsapp.is_signed(content, signature=request.headers.get("X-Hub-Signature-256", "")):
        return HttpResponse(status=403)
    for receipt in whatsapp.receipts(content)[:MOST_STATES]:
        defer(
            "notify.receipt",
            provider_id=receipt.provider_id,
            state=receipt.state,
            trouble=receipt.trouble,
            at_seconds=receipt.at_seconds,
        )
    return HttpResponse(status=200)


def _register(request: HttpRequest) -> HttpResponse:
    wanted = settings.WACAT_WHATSAPP_VERIFY
    given = request.GET.get("hub.verify_token", "")
    right = bool(wanted) and hmac.compare_digest(wanted.encode(), given.encode())
    if request.GET.get("hub.mode") != "subscribe" or not right:
        return HttpResponse(status=403)
    challenge = request.GET.get("hub.challenge", "")
    # what is echoed is a number: no page of ours may say what a stranger wants
    if not (challenge.isascii() and challenge.isdigit() and len(challenge) <= 40):
        return HttpResponse(status=400)
    return HttpResponse(challenge, content_type="text/plain")
