"""The figures of the monthly bulletin, out of LEP: the city, each kelurahan, each RT (Pasal 8b)."""

from collections.abc import Iterator
from datetime import date, datetime

from wacat.announcements import bulletin
from wacat.announcements.bulletin import Figures
from wacat.announcements.models import Announcement
from wacat.areas.models import Area, Level
from wacat.areas.queries import get_city
from wacat.reports import lep
from wacat.reports.figures import Child, Lep
from wacat.reports.period import month_of
from wacat.values.tanggal import bulan_tahun

TEXT = (
    "Berikut perkembangan data kependudukan selama {month}: layanan Disdukcapil, kelahiran, kematian, "
    "kedatangan dan kepindahan, serta jawaban Anda atas pemberitahuan.\n\n"
    "Angka kelurahan dan kota di bawah 5 tidak ditampilkan. Angka lengkap wilayah Anda ada di "
    "[Laporan](/lep/)."
)


def make(*, month: date, straight: bool, by: int, at: datetime) -> Announcement | None:
    """Make the bulletin of a month, once; None when it was made before."""
    name = bulan_tahun(month)
    return bulletin.make(
        month=month,
        pages=list(_pages(month)),
        words=(f"Perkembangan data {name}", TEXT.format(month=name)),
        straight=straight,
        by=by,
        at=at,
    )


def _pages(month: date) -> Iterator[tuple[Area, Figures]]:
    """The city, and from the report of each kelurahan its own figures and those of its RTs."""
    city = get_city()
    yield city, _of_report(lep.build(area=city, period=month_of(month)))
    inside = Area.objects.filter(city=city, closed_on=None)
    rts = inside.filter(level=Level.RT).in_bulk()
    for kelurahan in inside.filter(level=Level.KELURAHAN).select_related("city").order_by("pk"):
        report = lep.build(area=kelurahan, period=month_of(month))
        yield kelurahan, _of_report(report)
        for line in report.children:
            if line.area_id in rts:
                yield rts[line.area_id], _of_line(line)


def _of_report(report: Lep) -> Figures:
    """Of the month and late, as the line of an RT counts it."""
    changed, answers = report.total, [report.responses]
    if report.late_responses:
        answers.append(report.late_responses)
    return Figures(
        services=report.services_total, born=changed.born, died=changed.died,
        arrived=changed.arrived, left=changed.left, told=sum(one.told for one in answers),
        answered=sum(one.answered for one in answers),
    )  # fmt: skip


def _of_line(line: Child) -> Figures:
    return Figures(
        services=line.services, born=line.born, died=line.died, arrived=line.arrived,
        left=line.left, told=line.told, answered=line.answered,
    )  # fmt: skip
