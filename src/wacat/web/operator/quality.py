"""How good the files are, by month, source and kelurahan, so that their makers can be told."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wacat.intake import qualities, quality
from wacat.values.tanggal import bulan_tahun
from wacat.web.audience import Request, audience
from wacat.web.operator.forms import NarrowForm


@audience("OPERATOR")
@require_safe
def index(request: Request) -> HttpResponse:
    """Twelve months of scores, of all files or of one kelurahan or source; no residents."""
    form = NarrowForm(request.GET)
    form.is_valid()
    wanted, source = form.cleaned_data.get("kelurahan"), form.cleaned_data.get("sumber") or None
    found = qualities.overview(
        by=request.visitor, today=timezone.localdate(), kelurahan_id=wanted, source=source
    )
    months = [(bulan_tahun(month), counts, "") for month, counts in found.months]
    context = {
        "bulan": months,
        "grafik": [(name, counts.score or 0) for name, counts, _ in months],
        "sumber": [(name, counts, query(sumber=name)) for name, counts in found.sources],
        "kelurahan": [(name, counts, query(kelurahan=pk)) for name, counts, pk in found.kelurahan],
        "hanya": source
        or (found.kelurahan[0][0] if wanted is not None and found.kelurahan else ""),
        "disaring": wanted is not None or source is not None,
        "rupa": quality.look,
    }
    return render(request, "operator/mutu.html", context)


def query(**wanted: object) -> str:
    """What narrows the page to one kelurahan or source, as it stands in an address."""
    return f"?{urlencode(wanted)}"
