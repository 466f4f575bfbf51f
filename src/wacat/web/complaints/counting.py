"""How the desk does, for those who answer for it: counts by category and month, never a text."""

from datetime import date, datetime, time

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wacat.helpdesk import queries
from wacat.values.tanggal import months_later
from wacat.web.audience import LEADERS, Request, audience
from wacat.web.lep.months import chosen_month

MONTHS = 6


@audience(*LEADERS)
@require_safe
def index(request: Request) -> HttpResponse:
    """The tickets of a month: opened, settled, late, how content (Pasal 8c, 11)."""
    this = timezone.localdate().replace(day=1)
    months = [months_later(this, -back) for back in range(MONTHS)]
    month = chosen_month(request)
    lines = queries.counted(since=_begin(month), until=_begin(months_later(month, 1)))
    fields = ("opened", "active", "solved", "late", "content", "rated")
    page = {
        "bulan": month,
        "baris": lines,
        "jumlah": {name: sum(getattr(line, name) for line in lines) for name in fields},
        "keping": [(m, f"?bulan={m:%Y-%m}", m == month) for m in months],
    }
    return render(request, "complaints/hitungan.html", page)


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
