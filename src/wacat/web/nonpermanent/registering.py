"""The form of a stay: one question a screen, everything typed so far travels along (Pasal 13)."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wacat.nonpermanent.models import Stay
from wacat.nonpermanent.registering import register
from wacat.nonpermanent.rules import CannotKeepStay, Facts
from wacat.nonpermanent.states import Purpose
from wacat.values.tanggal import tanggal
from wacat.web import questions
from wacat.web.audience import Request, audience
from wacat.web.nonpermanent.forms import ORDER, SCREENS, StayForm
from wacat.web.nonpermanent.gate import when_on
from wacat.web.nonpermanent.words import masked

LONGEST_TYPED = 300


@audience("KETUA_RT")
@when_on
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Ask the next question; after the last one the stay is kept."""
    if request.method != "POST":
        return _screen(request, ORDER[0], typed={"kunci": str(uuid4())})
    here = request.POST.get("layar", "")
    here = here if here in SCREENS else ORDER[0]
    typed = _typed(request)
    back = request.POST.get("kembali", "")
    if back in SCREENS:
        return _screen(request, back, typed=typed)
    form = StayForm(request.POST, upto=here)
    if not form.is_valid():
        wrong = questions.first_wrong(form, screens=SCREENS)
        return _screen(request, wrong, typed=typed, form=form, status=422)
    if here != ORDER[-1]:
        return _screen(request, ORDER[ORDER.index(here) + 1], typed=typed)
    try:
        stay = _keep(request, form.facts(), key=typed["kunci"])
    except CannotKeepStay as refusal:
        return _screen(request, here, typed=typed, error=str(refusal), status=422)
    messages.success(request, f"Tercatat dengan nomor {stay.number}.")
    return HttpResponseRedirect(reverse("stay", args=[stay.pk]))


def _keep(request: Request, facts: Facts, *, key: str) -> Stay:
    known = questions.key_of(key, by=request.visitor.account_id)
    return register(facts, key=known, by=request.visitor, at=timezone.now())


def _typed(request: Request) -> dict[str, str]:
    """What has been typed on all screens so far."""
    names = [name for screen in SCREENS.values() for name in screen]
    return questions.typed_so_far(request, names, longest=LONGEST_TYPED)


def _screen(
    request: Request,
    screen: str,
    *,
    typed: dict[str, str],
    form: StayForm | None = None,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    shown = form or StayForm(initial=typed, upto=screen)
    page = questions.screen_page(screen, screens=SCREENS, typed=typed, form=shown, error=error) | {
        "ringkasan": _summary(typed) if screen == ORDER[-1] else [],
    }
    response = render(request, "nonpermanent/catat.html", page, status=status)
    # what was typed travels in this page
    response["Cache-Control"] = "private, no-store"
    return response


def _summary(typed: dict[str, str]) -> list[tuple[str, str]]:
    """Everything once more before it is kept."""
    whole = StayForm(typed)
    if not whole.is_valid():
        return []
    facts = whole.facts()
    return [
        ("Nama", facts.name),
        ("Asal", facts.origin),
        ("Mulai tinggal", tanggal(facts.since_on)),
        ("Perkiraan pergi", tanggal(facts.until_on)),
        ("Di rumah siapa", facts.host),
        ("Alamat", facts.address),
        ("Keperluan", str(Purpose(facts.purpose).label)),
        ("NIK", masked(facts.nik)),
    ]
