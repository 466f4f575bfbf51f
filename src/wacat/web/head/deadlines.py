"""Corrections near their deadline and beyond it, for those who answer for the desk; no resident is named."""

from datetime import date, datetime, time
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wacat.audit.actions import reading
from wacat.values.tanggal import months_later
from wacat.verification import searching, watching
from wacat.verification.models import ClockRound
from wacat.verification.states import CorrectionState
from wacat.web.audience import LEADERS, Request, audience
from wacat.web.lep.months import chosen_month

MOST = 200
MONTHS = 6
LONGEST_SEARCH = 60


@audience(*LEADERS)
@require_safe
def index(request: Request) -> HttpResponse:
    """What presses now, and what was late in a month (Pasal 7b, 11)."""
    return _page(request)


@audience(*LEADERS)
@require_safe
def show(request: Request, correction_id: int) -> HttpResponse:
    """Where a warning leads: that correction on top, then all that presses."""
    return _page(request, meant=watching.latest_round(correction_id))


def _page(request: Request, *, meant: ClockRound | None = None) -> HttpResponse:
    now = timezone.now()
    month = chosen_month(request)
    this = timezone.localdate().replace(day=1)
    text = request.GET.get("cari", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    wanted = _looked_for(text)
    window = {"since": _begin(month), "until": _begin(months_later(month, 1))}
    late = watching.breaches(**window, at=now)
    pressing = watching.pressing(at=now)
    counts = pressing.order_by().aggregate(
        all=Count("pk"), late=Count("pk", filter=Q(due_at__lte=now))
    )
    shown = list(pressing.filter(wanted)[:MOST])
    named = late.filter(wanted).select_related("rt", "kelurahan").order_by("due_at", "id")[:MOST]
    read = {each.correction_id for each in (*shown, *named, *([meant] if meant else []))}
    reading(of="correction", ids=sorted(read), how="deadlines")
    page = {
        "bulan": month,
        "keping": [
            (m, "?" + urlencode({"bulan": f"{m:%Y-%m}", **({"cari": text} if text else {})}), m == month)
            for m in (months_later(this, -back) for back in range(MONTHS))
        ],
        "dimaksud": meant,
        "putusan": str(CorrectionState(meant.outcome).label).lower() if meant and meant.outcome else "",
        "cari": text,
        "mendesak": shown,
        "jumlah_mendesak": counts["all"],
        "lewat_kini": counts["late"],
        "kini": now,
        "jumlah": watching.rounds(**window).count(),
        "lewat": late.count(),
        "terlambat": named,
    }  # fmt: skip
    return render(request, "head/tenggat.html", page)


def _looked_for(text: str) -> Q:
    """The condition of what was typed: `K-000123`, `RT 23`, or a kelurahan."""
    if not text:
        return Q()
    sought = searching.understand(text)
    if sought.case_id is not None:
        return Q(correction_id=sought.case_id)
    if sought.rt_number is not None:
        return Q(rt__number=sought.rt_number)
    return Q(kelurahan__name__icontains=text)


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
