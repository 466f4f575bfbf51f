"""Passkeys: the phone's own fingerprint or PIN instead of a password (WebAuthn, through allauth.mfa).

The browser speaks JSON here; every page also works without, with password and code.
"""

import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from wacat.accounts import factors, throttle
from wacat.accounts.models import Account
from wacat.audit.actions import note
from wacat.values.browsers import describe
from wacat.web.audience import ANYONE, SIGNED_IN, Request, audience
from wacat.web.entry import carrying, opening
from wacat.web.entry.account import freshly
from wacat.web.entry.second import find_pending

LARGEST = 20_000
FAILED = (
    "Perangkat ini tidak dapat membuktikan diri. Masuk dengan kata sandi, atau coba sekali lagi."
)


@never_cache
@audience(ANYONE)
def enter(request: HttpRequest) -> HttpResponse:
    """GET: a challenge. POST: its answer, which lets in without password, or as the second step."""
    at = timezone.now()
    kept = opening.pending(request, at=at)
    waiting = find_pending(kept)
    try:
        throttle.check(throttle.ADDRESS, opening.address_of(request), at=at)
        if request.method != "POST":
            return JsonResponse(auth.begin_authentication(waiting))
        account = _prove(request, waiting)
    except throttle.CannotTryYet as refusal:
        return JsonResponse({"galat": str(refusal)}, status=429)
    except (ValidationError, ValueError, KeyError, TypeError, AttributeError):
        throttle.count(throttle.ADDRESS, opening.address_of(request), at=at)
        note(act="login.failed", of="account", ids=[waiting.pk] if waiting else [], passkey=True)
        return JsonResponse({"galat": FAILED}, status=422)
    target = kept["target"] if kept else carrying.safe(request, request.GET.get("next"))
    response = opening.let_in(request, account, target=target)
    answer = JsonResponse({"ke": response.headers.get("Location", "/")})
    answer.cookies = response.cookies
    return answer


def _prove(request: HttpRequest, waiting: Account | None) -> Account:
    said = _said(request)
    auth.parse_authentication_response(said)
    account = waiting or auth.extract_user_from_response(said)
    passkey = auth.complete_authentication(account, said)
    if not account.is_active:
        raise ValueError("closed account")
    Authenticator.objects.filter(pk=passkey.pk).update(last_used_at=timezone.now())
    return Account.objects.select_related("person").get(pk=account.pk)


@never_cache
@audience(SIGNED_IN)
@freshly
def add(request: Request) -> HttpResponse:
    """GET: what the browser needs to make a passkey. POST: the passkey it made."""
    mine = Account.objects.select_related("person").get(pk=request.visitor.account_id)
    if request.method != "POST":
        return JsonResponse(auth.begin_registration(mine, passwordless=True))
    try:
        made = _said(request)
        auth.parse_registration_response(made)
        proof = auth.complete_registration(made)
        if not proof.is_user_verified():
            raise ValueError("the holder was not asked")
    except (ValidationError, ValueError, KeyError, TypeError, AttributeError):
        galat = "Passkey tidak jadi dibuat. Coba sekali lagi."
        return JsonResponse({"galat": galat}, status=422)
    name = describe(request.headers.get("User-Agent", "")[:500])
    auth.WebAuthn.add(mine, name, made)
    note(act="factor.passkey", of="account", ids=[mine.pk])
    codes = [] if factors.count_recovery_codes(mine.pk) else ["/akun/cadangan/"]
    return JsonResponse({"ke": codes[0] if codes else "/akun/"})


def _said(request: HttpRequest) -> dict[str, Any]:
    """The JSON of a request.

    Raises: ValueError
    """
    if len(request.body) > LARGEST:
        raise ValueError("too large")
    said = json.loads(request.body)
    if not isinstance(said, dict):
        raise ValueError("not an object")
    return said
