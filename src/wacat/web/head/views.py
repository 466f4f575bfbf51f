"""The city on one page: this month, the six months to it, and every kelurahan."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wacat.announcements.reading import unread
from wacat.areas.queries import get_city
from wacat.reports import overview, sheets
from wacat.reports.period import month_of, months_back, written
from wacat.web.audience import LEADERS, Request, audience
from wacat.web.lep.months import choices, chosen_month

TREND = 6


@audience(*LEADERS)
@require_safe
def index(request: Request) -> HttpResponse:
    """Services, answers and the clock of three days, for a month of the city."""
    month = chosen_month(request)
    city = get_city()
    lines = overview.months(city=city, months=months_back(month, count=TREND))
    now, before = lines[-1], lines[-2]
    report = sheets.read(area=city, period=month_of(month), neutral=False).lep
    page = {
        "berita": unread(request.visitor, at=timezone.now()),
        "month": month,
        "choices": choices(month),
        "city": city,
        "now": now,
        "growth": overview.growth(now, before=before),
        "before": before,
        "trend": lines,
        "places": overview.kelurahan(city=city, month=month),
        "total": report.total,
        "files": f"/lep/{report.code}/{written(month)}",
        "report": f"/lep/?periode={written(month)}",
        "period": written(month),
        "is_empty": not any(line.services or line.told for line in lines),
    }
    return render(request, "head/ringkasan.html", page)
