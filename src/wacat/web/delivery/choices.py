"""How a person wants to be told: channel, quiet hours, and push on this device."""

from datetime import time
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wacat.accounts.models import Account
from wacat.accounts.sessions import hashed
from wacat.notify import choosing
from wacat.notify.channels import push
from wacat.notify.habits import Habits
from wacat.notify.models import Device
from wacat.notify.states import Channel
from wacat.values.phone import telepon
from wacat.values.refusal import Refusal
from wacat.web.audience import LEADERS, SIGNED_IN, Request, audience

HERE = "/akun/pemberitahuan/"


class ChoiceForm(forms.Form):
    """The channel and the quiet hours."""

    saluran = forms.ChoiceField(
        required=False, error_messages={"invalid_choice": "Pilih salah satu saluran di bawah ini."}
    )
    mulai = forms.TimeField(
        error_messages={"required": "Isi jam mulai.", "invalid": "Tulis jam seperti 21:00."}
    )
    mingguan = forms.BooleanField(required=False)
    sampai = forms.TimeField(
        error_messages={"required": "Isi jam selesai.", "invalid": "Tulis jam seperti 06:00."}
    )

    def __init__(self, *args: Any, channels: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["saluran"]
        if isinstance(field, forms.ChoiceField):
            field.choices = channels


@audience(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: Request) -> HttpResponse:
    """The person's own page of delivery."""
    account = Account.objects.select_related("person").get(pk=request.visitor.account_id)
    habits = Habits.of([account])
    channels = [("", "WaCAT yang memilih"), *_offered(account, habits)]
    wish = habits.wish_of(account)
    asked = request.visitor.role in LEADERS
    first = {
        "mingguan": choosing.wants_weekly(account.pk),
        "saluran": wish.channel,
        "mulai": wish.quiet_from,
        "sampai": wish.quiet_until,
    }
    form = ChoiceForm(
        request.POST if request.method == "POST" else None, initial=first, channels=channels
    )
    error, status = "", 422 if form.is_bound and not form.is_valid() else 200
    if form.is_bound and form.is_valid():
        try:
            _keep(request, form)
        except Refusal as refusal:
            error, status = str(refusal), 409
        else:
            messages.success(request, "Pilihan Anda tersimpan.")
            return HttpResponseRedirect(HERE)
    page = {
        "form": form,
        "galat": error,
        "tanya_mingguan": asked,
        "saluran": channels,
        "alamat": _addresses(account),
        "push": push.public_key() if push.is_configured() else "",
        "perangkat": Device.objects.filter(
            session_id=_session(request), account_id=account.pk
        ).exists(),
        "kerangka": "phone.html" if request.visitor.role in ("KETUA_RT", "LURAH") else "desk.html",
    }
    return render(request, "delivery/pilihan.html", page, status=status)


@audience(SIGNED_IN)
@require_POST
def subscribe(request: Request) -> HttpResponse:
    """Let this browser be pushed until its session ends; called by push.js."""
    try:
        choosing.subscribe(
            account_id=request.visitor.account_id,
            session=_session(request),
            endpoint=request.POST.get("alamat", ""),
            public_key=request.POST.get("kunci", "")[:200],
            secret=request.POST.get("rahasia", "")[:100],
            at=timezone.now(),
        )
    except Refusal as refusal:
        return HttpResponse(str(refusal), status=409, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)


@audience(SIGNED_IN)
@require_POST
def unsubscribe(request: Request) -> HttpResponse:
    """Push to this browser no more; works as a plain form."""
    choosing.unsubscribe(account_id=request.visitor.account_id, session=_session(request))
    messages.success(request, "Pemberitahuan di perangkat ini dimatikan.")
    return HttpResponseRedirect(HERE)


def _keep(request: Request, form: ChoiceForm) -> None:
    values = form.cleaned_data
    start: time = values["mulai"]
    end: time = values["sampai"]
    choosing.choose(
        account_id=request.visitor.account_id,
        channel=values["saluran"],
        quiet_from=start,
        quiet_until=end,
        weekly=values["mingguan"] if request.visitor.role in LEADERS else None,
        at=timezone.now(),
    )


def _offered(account: Account, habits: Habits) -> list[tuple[str, str]]:
    """The channels that reach this person; LINK is the office's way, nobody chooses it."""
    return [
        (channel.value, str(channel.label))
        for channel in habits.possible(account)
        if channel != Channel.LINK
    ]


def _addresses(account: Account) -> list[tuple[str, str]]:
    phone = telepon(account.person.phone) if account.person.phone else ""
    return [("Surel", account.person.email), ("Nomor HP", phone)]


def _session(request: HttpRequest) -> str:
    return hashed(request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))
