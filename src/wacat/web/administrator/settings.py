"""Pengaturan: what the office may set about accounts, with its history."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from wacat.accounts import settings
from wacat.accounts.models import SettingName
from wacat.values.office_hours import last_known_year
from wacat.web.audience import Request, audience
from wacat.web.forms import whole_number

HOME = "/administrator/pengaturan/"
HISTORY = 50


@audience("ADMINISTRATOR", "KASI")
def index(request: Request) -> HttpResponse:
    """Every setting with its limits; the administrator changes one with a reason."""
    typed: dict[str, Any] = {"nama": "", "nilai": "", "alasan": "", "galat": ""}
    status = 200
    may = request.visitor.role == "ADMINISTRATOR"
    if request.method == "POST" and may:
        typed |= {name: request.POST.get(name, "")[:300] for name in ("nama", "nilai", "alasan")}
        try:
            settings.change(
                name=typed["nama"],
                value=_value(typed["nilai"]),
                reason=typed["alasan"],
                by=request.visitor.account_id,
                at=timezone.now(),
            )
        except settings.CannotChangeSetting as refusal:
            typed["galat"], status = str(refusal), 422
        else:
            messages.success(request, "Pengaturan tersimpan dan langsung berlaku.")
            return HttpResponseRedirect(HOME)
    in_force = settings.in_force()
    page = {
        "pengaturan": [
            (name, label, in_force[name], settings.KNOWN[name], settings.limits(name))
            for name, label in SettingName.choices
        ],
        "sebut": settings.spoken,
        "riwayat": settings.history()[:HISTORY],
        "boleh": may,
        "isi": typed,
        "libur_sampai": last_known_year(),
    }
    return render(request, "administrator/pengaturan.html", page, status=status)


def _value(text: str) -> int:
    """The typed number; what is none is no value of any setting."""
    return whole_number(text) if text.strip().isdigit() else -1
