"""One-time keys at the door: `/kunci/` to type one, `/kunci/<token>/` to use it.

Looking consumes nothing, so that a messenger's preview does no harm. No address of these pages is
told to another site, and none is written to a log.
"""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from wacat.accounts import keys, throttle
from wacat.accounts.activating import use
from wacat.accounts.models import Account, DoorKey, KeyPurpose
from wacat.accounts.queries import find_running, title_of
from wacat.web.audience import ANYONE, audience
from wacat.web.entry import opening
from wacat.web.entry.forms import NewPasswordForm

View = Callable[..., HttpResponse]


def quiet(view: View) -> View:
    """The page tells no other site where its reader came from."""

    @wraps(view)
    def silent(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return silent


@never_cache
@audience(ANYONE)
@quiet
def type_key(request: HttpRequest) -> HttpResponse:
    """Type the code of a slip; spaces, dashes and small letters do not matter."""
    page = {"kode": "", "galat": ""}
    if request.method != "POST":
        return render(request, "entry/kode.html", page)
    typed = request.POST.get("kode", "")[:80]
    page["kode"] = typed
    if not keys.plain(typed):
        return render(
            request, "entry/kode.html", page | {"galat": "Ketik kode dari kertas Anda."}, status=422
        )
    try:
        _look(request, typed)
    except throttle.CannotTryYet as refusal:
        return render(request, "entry/kode.html", page | {"galat": str(refusal)}, status=429)
    except keys.CannotUseKey as refusal:
        return render(request, "entry/kode.html", page | {"galat": str(refusal)}, status=422)
    return HttpResponseRedirect(f"/kunci/{keys.grouped(typed)}/")


@sensitive_post_parameters("baru", "ulang")
@never_cache
@audience(ANYONE)
@quiet
def use_key(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password with a key; then the holder is logged in and meets the pledge."""
    try:
        key = _look(request, token)
    except throttle.CannotTryYet as refusal:
        return render(request, "entry/kunci_mati.html", {"alasan": str(refusal)}, status=429)
    except keys.CannotUseKey as refusal:
        return render(request, "entry/kunci_mati.html", {"alasan": str(refusal)}, status=410)
    form = NewPasswordForm(request.POST or None, account=key.account)
    if request.method == "POST" and form.is_valid():
        try:
            account = use(token, password=form.cleaned_data["baru"], at=timezone.now())
        except keys.CannotUseKey as refusal:
            return render(request, "entry/kunci_mati.html", {"alasan": str(refusal)}, status=410)
        except ValidationError as refusal:  # the account changed in between
            form.add_error("baru", refusal)
        else:
            return opening.after_password(request, account, target="/awal/")
    page = {
        "form": form,
        "nama": key.account.person.name,
        "pengguna": key.account.username,
        "jabatan": _office(key.account),
        "pertama": key.purpose == KeyPurpose.ACTIVATE,
    }
    return render(request, "entry/kunci.html", page, status=422 if form.errors else 200)


def _look(request: HttpRequest, secret: str) -> DoorKey:
    """The key behind a secret; guesses of unknown ones are counted by address.

    Raises: keys.CannotUseKey, throttle.CannotTryYet
    """
    at, address = timezone.now(), opening.address_of(request)
    throttle.check(throttle.KEY, address, at=at)
    try:
        return keys.get(secret, at=at)
    except keys.CannotUseKey:
        throttle.count(throttle.KEY, address, at=at)
        raise


def _office(account: Account) -> str:
    held = find_running(account.person_id, at=timezone.now())
    return title_of(held) if held else ""
