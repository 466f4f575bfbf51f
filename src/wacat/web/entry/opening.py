"""The moment somebody is let in: session, device, trail, and the second step before it."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from wacat.accounts import devices, factors
from wacat.accounts.models import Account
from wacat.accounts.queries import offices_of
from wacat.accounts.sessions import hashed
from wacat.audit.actions import note
from wacat.web.entry import carrying

BACKEND = "django.contrib.auth.backends.ModelBackend"
PENDING = "menunggu_faktor"
PENDING_SECONDS = 600
MARK = "wacat_hp"
MARK_SECONDS = 400 * 86_400
FRESH = "dipastikan"
FRESH_SECONDS = 900
PHONE_OFFICES = {"KETUA_RT", "LURAH"}


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; X-Forwarded-For is believed as far as our own proxies wrote it."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    if settings.WACAT_PROXIES and len(hops) >= settings.WACAT_PROXIES:
        return hops[-settings.WACAT_PROXIES][:60]
    return str(request.META.get("REMOTE_ADDR", ""))


def after_password(
    request: HttpRequest, account: Account, *, target: str, packed: str = ""
) -> HttpResponse:
    """The password was right: let in, or ask for the second factor first."""
    if not factors.has(account.pk):
        return let_in(request, account, target=target, packed=packed)
    request.session.cycle_key()
    request.session[PENDING] = {
        "account": account.pk,
        "at": timezone.now().timestamp(),
        "target": target,
        "packed": packed,
    }
    return HttpResponseRedirect("/masuk/faktor/")


def pending(request: HttpRequest, *, at: datetime) -> dict[str, Any] | None:
    """Who stands between password and second factor; forgotten after ten minutes."""
    kept: dict[str, Any] | None = request.session.get(PENDING)
    if kept is None or at.timestamp() - kept["at"] > PENDING_SECONDS:
        return None
    return kept


def let_in(
    request: HttpRequest, account: Account, *, target: str, packed: str = ""
) -> HttpResponse:
    """Open the session on this device; the key of the session is a new one."""
    at = timezone.now()
    mark = request.COOKIES.get(MARK, "")[:80]
    # login() keeps the key of a session that was this person's before, also one that lay idle too long
    request.session.flush()
    login(request, account, backend=BACKEND)
    known = devices.recognise(
        account.pk, mark=mark, user_agent=request.headers.get("User-Agent", ""), at=at
    )
    request.session["device_id"] = known.device.pk
    remember_fresh(request)
    phone = bool(offices_of(account.person_id) & PHONE_OFFICES)
    request.session.set_expiry(
        settings.WACAT_PHONE_SECONDS if phone else settings.WACAT_DESK_SECONDS
    )
    note(act="login", of="account", ids=[account.pk])
    response = carrying.go_on(request, target=target, packed=packed)
    response.set_cookie(
        MARK,
        known.mark,
        max_age=MARK_SECONDS,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return response


def keep_signed_in(request: HttpRequest, account: Account) -> None:
    """After another password was set: this session goes on under a new key, no other one does."""
    request.session.cycle_key()
    request.session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    request.session.save()
    devices.sign_out_all(account.pk, but=hashed(request.session.session_key or ""))


def remember_fresh(request: HttpRequest) -> None:
    """The visitor has just proved who he is."""
    request.session[FRESH] = timezone.now().timestamp()


def is_fresh(request: HttpRequest) -> bool:
    """Whether the visitor proved who he is a short while ago."""
    proved = request.session.get(FRESH, 0)
    return timezone.now().timestamp() - float(proved) < FRESH_SECONDS
