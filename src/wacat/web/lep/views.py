"""The LEP of an area: one page, and its files."""

import re
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wacat.accounts.access import Visitor
from wacat.areas.models import Area, Level
from wacat.areas.queries import code_on, find_by_code, former
from wacat.audit.actions import note
from wacat.reports import formats, lep, sheet
from wacat.reports.actions import issue
from wacat.reports.period import CannotReadPeriod, last_day, read_month
from wacat.web.audience import LEADERS, STAFF, Request, audience
from wacat.web.lep.months import choices, chosen_month

TERRITORIAL = ("KETUA_RT", "LURAH")
CODE = re.compile(r"[0-9.]{2,24}", re.ASCII)
READERS = (*TERRITORIAL, *STAFF, *LEADERS)


@audience(*READERS)
@require_safe
def own(request: Request) -> HttpResponse:
    """The LEP of the visitor's own area: his RT, his kelurahan, or the city."""
    areas = Area.objects.select_related("city", "kecamatan", "kelurahan")
    area = areas.get(pk=request.visitor.area_id or 0)
    return _page(request, area)


@audience(*READERS)
@require_safe
def of_area(request: Request, code: str) -> HttpResponse:
    """The LEP of the area with that code, where it lies within the visitor's reach."""
    return _page(request, get_area(code, month=chosen_month(request), visitor=request.visitor))


@audience(*READERS)
@require_safe
def download(request: Request, code: str, period: str, suffix: str) -> HttpResponse:
    """The LEP as a file whose name explains itself; giving it out is told to the trail."""
    try:
        month = read_month(period)
    except CannotReadPeriod as error:
        raise Area.DoesNotExist from error
    area = get_area(code, month=month, visitor=request.visitor)
    neutral = True if request.visitor.role in TERRITORIAL else None
    report = lep.build(area=area, month=month, neutral=neutral)
    handed = issue(lep=report, by=request.visitor.account_id, at=timezone.now())
    note(act="export", of="lep", ids=[area.pk], period=report.period, format=suffix)
    response = HttpResponse(
        formats.make(report, suffix=suffix, issue=handed.issue),
        content_type=formats.MEDIA_TYPES[suffix],
    )
    name = formats.file_name(report, suffix=suffix)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def get_area(code: str, *, month: date, visitor: Visitor) -> Area:
    """The area that carried a code in that month, within the visitor's reach.

    The Lurah reaches the RTs that were his at the end of the month: their counts stand under it.

    Raises:
        Area.DoesNotExist: there is none, or it is somebody else's; the two look the same.
    """
    day = last_day(month)
    area = find_by_code(code, on=day) if CODE.fullmatch(code) else None
    if area is None:
        raise Area.DoesNotExist
    if visitor.role in TERRITORIAL:
        then = former([area.pk], on=day).get(area.pk)
        if visitor.area_id not in (area.pk, then.parent_id if then else None):
            raise Area.DoesNotExist
    return area


def _page(request: Request, area: Area) -> HttpResponse:
    month = chosen_month(request)
    quiet = request.visitor.role in TERRITORIAL
    report = lep.build(area=area, month=month, neutral=quiet)
    page = {
        "shell": "phone.html" if quiet else "desk.html",
        "lep": report,
        "month": month,
        "choices": choices(month),
        "address": f"/lep/{report.code}/",
        "above": _above(area, day=last_day(month), visitor=request.visitor),
        "lampid": sheet.lampid_table(report),
        "services": sheet.services_table(report),
        "answers": sheet.responses_table(report),
        "offices": sheet.offices_table(report) if report.offices else None,
        "children": sheet.children_table(report) if report.children else None,
        "is_empty": not (report.services_total or report.responses.told),
        "is_running": month == _this_month(),
        "neutral_paper": not quiet and lep.is_neutral(area),
    }
    return render(request, "lep/laporan.html", page)


def _this_month() -> date:
    return timezone.localdate().replace(day=1)


def _above(area: Area, *, day: date, visitor: Visitor) -> tuple[str, str] | None:
    """Name and address of the LEP one level up, where the visitor reaches it."""
    was = former([area.pk], on=day).get(area.pk)
    if was is None or was.parent_id is None or area.pk == visitor.area_id:
        return None
    if visitor.role in TERRITORIAL and was.parent_id != visitor.area_id:
        return None
    parent = Area.objects.get(pk=was.parent_id)
    names: dict[str, str] = {Level.KELURAHAN: "Kelurahan ", Level.KECAMATAN: "Kecamatan "}
    name = former([parent.pk], on=day)[parent.pk].name
    return f"{names.get(parent.level, '')}{name}", f"/lep/{code_on(parent, day)}/"
