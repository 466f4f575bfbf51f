"""One stay: what is known of it, and the acts of the Ketua RT on it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wacat.audit.actions import reading
from wacat.nonpermanent import queries
from wacat.nonpermanent.models import Stay
from wacat.nonpermanent.registering import correct, end, extend
from wacat.nonpermanent.rules import CannotKeepStay
from wacat.nonpermanent.states import OPEN, Purpose, StayState
from wacat.values.tanggal import tanggal
from wacat.web.audience import Request, audience
from wacat.web.nonpermanent.forms import StayForm
from wacat.web.nonpermanent.gate import when_on
from wacat.web.nonpermanent.words import FIELDS, LOOKS, masked

LONGEST_TYPED = 300


@audience("KETUA_RT", "LURAH")
@when_on
@require_safe
def show(request: Request, stay_id: int) -> HttpResponse:
    """One stay of the own RT or kelurahan."""
    return _page(request, _get(request, stay_id))


@audience("OPERATOR")
@when_on
@require_safe
def show_city(request: Request, stay_id: int) -> HttpResponse:
    """One stay of the city, read only."""
    return _page(request, _get(request, stay_id), template="nonpermanent/satu.html")


@audience("KETUA_RT")
@when_on
@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: Request, stay_id: int) -> HttpResponse:
    """Put right what was written wrongly, with a reason."""
    stay = _get(request, stay_id)
    if stay.state not in OPEN:
        return _page(request, stay, error="Catatan ini sudah selesai.", status=409)
    if request.method != "POST":
        return _form(request, stay, StayForm(initial=_initial(stay)))
    form = StayForm(request.POST)
    reason = _text(request, "alasan")
    if not form.is_valid():
        return _form(request, stay, form, reason=reason, status=422)
    try:
        correct(
            stay_id=stay_id,
            facts=form.facts(),
            reason=reason,
            by=request.visitor,
            at=timezone.now(),
        )
    except CannotKeepStay as refusal:
        return _form(request, stay, form, reason=reason, error=str(refusal), status=422)
    messages.success(request, "Perbaikan tersimpan.")
    return HttpResponseRedirect(reverse("stay", args=[stay_id]))


@audience("KETUA_RT")
@when_on
@require_POST
def prolong(request: Request, stay_id: int) -> HttpResponse:
    """Let it last longer."""

    def act() -> None:
        day = _date(request.POST.get("sampai", ""))
        extend(stay_id=stay_id, until_on=day, by=request.visitor, at=timezone.now())

    return _act(request, stay_id, act, done="Masa tinggal diperpanjang.")


@audience("KETUA_RT")
@when_on
@require_POST
def finish(request: Request, stay_id: int) -> HttpResponse:
    """Say that he has left, or that it was registered by mistake."""
    return _act(
        request,
        stay_id,
        lambda: end(
            stay_id=stay_id,
            to=request.POST.get("ke", ""),
            reason=_text(request, "alasan"),
            by=request.visitor,
            at=timezone.now(),
        ),
        done="Tersimpan.",
    )


def _act(request: Request, stay_id: int, act: Callable[[], object], *, done: str) -> HttpResponse:
    stay = _get(request, stay_id)
    try:
        act()
    except CannotKeepStay as refusal:
        return _page(request, stay, error=str(refusal), status=422)
    messages.success(request, done)
    return HttpResponseRedirect(reverse("stay", args=[stay_id]))


def _get(request: Request, stay_id: int) -> Stay:
    return queries.within(request.visitor).get(pk=stay_id)


def _date(text: str) -> date:
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise CannotKeepStay("Isi tanggal perkiraan pergi yang baru.")
    return day


def _text(request: Request, name: str) -> str:
    return request.POST.get(name, "").replace("\x00", "").strip()[:LONGEST_TYPED]


def _initial(stay: Stay) -> dict[str, Any]:
    return {
        "nama": stay.name, "asal": stay.origin, "mulai": stay.since_on, "sampai": stay.until_on,
        "pemilik": stay.host, "alamat": stay.address, "keperluan": stay.purpose, "nik": stay.nik,
    }  # fmt: skip


def _form(
    request: Request,
    stay: Stay,
    form: StayForm,
    *,
    reason: str = "",
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    reading(of="stay", ids=[stay.pk], how="amend")
    errors = [(form[name].auto_id, s) for name, lines in form.errors.items() for s in lines]
    page = {"m": stay, "isian": form, "alasan": reason, "galat": [*errors, *_lines(error)]}
    response = render(request, "nonpermanent/perbaiki.html", page, status=status)
    # this page holds the NIK in full
    response["Cache-Control"] = "private, no-store"
    return response


def _lines(error: str) -> list[tuple[str, str]]:
    return [("", error)] if error else []


def _page(
    request: Request,
    stay: Stay,
    *,
    template: str = "nonpermanent/rinci.html",
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    reading(of="stay", ids=[stay.pk])
    page = {
        "m": stay,
        "rupa": LOOKS[stay.state],
        "nik": masked(stay.nik),
        "langkah": [
            (step.get_act_display(), step.by, step.at, step.note, _changes(step.before))
            for step in stay.steps.select_related("by__person").order_by("id")
        ],
        "boleh": request.visitor.role == "KETUA_RT" and stay.state in OPEN,
        "lewat": stay.state == StayState.EXPIRED,
        "galat": error,
        "diketik": {"sampai": _text(request, "sampai"), "alasan": _text(request, "alasan")},
    }
    return render(request, template, page, status=status)


def _changes(before: dict[str, str]) -> list[tuple[str, str]]:
    """What stood before, field by field; a NIK masked."""
    return [(FIELDS[name], _told(name, value)) for name, value in before.items() if name in FIELDS]


def _told(name: str, value: str) -> str:
    if name in ("since_on", "until_on"):
        return tanggal(date.fromisoformat(value))
    if name == "nik":
        return masked(value)
    return str(Purpose(value).label) if name == "purpose" else value
