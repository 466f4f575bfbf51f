"""What the head's page and its files show: one reading of the address, one set of figures for both."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest

from wacat.areas.models import Area
from wacat.areas.queries import get_city
from wacat.evaluation.consistency.queries import Asked as Consistency
from wacat.evaluation.consistency.queries import place_of, whole
from wacat.evaluation.consistency.rates import Rate
from wacat.reports import overview, reach
from wacat.reports.overview import Line
from wacat.reports.period import months_back, written
from wacat.reports.reach import Reach
from wacat.territory.outlines.queries import shown
from wacat.web.charts.lines import Chart, Series, draw
from wacat.web.charts.maps import Map, Value, legend, outline_map, tile_map
from wacat.web.charts.scale import Scale, scale
from wacat.web.charts.tiles import Place
from wacat.web.charts.units import Unit
from wacat.web.head.figures import BY_KEY, FIGURES, Figure, ranked
from wacat.web.lep.months import chosen_month

SPANS = (12, 24)
CLOCK_HOURS = 72.0
# Tiles side by side: on a desk and on paper two kecamatan, on a phone one; three tiles each.
DESK, PHONE = (6, 3), (3, 3)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the address asks for: the month, how many months back, and the figure on the map."""

    month: date
    span: int
    figure: Figure

    @property
    def query(self) -> str:
        """The same as the end of an address."""
        return f"bulan={written(self.month)}&rentang={self.span}&angka={self.figure.key}"


@dataclass(frozen=True, kw_only=True)
class Summary:
    """The city's months to the chosen one, and its kelurahan in that month."""

    asked: Asked
    city: Area
    trend: list[Line]
    reached: list[Reach]
    places: list[Line]
    mismatch: Rate

    @property
    def now(self) -> Line:
        """The chosen month."""
        return self.trend[-1]

    @property
    def before(self) -> Line:
        """The month before it."""
        return self.trend[-2]


def asked(request: HttpRequest) -> Asked:
    """Read the address; what it does not say, or says wrongly, is the usual."""
    span = request.GET.get("rentang", "")
    return Asked(
        month=chosen_month(request),
        span=int(span) if span in map(str, SPANS) else SPANS[0],
        figure=BY_KEY.get(request.GET.get("angka", ""), FIGURES[0]),
    )


def read(what: Asked) -> Summary:
    """The figures, from the counts kept beside the records: a few statements, whatever the city's size."""
    city = get_city()
    months = months_back(what.month, count=what.span)
    return Summary(
        asked=what,
        city=city,
        trend=overview.months(city=city, months=months),
        reached=reach.months(city=city, months=months),
        places=overview.kelurahan(city=city, month=what.month),
        mismatch=whole(Consistency(place=place_of(city), months=[what.month])),
    )


def charts(found: Summary) -> list[Chart]:
    """The trends: answers, their speed, decisions, services. Months before the first figure are left out."""
    first = next((n for n, line in enumerate(found.trend) if line.services or line.told), 0)
    trend, reached = found.trend[first:], found.reached[first:]
    months = [line.month for line in trend]
    file = f"/kepala/unduh/tren.xlsx?{found.asked.query}"
    return [
        draw(
            id="grafik-jawaban", title="Jawaban Ketua RT dan Lurah", months=months, unit=Unit.SHARE,
            series=[
                Series(name="Dijawab", values=[line.answered_share for line in trend]),
                Series(name="RT yang menjawab", values=[line.answering_share for line in reached]),
            ],
            download=file, code="answered_share",
        ),
        draw(
            id="grafik-lama", title="Waktu rata-rata, dalam jam", months=months, unit=Unit.HOURS,
            series=[
                Series(name="Menjawab", values=[line.answer_hours for line in trend]),
                Series(name="Memutus koreksi", values=[line.settle_hours for line in trend]),
            ],
            limit=(CLOCK_HOURS, "batas 72 jam"), download=file, code="mean_hours",
        ),
        draw(
            id="grafik-tepat", title="Dalam batas 3 x 24 jam", months=months, unit=Unit.SHARE,
            series=[
                Series(name="Jawaban", values=[line.prompt_share for line in trend]),
                Series(name="Putusan koreksi", values=[line.in_time_share for line in trend]),
            ],
            download=file, code="in_time_share",
        ),
        draw(
            id="grafik-layanan", title="Layanan per bulan", months=months, unit=Unit.COUNT,
            series=[Series(name="Layanan", values=[float(line.services) for line in trend])],
            download=file, code="services",
        ),
    ]  # fmt: skip


def values(places: Sequence[Line], what: Asked) -> list[Value]:
    """The chosen figure of each kelurahan, with where it leads."""
    return [
        Value(
            place=Place(id=line.area_id, code=line.code, name=line.name, kecamatan=line.kecamatan),
            value=what.figure.of(line),
            detail=what.figure.detail(line),
            href=f"/lep/{line.code}/?periode={written(what.month)}",
        )
        for line in places
    ]


def maps(known: Sequence[Value], what: Asked) -> tuple[Scale, list[Map]]:
    """The scale and the map: one of outlines, or two of tiles (for wide pages and for phones)."""
    steps = scale((each.value for each in known), unit=what.figure.unit, limits=what.figure.limits)
    outlines = shown()
    drawn = outline_map(known, steps, outlines, id="peta") if outlines else None
    if drawn and drawn.shapes:
        return steps, [drawn]
    return steps, [
        tile_map(known, steps, columns=columns, across=across, id=name)
        for name, (columns, across) in (("peta-lebar", DESK), ("peta-sempit", PHONE))
    ]


def page(found: Summary) -> dict[str, Any]:
    """What the template shows of a summary."""
    what = found.asked
    known = values(found.places, what)
    steps, drawn = maps(known, what)
    best, worst = ranked(found.places, what.figure)
    return {
        "month": what.month,
        "period": written(what.month),
        "report": f"/lep/?periode={written(what.month)}",
        "span": what.span,
        "spans": SPANS,
        "figure": what.figure,
        "figures": FIGURES,
        "query": what.query,
        "city": found.city,
        "now": found.now,
        "growth": overview.growth(found.now, before=found.before),
        "reach": found.reached[-1],
        "mismatch": found.mismatch,
        "charts": charts(found),
        "maps": drawn,
        "values": known,
        "scale": steps,
        "legend": legend(known, steps),
        "best": best,
        "worst": worst,
        "places": found.places,
        "is_empty": not any(line.services or line.told for line in found.trend),
    }
