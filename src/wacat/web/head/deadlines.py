"""Corrections near their deadline and beyond it, for those who answer for the desk; no resident is named."""

from datetime import date, datetime, time

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wacat.audit.actions import reading
from wacat.values.tanggal import months_later
from wacat.verification import watching
from wacat.web.audience import LEADERS, Request, audience
from wacat.web.lep.months import chosen_month

MOST = 200
MONTHS = 6


@audience(*LEADERS)
@require_safe
def index(request: Request) -> HttpResponse:
    """What presses now, and what was late in a month (Pasal 7b, 11)."""
    now = timezone.now()
    month = chosen_month(request)
    this = timezone.localdate().replace(day=1)
    window = {"since": _begin(month), "until": _begin(months_later(month, 1))}
    late = watching.breaches(**window, at=now)
    pressing = list(watching.pressing(at=now)[:MOST])
    named = late.select_related("rt", "kelurahan").order_by("due_at", "id")[:MOST]
    shown = {each.correction_id for each in (*pressing, *named)}
    reading(of="correction", ids=sorted(shown), how="deadlines")
    page = {
        "bulan": month,
        "keping": [
            (m, f"?bulan={m:%Y-%m}", m == month)
            for m in (months_later(this, -back) for back in range(MONTHS))
        ],
        "mendesak": pressing,
        "lewat_kini": sum(each.due_at <= now for each in pressing),
        "kini": now,
        "jumlah": watching.rounds(**window).count(),
        "lewat": late.count(),
        "terlambat": named,
    }
    return render(request, "head/tenggat.html", page)


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
