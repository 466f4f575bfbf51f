"""The alarms: what was denied often, why it was raised, who has seen it, and what came of it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from wacat.accounts import settings
from wacat.accounts.models import SettingName
from wacat.audit.actions import reading
from wacat.values.refusal import Refusal
from wacat.verification import patterns
from wacat.verification.models import DenialPattern
from wacat.verification.states import PatternState
from wacat.web.audience import LEADERS, Request, audience
from wacat.web.forms import whole_number

MOST = 100
MOST_CASES = 20
LONGEST_SEARCH = 60
WATCHERS = ("OPERATOR", *LEADERS)
SHOWN = ("rt", "kelurahan", "seen_by__person", "closed_by__person")
SHELVES = {"": "Perlu dilihat", "selesai": "Selesai ditinjau"}


@audience(*WATCHERS)
@require_safe
def index(request: Request) -> HttpResponse:
    """Open alarms, the newest first; the desk sees the cases behind them, the heads do not."""
    return _page(request)


@audience(*WATCHERS)
@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: Request, pattern_id: int) -> HttpResponse:
    """Where a message leads: that alarm on top. Say that it was seen, or what came of it."""
    if request.method != "POST":
        return _page(request, number=pattern_id)
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
    within = DenialPattern.objects.filter(city_id=request.visitor.city_id)
    meant = list(within.select_related(*SHOWN).filter(pk=number)) if number else []
    if number and not meant:
        raise DenialPattern.DoesNotExist
    text = request.GET.get("cari", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    found = within.filter(_looked_for(text))
    closed = found.filter(state=PatternState.CLOSED)
    # an alarm that was meant stands in the list of its own shelf
    ended = (
        meant[0].state == PatternState.CLOSED if meant else request.GET.get("saring") == "selesai"
    )
    chosen = closed if ended else found.exclude(state=PatternState.CLOSED)
    others = chosen.exclude(pk=number).select_related(*SHOWN).order_by("-id")[:MOST]
    rows = [*meant, *others]
    is_desk = request.visitor.role == "OPERATOR"
    cases = {each.pk: list(patterns.cases_of(each)[:MOST_CASES]) for each in rows if is_desk}
    reading(of="correction", ids=[case.pk for some in cases.values() for case in some])
    counts = {"": found.count() - closed.count(), "selesai": closed.count()}
    page = {
        "pola": [(each, cases.get(each.pk, [])) for each in rows],
        "rak": [
            (label, "/pola/?" + urlencode({"saring": code, "cari": text}), counts[code],
             (code == "selesai") == ended)
            for code, label in SHELVES.items()
        ],
        "hari": settings.get(SettingName.DENIAL_DAYS),
        "selesai": ended,
        "cari": text,
        "nomor_galat": number,
        "galat": error,
        "diketik": request.POST.get("catatan", "")[:500],
    }  # fmt: skip
    return render(request, "patterns/daftar.html", page, status=status)


def _looked_for(text: str) -> Q:
    """A kelurahan, a street, or an RT by its number."""
    if number := whole_number(text.upper().removeprefix("RT").strip()):
        return Q(rt__number=number)
    return Q(kelurahan__name__icontains=text) | Q(street__icontains=text) if text else Q()
