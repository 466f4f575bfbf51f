"""The lock of a phone that lay idle: nothing but this page answers until PIN or password are right."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from wacat.accounts import pins, throttle
from wacat.accounts.access import Locked
from wacat.accounts.models import Account
from wacat.accounts.sessions import hashed
from wacat.audit.actions import note
from wacat.web.audience import ANYONE, SIGNED_IN, Request, audience
from wacat.web.entry import carrying


@sensitive_post_parameters("pin", "password")
@never_cache
@audience(ANYONE)
def unlock(request: HttpRequest) -> HttpResponse:
    """Ask for the PIN of this device, or for the password where there is none."""
    locked: Locked | None = getattr(request, "locked", None)
    target = carrying.safe(request, request.POST.get("next") or request.GET.get("next"))
    packed = request.POST.get("bawaan", "")[: carrying.LARGEST]
    if locked is None:
        if getattr(request, "visitor", None) is not None:
            return carrying.go_on(request, target=target, packed=packed)
        return carrying.at_the_door(request)
    page = {"locked": locked, "tujuan": target, "bawaan": packed, "galat": ""}
    if request.method != "POST":
        return render(request, "entry/terkunci.html", page)
    try:
        _open(request, locked)
    except pins.CannotUnlock as refusal:
        if refusal.over:
            page |= {"nama": locked.visitor.username, "galat": str(refusal), "locked": None}
            return render(request, "entry/masuk.html", page, status=403)
        return render(request, "entry/terkunci.html", page | {"galat": str(refusal)}, status=422)
    except throttle.CannotTryYet as refusal:
        return render(request, "entry/terkunci.html", page | {"galat": str(refusal)}, status=429)
    return carrying.go_on(request, target=target, packed=packed)


def _open(request: HttpRequest, locked: Locked) -> None:
    at = timezone.now()
    if locked.visitor.pin:
        pins.unlock(locked, pin=request.POST.get("pin", "").strip()[:12], at=at)
        return
    throttle.count(throttle.PASSWORD, f"hp:{locked.session_key}", at=at)
    account = Account.objects.get(pk=locked.account_id)
    if not account.check_password(request.POST.get("password", "")[:300]):
        note(act="login.failed", of="account", ids=[account.pk])
        raise pins.CannotUnlock("Kata sandi tidak cocok. Periksa lagi, lalu ketik ulang.")
    throttle.forget(throttle.PASSWORD, f"hp:{locked.session_key}", at=at)
    pins.open_again(locked, at=at)


@audience(SIGNED_IN)
@require_POST
def lock_now(request: Request) -> HttpResponse:
    """Lock this phone at once."""
    pins.lock(session_key=hashed(request.session.session_key or ""), at=timezone.now())
    return HttpResponseRedirect("/terkunci/")
