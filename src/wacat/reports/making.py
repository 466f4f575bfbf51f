"""Making the sheets of a locked period: a chunk a transaction, resumable, told to Lurah and Ketua RT."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from wacat.accounts.models import AccountState, Appointment, Office
from wacat.areas.models import Area
from wacat.notify.actions import tell
from wacat.queue.actions import defer
from wacat.reports import figures, formats, lep, sheets
from wacat.reports.actions import issue
from wacat.reports.figures import Lep
from wacat.reports.models import Issue, ReportPeriod
from wacat.reports.period import read_period
from wacat.reports.states import PeriodState

CHUNK = 20
TOLD = (Office.KETUA_RT, Office.LURAH)


def progress_key(period_id: int) -> str:
    """Under which the progress of a period's sheets is told."""
    return f"lep:{period_id}"


def areas_of(closing: ReportPeriod) -> QuerySet[Area]:
    """The areas that have a sheet in a period: those that stood in it."""
    period = read_period(closing.key)
    standing = Q(closed_on=None) | Q(closed_on__gt=period.first)
    inside = Area.objects.filter(Q(city_id=closing.city_id) | Q(pk=closing.city_id))
    return inside.filter(standing, opened_on__lte=period.last)


def missing(closing: ReportPeriod) -> QuerySet[Area]:
    """The areas whose sheet of the present revision was not made yet, kelurahan by kelurahan."""
    made = Issue.objects.filter(closing=closing, revision=closing.revision, area_id=OuterRef("pk"))
    left = areas_of(closing).filter(~Exists(made)).select_related("city", "kelurahan")
    return left.order_by(F("kelurahan_id").asc(nulls_first=True), "pk")


def start(closing: ReportPeriod, *, by: int) -> None:
    """Let the worker make the sheets of a locked period, or what is missing of them."""
    defer("reports.sheets", lock="reports.sheets", period_id=closing.pk, by=by)


def run_chunk(*, period_id: int, by: int, at: datetime) -> tuple[int, int]:
    """Make the next sheets of a locked period, in this transaction; how many are made, of how many.

    Called again until none is left: what a killed worker did not finish is simply taken up. A period
    that was opened again meanwhile has no sheets to make.
    """
    closing = ReportPeriod.objects.select_related("stock").get(pk=period_id)
    total = areas_of(closing).count()
    if closing.state == PeriodState.OPEN:
        return total, total
    areas = list(missing(closing)[:CHUNK])
    _make(areas, closing=closing, by=by, at=at)
    _tell(areas, closing=closing, at=at)
    return total - missing(closing).count(), total


def _make(areas: Sequence[Area], *, closing: ReportPeriod, by: int, at: datetime) -> None:
    """Count, issue and set the sheets; the next one is counted while the last one is set."""
    issued: list[Issue] = []

    def counted() -> Iterator[tuple[Lep, Issue]]:
        for area in areas:
            report = lep.build(area=area, period=read_period(closing.key), closing=closing)
            sheet = issue(lep=report, by=by, at=at, closing=closing).issue
            issued.append(sheet)
            yield figures.read(sheet.figures, area_id=sheet.area_id), sheet

    for number, content in enumerate(formats.pdfs(counted())):
        sheets.keep_file(issued[number], suffix="pdf", content=content, signed=False, at=at)


def _tell(areas: Sequence[Area], *, closing: ReportPeriod, at: datetime) -> None:
    """Tell the holders of offices in these areas that their LEP is ready, once a revision."""
    held = Appointment.objects.filter(
        area__in=areas, office__in=TOLD, valid__contains=at,
        person__account__state=AccountState.ACTIVE,
    )  # fmt: skip
    for account_id, area_id in held.order_by("pk").values_list("person__account", "area_id"):
        tell(
            topic="LEP_READY", account_id=account_id, area_id=area_id, at=at, period_id=closing.pk,
            key=f"lep:{closing.pk}:{closing.revision}:{area_id}:{account_id}",
        )  # fmt: skip
