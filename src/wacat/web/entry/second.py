"""The second step of the log-in: a code of the app, a recovery code, or a passkey."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from wacat.accounts import factors, throttle
from wacat.accounts.models import Account
from wacat.audit.actions import note
from wacat.web.audience import ANYONE, audience
from wacat.web.entry import opening


@never_cache
@audience(ANYONE)
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for the code; the password was right within the last ten minutes."""
    at = timezone.now()
    kept = opening.pending(request, at=at)
    account = find_pending(kept)
    if kept is None or account is None:
        return HttpResponseRedirect("/masuk/")
    page = {"galat": "", "aplikasi": factors.find_totp(account.pk) is not None}
    if request.method != "POST":
        return render(request, "entry/faktor.html", page)
    try:
        throttle.count(throttle.FACTOR, account.pk, at=at)
        factors.check(account.pk, code=request.POST.get("kode", "")[:40])
    except throttle.CannotTryYet as refusal:
        return render(request, "entry/faktor.html", page | {"galat": str(refusal)}, status=429)
    except factors.CannotPass as refusal:
        note(act="login.failed", of="account", ids=[account.pk], factor=True)
        return render(request, "entry/faktor.html", page | {"galat": str(refusal)}, status=422)
    throttle.forget(throttle.FACTOR, account.pk, at=at)
    return opening.let_in(request, account, target=kept["target"], packed=kept["packed"])


def find_pending(kept: dict[str, Any] | None) -> Account | None:
    """The account that waits for its second step, if it is still open."""
    if kept is None:
        return None
    account = Account.objects.select_related("person").filter(pk=kept["account"]).first()
    return account if account and account.is_active else None
