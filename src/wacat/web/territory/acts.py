"""An act on the territory in two steps: say what, read what it touches, then confirm with the decree."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wacat.areas.models import Area
from wacat.areas.refusals import CannotChangeTerritory
from wacat.audit.actions import reading
from wacat.territory.acting import Outcome, hold, perform, preview
from wacat.territory.carrying import place_of
from wacat.values.refusal import Refusal
from wacat.web.audience import Request, audience
from wacat.web.operator.forms import errors_of
from wacat.web.territory.forms import ActForm, DecreeForm
from wacat.web.territory.views import get_area
from wacat.web.territory.words import ACTS, EXPLAINED, OPPOSITE, items


@audience("ADMINISTRATOR")
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: Request, area_id: int, act: str) -> HttpResponse:
    """The form of an act, its dry run, and its confirmation; every step keeps what was typed."""
    chosen = get_area(area_id)
    if act not in ACTS or ACTS[act][2] != chosen.level:
        raise Area.DoesNotExist
    kind = ACTS[act][0]
    if request.method != "POST":
        return _form(request, act, ActForm(kind=kind, area=chosen))
    form = ActForm(request.POST, kind=kind, area=chosen)
    step = request.POST.get("langkah", "lihat")
    if step == "ubah":
        form.is_valid()
        return _form(request, act, form, quiet=True)
    if not form.is_valid():
        return _form(request, act, form)
    return _confirm(request, act, form) if step == "terapkan" else _look(request, act, form)


def _form(
    request: Request, act: str, form: ActForm, *, refused: str = "", quiet: bool = False
) -> HttpResponse:
    kind, verb, _, _ = ACTS[act]
    wrong = [] if quiet or not form.is_bound else errors_of(form)
    if refused:
        wrong = [("", refused), *wrong]
    page = {
        "a": form.area,
        "tempat": place_of(form.area),
        "judul": verb,
        "penjelasan": EXPLAINED[kind],
        "formulir": form,
        "galat": wrong,
    }
    return render(request, "territory/tindakan.html", page, status=422 if wrong else 200)


def _look(
    request: Request,
    act: str,
    form: ActForm,
    *,
    decree: DecreeForm | None = None,
    refused: str = "",
) -> HttpResponse:
    """Show what the act would touch; refused acts go back to the form."""
    try:
        outcome = preview(intent=form.intent(), by=request.visitor.account_id, at=timezone.now())
    except Refusal as refusal:
        return _form(request, act, form, refused=str(refusal))
    reading(of="notice", ids=(), page=request.path)
    kind, verb, _, _ = ACTS[act]
    wrong = [("", refused)] if refused else errors_of(decree) if decree else []
    page = {
        "a": form.area,
        "tempat": place_of(form.area),
        "judul": verb,
        "akibat": outcome.effects,
        "tanda": outcome.mark(),
        "tersimpan": form.kept(),
        "berlaku": form.cleaned_data["berlaku"],
        "formulir": decree or DecreeForm(),
        "galat": wrong,
        "banyak": items,
        "pembatalan": OPPOSITE[kind],
    }
    return render(request, "territory/pratinjau.html", page, status=422 if wrong else 200)


def _confirm(request: Request, act: str, form: ActForm) -> HttpResponse:
    decree = DecreeForm(request.POST)
    if not decree.is_valid():
        return _look(request, act, form, decree=decree)
    try:
        outcome = _perform(request, form, decree)
    except CannotChangeTerritory as refusal:
        return _look(request, act, form, decree=decree, refused=str(refusal))
    messages.success(request, _told(act, outcome))
    return HttpResponseRedirect(reverse("territory-area", args=[form.area.pk]))


def _perform(request: Request, form: ActForm, decree: DecreeForm) -> Outcome:
    hold()  # answers that are being given finish first: none is younger than the act
    return perform(
        intent=form.intent(decree), by=request.visitor.account_id, at=timezone.now(),
        agreed=request.POST.get("tanda", "") or "-",
    )  # fmt: skip


def _told(act: str, outcome: Outcome) -> str:
    waiting, corrections = outcome.effects.moved
    parts = [f"{ACTS[act][0].label} tercatat"]
    if waiting or corrections:
        parts.append(f"{items(waiting, corrections)} berpindah")
    if outcome.effects.offices:
        parts.append(f"{len(outcome.effects.offices)} jabatan berakhir")
    return "; ".join(parts) + "."
