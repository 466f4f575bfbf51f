"""Perkembangan: how the RTs of the kelurahan answer, and the kelurahan beside its kecamatan."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from wacat.reports import neighbourhoods
from wacat.reports.neighbourhoods import KelurahanMonth, RtLine
from wacat.reports.period import months_back, written
from wacat.values.tanggal import bulan_tahun
from wacat.web.audience import Request, audience
from wacat.web.charts.lines import Chart, Series, draw
from wacat.web.charts.units import Unit
from wacat.web.downloads import printable
from wacat.web.lep.months import choices, chosen_month

HOME = "/lurah/perkembangan/"
MONTHS = 12


@audience("LURAH")
@require_safe
def index(request: Request) -> HttpResponse:
    """The month's RTs, the worst first, and a year of the kelurahan. Counts only, nobody's name."""
    month = chosen_month(request)
    kelurahan_id = _kelurahan(request)
    lines = _lines(kelurahan_id, month)
    trend = neighbourhoods.months(
        kelurahan_id=kelurahan_id, months=months_back(month, count=MONTHS)
    )
    told = [line for line in lines if line.told]
    page = {
        "month": month,
        "choices": choices(month),
        "period": written(month),
        "address": HOME,
        "now": trend[-1],
        "chart": _chart(trend),
        "lines": sorted(told, key=lambda line: (line.answered_share or 0, -line.told, line.number)),
        "silent": [line for line in told if line.is_silent],
        "told": told,
        "untold": len(lines) - len(told),
        "answering": sum(not line.is_silent for line in told),
    }
    return render(request, "lurah/perkembangan.html", page)


@audience("LURAH")
@require_safe
def download(request: Request) -> HttpResponse:
    """The RTs of the month as a workbook."""
    month = chosen_month(request)
    place = request.visitor.area_name or ""
    return printable(
        title="Jawaban per RT",
        heading=[f"Jawaban per RT, Kelurahan {place}", bulan_tahun(month)],
        head=["RT", "Pemberitahuan", "Dijawab", "Tingkat jawaban", "Dijawab dalam 3 x 24 jam",
              "Tingkat jawaban bulan sebelumnya"],
        rows=[
            [line.name, line.told, line.answered, line.answered_share, line.prompt, line.share_before]
            for line in _lines(_kelurahan(request), month)
        ],
        shares=[3, 5],
        name=f"jawaban-rt-{slugify(place)}-{written(month)}.xlsx",
        at=timezone.now(),
    )  # fmt: skip


def _kelurahan(request: Request) -> int:
    if request.visitor.kelurahan_id is None:
        raise LookupError("a Lurah has a kelurahan")
    return request.visitor.kelurahan_id


def _lines(kelurahan_id: int, month: date) -> list[RtLine]:
    before, this = months_back(month, count=2)
    return neighbourhoods.rts(kelurahan_id=kelurahan_id, month=this, before=before)


def _chart(trend: list[KelurahanMonth]) -> Chart:
    first = next((n for n, line in enumerate(trend) if line.told), len(trend) - 1)
    shown = trend[first:]
    return draw(
        id="grafik-kelurahan",
        title="Tingkat jawaban",
        months=[line.month for line in shown],
        unit=Unit.SHARE,
        series=[
            Series(name="Kelurahan Anda", values=[line.answered_share for line in shown]),
            Series(name="Tengah kecamatan", values=[line.median for line in shown]),
        ],
        code="answered_share",
    )
