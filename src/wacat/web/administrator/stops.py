"""Stops of an account that are no end of office: suspension, its lifting, lock and unlock."""

from datetime import datetime

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wacat.accounts import standing
from wacat.accounts.models import Account
from wacat.web.administrator.act_page import ActPage, answer
from wacat.web.administrator.office_acts import GET_POST, show_key
from wacat.web.administrator.office_forms import LockForm, ReasonForm
from wacat.web.audience import Request, audience
from wacat.web.forms import posted


@audience("ADMINISTRATOR")
@require_http_methods(GET_POST)
def suspend(request: Request, account_id: int) -> HttpResponse:
    """Stop an account while something is cleared up."""
    found = _get(account_id)
    form = ReasonForm(posted(request)[0])

    def act(at: datetime) -> str:
        standing.suspend(
            account_id=found.pk, reason=form.cleaned_data["alasan"], by=request.visitor, at=at
        )
        return f"Akun {found.person.name} ditangguhkan. Semua perangkatnya dikeluarkan."

    page = ActPage(
        title=f"Tangguhkan akun {found.person.name}",
        lines=(
            "Untuk sementara, selama sesuatu diperiksa. Jabatannya tetap, tetapi ia tidak dapat masuk.",
            "Untuk pelanggaran kerahasiaan data, siapkan pencabutan.",
        ),
        verb="Tangguhkan",
        back=_home(found),
        danger=True,
    )
    return answer(request, page, form=form, act=act)


@audience("ADMINISTRATOR")
@require_http_methods(GET_POST)
def lift(request: Request, account_id: int) -> HttpResponse:
    """Lift a suspension."""
    found = _get(account_id)
    form = ReasonForm(posted(request)[0])

    def act(at: datetime) -> str:
        standing.lift(
            account_id=found.pk, reason=form.cleaned_data["alasan"], by=request.visitor, at=at
        )
        return f"Penangguhan akun {found.person.name} dicabut. Ia dapat masuk lagi."

    page = ActPage(
        title=f"Akhiri penangguhan {found.person.name}",
        lines=("Akunnya kembali seperti sebelum ditangguhkan.",),
        verb="Akhiri penangguhan",
        back=_home(found),
    )
    return answer(request, page, form=form, act=act)


@audience("ADMINISTRATOR", "KASI")
@require_http_methods(GET_POST)
def lock(request: Request, account_id: int) -> HttpResponse:
    """Lock an account after the loss of a phone."""
    found = _get(account_id)
    form = LockForm(posted(request)[0])

    def act(at: datetime) -> str:
        standing.lock(
            account_id=found.pk, reason=form.cleaned_data["alasan"],
            remark=form.cleaned_data["catatan"], by=request.visitor, at=at,
        )  # fmt: skip
        return f"Akun {found.person.name} dikunci. Semua perangkatnya dikeluarkan."

    page = ActPage(
        title=f"Kunci akun {found.person.name}",
        lines=(
            "Untuk HP yang hilang, dicuri atau dipakai orang lain. Ini bukan hukuman dan jabatannya tetap.",
            "Administrator membuka kunci dengan kode baru setelah pemegangnya siap.",
        ),
        verb="Kunci akun",
        back=_home(found),
        danger=True,
    )
    return answer(request, page, form=form, act=act)


@audience("ADMINISTRATOR")
@require_http_methods(GET_POST)
def unlock(request: Request, account_id: int) -> HttpResponse:
    """Open a locked account with a new key, which is shown once."""
    found = _get(account_id)
    if request.method != "POST":
        return HttpResponseRedirect(_home(found))
    secret = standing.unlock(account_id=found.pk, by=request.visitor, at=timezone.now())
    found.refresh_from_db()
    return show_key(request, found, secret=secret)


def _get(account_id: int) -> Account:
    return Account.objects.select_related("person").get(pk=account_id)


def _home(found: Account) -> str:
    return reverse("account", args=[found.pk])
