"""One's own account: who, which office, password, second factor, PIN, devices."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from wacat.accounts import actions, devices, factors, pins, throttle
from wacat.accounts.models import Account
from wacat.accounts.queries import find_running
from wacat.accounts.sessions import hashed
from wacat.audit.actions import note
from wacat.web.audience import SIGNED_IN, Request, audience
from wacat.web.entry import carrying, opening
from wacat.web.entry.forms import ChangePasswordForm
from wacat.web.navigation import home_of

View = Callable[..., HttpResponse]


def freshly(view: View) -> View:
    """Ask for the password again where the last proof is older than a quarter of an hour."""

    @wraps(view)
    def proved(request: Request, *args: object, **kwargs: object) -> HttpResponse:
        if opening.is_fresh(request):
            return view(request, *args, **kwargs)
        return HttpResponseRedirect(f"/akun/pastikan/?{urlencode({'next': request.path})}")

    return proved


@audience(SIGNED_IN)
@require_safe
def account(request: Request) -> HttpResponse:
    """Everything about one's own account on one page."""
    visitor, at = request.visitor, timezone.now()
    mine = hashed(request.session.session_key or "")
    sessions = list(devices.signed_in(visitor.account_id, at=at))
    page = {
        "pengguna": Account.objects.select_related("person").get(pk=visitor.account_id),
        "jabatan": find_running(visitor.person_id, at=at, first=visitor.appointment_id),
        "aplikasi": factors.find_totp(visitor.account_id),
        "paskey": factors.passkeys(visitor.account_id),
        "cadangan": factors.count_recovery_codes(visitor.account_id),
        "wajib": factors.required(visitor.office),
        "pin": visitor.pin,
        "ponsel": visitor.role in opening.PHONE_OFFICES,
        "perangkat": sessions,
        "ini": mine,
        "rumah": home_of(visitor),
    }
    return render(request, "account/akun.html", page)


@sensitive_post_parameters("lama", "baru", "ulang")
@audience(SIGNED_IN)
def change_password(request: Request) -> HttpResponse:
    """Another password; every other device is signed out."""
    mine = Account.objects.select_related("person").get(pk=request.visitor.account_id)
    form = ChangePasswordForm(request.POST or None, account=mine)
    if request.method == "POST" and form.is_valid():
        refusal = _wrong_password(request, mine, form.cleaned_data["lama"])
        if refusal:
            form.add_error("lama", refusal)
        else:
            changed = actions.choose_password(
                password=form.cleaned_data["baru"], by=request.visitor
            )
            opening.keep_signed_in(request, changed)
            return render(request, "account/sandi.html", {"form": None, "selesai": True})
    page = {"form": form, "selesai": False}
    return render(request, "account/sandi.html", page, status=422 if form.errors else 200)


@sensitive_post_parameters("password")
@audience(SIGNED_IN)
def confirm(request: Request) -> HttpResponse:
    """The password again, before something that opens the account to others."""
    target = carrying.safe(request, request.POST.get("next") or request.GET.get("next"))
    page = {"tujuan": target, "galat": ""}
    if request.method != "POST":
        return render(request, "account/pastikan.html", page)
    mine = Account.objects.get(pk=request.visitor.account_id)
    refusal = _wrong_password(request, mine, request.POST.get("password", "")[:300])
    if refusal:
        return render(request, "account/pastikan.html", page | {"galat": refusal}, status=422)
    opening.remember_fresh(request)
    return HttpResponseRedirect(target)


def _wrong_password(request: Request, mine: Account, password: str) -> str:
    """Why the password is not accepted; empty when it is right."""
    at, who = timezone.now(), f"hp:{request.visitor.device_id or mine.pk}"
    try:
        throttle.count(throttle.PASSWORD, who, at=at)
    except throttle.CannotTryYet as refusal:
        return str(refusal)
    if not mine.check_password(password):
        note(act="login.failed", of="account", ids=[mine.pk])
        return "Kata sandi tidak cocok. Periksa lagi, lalu ketik ulang."
    throttle.forget(throttle.PASSWORD, who, at=at)
    return ""


@audience(SIGNED_IN)
@sensitive_post_parameters("pin", "ulang")
def pin(request: Request) -> HttpResponse:
    """Choose, change or remove the PIN of this phone."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/akun/"
    page = {"galat": "", "ada": request.visitor.pin, "lanjut": carrying.safe(request, wanted)}
    if request.visitor.role not in opening.PHONE_OFFICES:
        return render(request, "errors/404.html", status=404)
    if not opening.is_fresh(request) and request.visitor.pin:
        return HttpResponseRedirect("/akun/pastikan/?next=/akun/pin/")
    if request.method != "POST":
        return render(request, "account/pin.html", page)
    if "hapus" in request.POST:
        pins.remove(by=request.visitor)
        return HttpResponseRedirect("/akun/")
    chosen = request.POST.get("pin", "").strip()
    if chosen != request.POST.get("ulang", "").strip():
        galat = "Kedua PIN tidak sama. Ketik ulang."
        return render(request, "account/pin.html", page | {"galat": galat}, status=422)
    try:
        pins.choose(pin=chosen, by=request.visitor)
    except pins.CannotChoosePin as refusal:
        return render(request, "account/pin.html", page | {"galat": str(refusal)}, status=422)
    return HttpResponseRedirect(str(page["lanjut"]))


@audience(SIGNED_IN)
def sign_out_devices(request: Request) -> HttpResponse:
    """Sign out one other device, or all others; a link of ours leads to the list."""
    if request.method != "POST":
        return HttpResponseRedirect("/akun/#perangkat")
    mine = hashed(request.session.session_key or "")
    wanted = request.POST.get("sesi", "")[:64]
    if wanted == "semua":
        devices.sign_out_all(request.visitor.account_id, but=mine)
        note(act="device.out", of="account", ids=[request.visitor.account_id])
    elif wanted and wanted != mine:
        devices.sign_out(request.visitor.account_id, session_key=wanted)
    return HttpResponseRedirect("/akun/#perangkat")
