"""The tables of the head's page as workbooks."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.http import HttpResponse

from wacat.areas.queries import city_name
from wacat.reports.overview import Line
from wacat.reports.period import written
from wacat.values.tanggal import bulan_tahun
from wacat.web.charts.units import Unit
from wacat.web.downloads import printable
from wacat.web.head.figures import ranked
from wacat.web.head.summary import Summary

Cells = list[str | float | None]
MEASURES = (
    "Layanan", "Pemberitahuan", "Dijawab", "Tingkat jawaban", "Dijawab dalam 3 x 24 jam",
    "Rata-rata menjawab (jam)", "Koreksi diajukan", "Koreksi diputus", "Diputus tepat waktu",
    "Rata-rata memutus (jam)",
)  # fmt: skip
SHARES = (3, 4, 8)


def _measures(line: Line) -> Cells:
    return [
        line.services, line.told, line.answered, line.answered_share, line.prompt_share,
        line.answer_hours, line.claimed, line.settled, line.in_time_share, line.settle_hours,
    ]  # fmt: skip


def trend(found: Summary, *, at: datetime) -> HttpResponse:
    """The months behind the charts."""
    rows: list[Cells] = [
        [bulan_tahun(line.month), *_measures(line), reached.answering_share]
        for line, reached in zip(found.trend, found.reached, strict=True)
    ]
    return _sheet(
        found, title="Tren bulanan", head=["Bulan", *MEASURES, "RT yang menjawab"], rows=rows,
        shares=[*(1 + column for column in SHARES), len(MEASURES) + 1], name="tren", at=at,
    )  # fmt: skip


def kelurahan(found: Summary, *, at: datetime) -> HttpResponse:
    """Every kelurahan of the month."""
    rows: list[Cells] = [
        [line.name, line.code, line.kecamatan, *_measures(line)] for line in found.places
    ]
    return _sheet(
        found, title="Per kelurahan", head=["Kelurahan", "Kode", "Kecamatan", *MEASURES], rows=rows,
        shares=[3 + column for column in SHARES], name="kelurahan", at=at,
    )  # fmt: skip


def ranking(found: Summary, *, at: datetime) -> HttpResponse:
    """The best and the worst by the figure on the map."""
    figure = found.asked.figure
    rows: list[Cells] = [
        [words, place, line.name, line.kecamatan, figure.of(line), figure.detail(line)]
        for words, lines in zip(figure.ends, ranked(found.places, figure), strict=True)
        for place, line in enumerate(lines, 1)
    ]
    return _sheet(
        found, title="Kelurahan tertentu", rows=rows, at=at, name=f"peringkat-{figure.key}",
        head=["Kelompok", "Urutan", "Kelurahan", "Kecamatan", figure.label, "Dasar"],
        shares=[4] if figure.unit is Unit.SHARE else [], note=figure.enough,
    )  # fmt: skip


MAKERS: dict[str, Callable[..., HttpResponse]] = {
    "tren": trend,
    "kelurahan": kelurahan,
    "peringkat": ranking,
}


def _sheet(
    found: Summary, *, title: str, head: Sequence[str], rows: Sequence[Cells], shares: Sequence[int],
    name: str, at: datetime, note: str = "",
) -> HttpResponse:  # fmt: skip
    month = found.asked.month
    return printable(
        title=title,
        heading=[f"{title}, {city_name()}", bulan_tahun(month)],
        head=head,
        rows=rows,
        shares=shares,
        note=note,
        name=f"ringkasan-{name}-{written(month)}.xlsx",
        at=at,
    )
