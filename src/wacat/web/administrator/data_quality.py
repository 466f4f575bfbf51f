"""Mutu data: how good each source of files is over time, what is wrong most often, and where."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wacat.intake import qualities, quality, trends
from wacat.intake.checks import CHECKS
from wacat.intake.trends import Source
from wacat.reports.period import months_back
from wacat.web.audience import Request, audience
from wacat.web.charts.lines import Chart, Series, draw
from wacat.web.charts.units import Unit
from wacat.web.downloads import printable
from wacat.web.forms import whole_number

WORKBOOK = "/administrator/mutu/unduh.xlsx"
DRAWN = 3
WORST = 10


@audience("ADMINISTRATOR", "KASI")
@require_safe
def index(request: Request) -> HttpResponse:
    """Twelve months of sources, in all or in one kelurahan, ten causes, ten kelurahan; no residents."""
    today = timezone.localdate()
    wanted = whole_number(request.GET.get("kelurahan"))
    found = trends.by_source(by=request.visitor, until=today, kelurahan_id=wanted or None)
    places = qualities.overview(by=request.visitor, today=today).kelurahan
    download_at = f"{WORKBOOK}?kelurahan={wanted}" if wanted else WORKBOOK
    page = {
        "unduh": download_at,
        "hanya": next((name for name, _, pk in places if pk == wanted), "") if wanted else "",
        "grafik_sumber": _chart(found, download=download_at) if found else None,
        "sumber": [(source.name, source.total, "") for source in found],
        "sebab": [
            (CHECKS[cause.code].message if cause.code in CHECKS else cause.code, cause)
            for cause in trends.causes(by=request.visitor, until=today)
        ],
        "kelurahan": [
            (name, counts, f"?kelurahan={pk}" if pk else "") for name, counts, pk in places[:WORST]
        ],
        "rupa": quality.look,
        "digambar": DRAWN,
    }
    return render(request, "administrator/mutu.html", page)


@audience("ADMINISTRATOR", "KASI")
@require_safe
def download(request: Request) -> HttpResponse:
    """Every source and month as a workbook, of all files or of the rows of one kelurahan."""
    today = timezone.localdate()
    wanted = whole_number(request.GET.get("kelurahan"))
    places = qualities.overview(by=request.visitor, today=today).kelurahan if wanted else []
    only = next((name for name, _, pk in places if pk == wanted), "")
    rows = [
        [source.name, f"{month:%Y-%m}", counts.score, counts.accepted, counts.warned, counts.quarantined]
        for source in trends.by_source(by=request.visitor, until=today, kelurahan_id=wanted or None)
        for month, counts in sorted(source.months.items())
    ]  # fmt: skip
    return printable(
        title="Mutu per sumber",
        heading=[
            f"Mutu data per sumber{': ' + only if only else ''}",
            "Dua belas bulan terakhir, menurut tanggal berkas diperiksa",
        ],
        head=["Sumber", "Bulan", "Nilai", "Diterima", "Dengan catatan", "Karantina"],
        rows=rows,
        name=f"mutu-per-sumber-{today:%Y-%m-%d}.xlsx",
        at=timezone.now(),
    )


def _chart(found: list[Source], *, download: str) -> Chart:
    """The sources with most rows, one line each."""
    months = months_back(timezone.localdate().replace(day=1), count=trends.MONTHS)
    known = [n for n, month in enumerate(months) for source in found if month in source.months]
    shown = months[min(known, default=0) :]
    return draw(
        id="grafik-sumber",
        title="Nilai mutu per sumber",
        months=shown,
        unit=Unit.SCORE,
        series=[
            Series(name=source.name, values=[_score(source, month) for month in shown])
            for source in found[:DRAWN]
        ],
        download=download,
        code="file_score",
    )


def _score(source: Source, month: date) -> float | None:
    counts = source.months.get(month)
    score = counts.score if counts else None
    return None if score is None else float(score)
