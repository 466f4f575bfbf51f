"""How good the files are, by month, source and kelurahan, so that their makers can be told."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wacat.intake import qualities, quality
from wacat.values.tanggal import bulan_tahun
from wacat.web.audience import Request, audience


@audience("OPERATOR")
@require_safe
def index(request: Request) -> HttpResponse:
    """Twelve months of scores; numbers only, no residents."""
    found = qualities.overview(by=request.visitor, today=timezone.localdate())
    months = [(bulan_tahun(month), counts) for month, counts in found.months]
    context = {
        "bulan": months,
        "grafik": [(name, counts.score or 0) for name, counts in months],
        "sumber": found.sources,
        "kelurahan": found.kelurahan,
        "rupa": quality.look,
    }
    return render(request, "operator/mutu.html", context)
