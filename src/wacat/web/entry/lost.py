"""A lost password: ask a person for a code, or have a one-time link sent. Says nothing about who exists."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from wacat.accounts import throttle
from wacat.accounts.access import find_account
from wacat.accounts.models import AccountState
from wacat.audit.actions import note
from wacat.queue.actions import defer
from wacat.web.audience import ANYONE, audience
from wacat.web.entry import opening


@audience(ANYONE)
def lost_password(request: HttpRequest) -> HttpResponse:
    """Explain both ways; the answer is the same whether the account exists or not."""
    page = {"nama": "", "galat": "", "terkirim": False}
    if request.method != "POST":
        return render(request, "entry/lupa.html", page)
    typed = request.POST.get("login", "").strip()[:120]
    page["nama"] = typed
    if not typed:
        page["galat"] = "Isi nama pengguna atau nomor HP Anda."
        return render(request, "entry/lupa.html", page, status=422)
    at = timezone.now()
    try:
        throttle.count(throttle.KEY, f"lupa:{opening.address_of(request)}", at=at)
        throttle.count(throttle.LOST, typed.lower(), at=at)
    except throttle.CannotTryYet as refusal:
        return render(request, "entry/lupa.html", page | {"galat": str(refusal)}, status=429)
    account = find_account(typed)
    if account and account.state == AccountState.ACTIVE:
        defer("notify.tell", topic="RESET_CODE", account_id=account.pk)
        note(act="key.asked", of="account", ids=[account.pk])
    return render(request, "entry/lupa.html", page | {"terkirim": True})
