"""Setting up and removing the second factor on one's own account."""

import segno
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from wacat.accounts import factors, throttle, vault
from wacat.accounts.models import Account
from wacat.web.audience import SIGNED_IN, Request, audience
from wacat.web.entry.account import freshly
from wacat.web.navigation import home_of

HALF_DONE = "faktor_baru"


@never_cache
@audience(SIGNED_IN)
@freshly
def set_up(request: Request) -> HttpResponse:
    """Show the QR code, take the first code of the app, then show the recovery codes once."""
    mine = Account.objects.select_related("person").get(pk=request.visitor.account_id)
    kept = request.session.get(HALF_DONE)
    secret = vault.unseal(kept) if kept else factors.new_secret()
    if not kept:  # a session can be read in the database: the secret is closed there too
        request.session[HALF_DONE] = vault.seal(secret)
    page = {
        "qr": segno.make(factors.address(mine, secret=secret), micro=False).svg_data_uri(scale=5),
        "rahasia": " ".join(secret[n : n + 4] for n in range(0, len(secret), 4)),
        "galat": "",
        "ada": factors.find_totp(mine.pk) is not None,
        "wajib": factors.required(request.visitor.office) and not request.visitor.second_factor,
    }
    if request.method != "POST":
        return render(request, "account/faktor.html", page)
    try:
        throttle.count(throttle.FACTOR, mine.pk, at=timezone.now())
        codes = factors.set_up_totp(mine, secret=secret, code=request.POST.get("kode", "")[:40])
    except throttle.CannotTryYet as refusal:
        return render(request, "account/faktor.html", page | {"galat": str(refusal)}, status=429)
    except factors.CannotPass as refusal:
        return render(request, "account/faktor.html", page | {"galat": str(refusal)}, status=422)
    throttle.forget(throttle.FACTOR, mine.pk, at=timezone.now())
    del request.session[HALF_DONE]
    return _codes(request, codes)


@never_cache
@audience(SIGNED_IN)
@freshly
def recovery(request: Request) -> HttpResponse:
    """Make new recovery codes; the old ones are worthless from then on."""
    if not factors.has(request.visitor.account_id):
        return HttpResponseRedirect("/akun/faktor/")
    if request.method != "POST":
        left = factors.count_recovery_codes(request.visitor.account_id)
        return render(request, "account/cadangan.html", {"kode": None, "sisa": left, "rumah": ""})
    mine = Account.objects.get(pk=request.visitor.account_id)
    return _codes(request, factors.renew_recovery_codes(mine))


@audience(SIGNED_IN)
@freshly
def remove(request: Request, authenticator_id: int) -> HttpResponse:
    """Remove the app or a passkey, after a look at what follows from it."""
    visitor = request.visitor
    chosen = factors.get_factor(visitor.account_id, authenticator_id=authenticator_id)
    last = factors.required(visitor.office) and factors.count(visitor.account_id) == 1
    page = {"faktor": chosen, "terakhir": last}
    if request.method != "POST" or last:
        return render(
            request, "account/hapus_faktor.html", page, status=409 if request.POST else 200
        )
    factors.remove(visitor.account_id, authenticator_id=authenticator_id)
    return HttpResponseRedirect("/akun/")


def _codes(request: Request, codes: list[str]) -> HttpResponse:
    page = {"kode": codes, "sisa": len(codes), "rumah": home_of(request.visitor)}
    return render(request, "account/cadangan.html", page)
