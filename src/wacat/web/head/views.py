"""The city on one page: the month, its trend, a map of kelurahan, the best and the worst."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wacat.announcements.reading import unread
from wacat.reports import sheets
from wacat.reports.period import month_of, written
from wacat.web.audience import LEADERS, Request, audience
from wacat.web.head import summary, tables
from wacat.web.lep.months import choices


@audience(*LEADERS)
@require_safe
def index(request: Request) -> HttpResponse:
    """A month of the city beside the months before it, and each kelurahan by a chosen figure."""
    what = summary.asked(request)
    found = summary.read(what)
    report = sheets.read(area=found.city, period=month_of(what.month), neutral=False).lep
    page = summary.page(found) | {
        "berita": unread(request.visitor, at=timezone.now()),
        "choices": choices(what.month),
        "total": report.total,
        "files": f"/lep/{report.code}/{written(what.month)}",
        "at": timezone.now(),
    }
    return render(request, "head/ringkasan.html", page)


@audience(*LEADERS)
@require_safe
def download(request: Request, table: str) -> HttpResponse:
    """A table of the page as a workbook: exactly its figures, as numbers."""
    found = summary.read(summary.asked(request))
    return tables.MAKERS[table](found, at=timezone.now())
