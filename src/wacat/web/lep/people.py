"""What stands behind the start of LAMPID: the population list, RT by RT, and what changed since."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from wacat.reports import behind, queries, sheets
from wacat.reports.behind import Figure
from wacat.reports.closing import city_of
from wacat.reports.figures import SEX_LABELS
from wacat.reports.models import StockList
from wacat.values.citizenship import LABELS
from wacat.web.audience import Request
from wacat.web.forms import whole_number
from wacat.web.lep.views import TERRITORIAL

PAGE = 50


def page(request: Request, figure: Figure, *, code: str) -> HttpResponse:
    """How many people the list found in each RT, and how they lead to the start; counts, no residents."""
    quiet = request.visitor.role in TERRITORIAL
    shown = sheets.read(area=figure.area, period=figure.period, neutral=quiet)
    told = behind.population(shown.lep, figure)["start"]
    chosen = _list(figure, shown) if shown.lep.stock_on else None
    asked = {"sex": figure.sex, "citizenship": figure.citizenship}
    place = queries.inside(figure.area, period=figure.period)
    lines, rts, people = [], 0, 0
    if chosen is not None:
        after = whole_number(request.GET.get("sesudah"))
        lines = behind.people(place, list_id=chosen.pk, **asked, after=after, limit=PAGE + 1)
        rts, people = behind.people_total(place, list_id=chosen.pk, **asked)
    here = request.GET.copy()
    here.pop("sesudah", None)
    values = {
        "shell": "phone.html" if quiet else "desk.html",
        "judul_angka": _title(figure),
        "words": figure.period.words,
        "tempat": figure.area,
        "kembali": f"/lep/{code}/?{urlencode({'periode': figure.period.key})}",
        "daftar": chosen,
        "awal": told,
        "mundur": shown.lep.is_backwards,
        "penduduk": people,
        "perubahan": None if told is None else told - people,
        "jumlah": rts,
        "baris": lines[:PAGE],
        "satu_kelurahan": figure.area.level in ("RT", "KELURAHAN"),
        "lanjut": f"?{here.urlencode()}&sesudah={lines[PAGE - 1].rt_id}"
        if len(lines) > PAGE
        else None,
    }
    return render(request, "lep/penduduk_awal.html", values)


def _list(figure: Figure, shown: sheets.Shown) -> StockList | None:
    """The list the report starts from: of a locked period the one it was locked with."""
    if shown.closing is not None:
        return shown.closing.stock
    city = city_of(figure.area)
    return queries.find_stock(city_id=city.pk, first=figure.period.first)


def _title(figure: Figure) -> str:
    words = ["Penduduk awal"]
    if figure.sex is not None:
        words.append(SEX_LABELS[figure.sex].lower())
    if figure.citizenship is not None:
        words.append(LABELS[figure.citizenship])
    return ", ".join(words)
