"""Log in with user name or phone number, log out, the way home."""

from django.contrib.auth import logout
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from wacat.accounts import devices, throttle
from wacat.accounts.access import Visitor, find_account
from wacat.accounts.models import Account, Session
from wacat.audit.actions import note
from wacat.web.audience import ANYONE, audience
from wacat.web.entry import carrying, opening
from wacat.web.navigation import home_of

MISMATCH = (
    "Nama pengguna atau kata sandi tidak cocok. Periksa lagi, huruf besar dan kecil dibedakan."
)
CLOSED = {
    "SUSPENDED": "Akun ini sedang ditangguhkan. Hubungi Disdukcapil untuk penjelasannya.",
    "REVOKED": "Akun ini sudah dicabut. Anda dapat mengajukan keberatan kepada Disdukcapil.",
    "LOCKED": "Akun ini sedang dikunci. Minta Lurah Anda atau Disdukcapil membukanya kembali.",
    "ENDED": "Masa jabatan untuk akun ini sudah berakhir, jadi akun ini tidak dapat dibuka lagi.",
}


@sensitive_post_parameters("password")
@never_cache
@audience(ANYONE)
def login(request: HttpRequest) -> HttpResponse:
    """Ask for user name and password; a refusal keeps the name and says how long to wait."""
    target = carrying.safe(request, request.POST.get("next") or request.GET.get("next"))
    if request.visitor is not None and request.method != "POST":  # type: ignore[attr-defined]
        return HttpResponseRedirect(target)
    page = {"nama": "", "tujuan": target, "galat": "", "bawaan": "", "locked": None}
    if request.method != "POST":
        return render(request, "entry/masuk.html", page)
    typed = request.POST.get("login", "").strip()[:120]
    password = request.POST.get("password", "")[:300]
    packed = request.POST.get("bawaan", "")[: carrying.LARGEST]
    page |= {"nama": typed, "bawaan": packed}
    if not typed or not password:
        page["galat"] = "Isi nama pengguna dan kata sandi."
        return render(request, "entry/masuk.html", page, status=422)
    try:
        account = _check(request, typed=typed, password=password)
    except throttle.CannotTryYet as refusal:
        page["galat"] = str(refusal)
        response = render(request, "entry/masuk.html", page, status=429)
        response.headers["Retry-After"] = str(int(refusal.wait.total_seconds()) + 1)
        return response
    if account is None:
        page["galat"] = MISMATCH
        return render(request, "entry/masuk.html", page)
    if not account.is_active:
        page["galat"] = CLOSED.get(account.state, MISMATCH)
        return render(request, "entry/masuk.html", page, status=403)
    return opening.after_password(request, account, target=target, packed=packed)


def _check(request: HttpRequest, *, typed: str, password: str) -> Account | None:
    """The account whose password this is; every wrong try is counted, by account and by address.

    A device the account was used on before has a count of its own, so that strangers who guess
    do not shut the holder out. Takes the same time whether the account exists or not.

    Raises: throttle.CannotTryYet
    """
    at, address = timezone.now(), opening.address_of(request)
    account = find_account(typed)
    mark = request.COOKIES.get(opening.MARK, "")[:80]
    device = devices.find(account.pk, mark=mark) if account else None
    who = f"hp:{device.pk}" if device else f"akun:{account.pk if account else typed.lower()}"
    try:
        throttle.check(throttle.ADDRESS, address, at=at)
        throttle.count(throttle.PASSWORD, who, at=at)
    except throttle.CannotTryYet:
        note(act="login.failed", of="account", ids=[account.pk] if account else [])
        raise
    if account is None:
        make_password(password)  # as long as a comparison takes
        right = False
    else:
        right = account.check_password(password)
    if right:
        throttle.forget(throttle.PASSWORD, who, at=at)
        return account
    note(act="login.failed", of="account", ids=[account.pk] if account else [])
    throttle.count(throttle.ADDRESS, address, at=at)
    return None


@audience(ANYONE)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Send everybody to the front page of their office."""
    visitor: Visitor | None = getattr(request, "visitor", None)
    if visitor is None and getattr(request, "locked", None):
        return HttpResponseRedirect("/terkunci/")
    return HttpResponseRedirect(home_of(visitor))


@audience(ANYONE)
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Log out of this device, locked or not."""
    locked = getattr(request, "locked", None)
    if locked:
        Session.objects.filter(pk=locked.session_key).delete()
    logout(request)
    return HttpResponseRedirect("/masuk/")
