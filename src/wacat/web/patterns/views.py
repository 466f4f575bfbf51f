"""The alarms: what was denied often, why it was raised, who has seen it, and what came of it."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wacat.accounts import settings
from wacat.accounts.models import SettingName
from wacat.audit.actions import reading
from wacat.values.refusal import Refusal
from wacat.verification import patterns
from wacat.verification.models import DenialPattern
from wacat.verification.states import PatternState
from wacat.web.audience import LEADERS, Request, audience

MOST = 100
MOST_CASES = 20
WATCHERS = ("OPERATOR", *LEADERS)
SHOWN = ("rt", "kelurahan", "seen_by__person", "closed_by__person")
SHELVES = {"": "Perlu dilihat", "selesai": "Selesai ditinjau"}


@audience(*WATCHERS)
@require_safe
def index(request: Request) -> HttpResponse:
    """Open alarms, the newest first; the desk sees the cases behind them, the heads do not."""
    return _page(request)


@audience(*WATCHERS)
@require_POST
def mark(request: Request, pattern_id: int) -> HttpResponse:
    """Say that it has been seen, or what came of it; nothing else changes."""
    to = request.POST.get("keadaan", "")
    try:
        patterns.mark(
            pattern_id=pattern_id, to=to, remark=request.POST.get("catatan", "")[:500],
            by=request.visitor, at=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        return _page(request, number=pattern_id, error=str(refusal), status=409)
    seen = to == PatternState.SEEN
    messages.success(request, "Ditandai sudah dilihat." if seen else "Hasil tinjauan tersimpan.")
    return HttpResponseRedirect(reverse("patterns"))


def _page(request: Request, *, number: int = 0, error: str = "", status: int = 200) -> HttpResponse:
    ended = request.GET.get("saring") == "selesai"
    found = DenialPattern.objects.filter(city_id=request.visitor.city_id)
    closed = found.filter(state=PatternState.CLOSED)
    chosen = closed if ended else found.exclude(state=PatternState.CLOSED)
    rows = list(chosen.select_related(*SHOWN).order_by("-id")[:MOST])
    is_desk = request.visitor.role == "OPERATOR"
    cases = {each.pk: list(patterns.cases_of(each)[:MOST_CASES]) for each in rows if is_desk}
    reading(of="correction", ids=[case.pk for some in cases.values() for case in some])
    counts = {"": found.count() - closed.count(), "selesai": closed.count()}
    page = {
        "pola": [(each, cases.get(each.pk, [])) for each in rows],
        "rak": [
            (label, f"?saring={code}" if code else "?", counts[code], (code == "selesai") == ended)
            for code, label in SHELVES.items()
        ],
        "hari": settings.get(SettingName.DENIAL_DAYS),
        "selesai": ended,
        "nomor_galat": number,
        "galat": error,
        "diketik": request.POST.get("catatan", "")[:500],
    }
    return render(request, "patterns/daftar.html", page, status=status)
