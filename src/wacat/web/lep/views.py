"""The LEP of an area: one page, and its files."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wacat.accounts.access import Visitor
from wacat.areas.models import Area, Level
from wacat.areas.queries import code_on, find_by_code, former
from wacat.audit.actions import note
from wacat.reports import formats, lep, sheet, sheets
from wacat.reports.figures import Lep
from wacat.reports.period import CannotReadPeriod, Period, read_period
from wacat.web.audience import LEADERS, STAFF, Request, audience
from wacat.web.lep import links
from wacat.web.lep.meanings import MEANINGS
from wacat.web.lep.periods import choices, chosen_period

TERRITORIAL = ("KETUA_RT", "LURAH")
CODE = re.compile(r"[0-9.]{2,24}", re.ASCII)
READERS = (*TERRITORIAL, *STAFF, *LEADERS)
# who locks, signs and issues periods
KEEPERS = ("ADMINISTRATOR", *LEADERS)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A table of the page: which one, as on paper, its cells with their addresses, what they mean."""

    part: str
    table: sheet.Table
    rows: Sequence[Sequence[str]]
    foot: Sequence[str]
    meanings: Mapping[str, str]


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
    return _page(request, get_area(code, period=chosen_period(request), visitor=request.visitor))


@audience(*READERS)
@require_safe
def download(request: Request, code: str, period: str, suffix: str) -> HttpResponse:
    """The LEP as a file whose name explains itself; giving it out is told to the trail."""
    try:
        chosen = read_period(period)
    except CannotReadPeriod as error:
        raise Area.DoesNotExist from error
    area = get_area(code, period=chosen, visitor=request.visitor)
    neutral = True if request.visitor.role in TERRITORIAL else None
    shown = sheets.read(area=area, period=chosen, neutral=neutral)
    made = sheets.hand_out(shown, suffix=suffix, by=request.visitor.account_id, at=timezone.now())
    note(act="export", of="lep", ids=[area.pk], period=chosen.key, format=suffix)
    response = HttpResponse(made, content_type=formats.MEDIA_TYPES[suffix])
    name = formats.file_name(shown.lep, suffix=suffix)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def get_area(code: str, *, period: Period, visitor: Visitor) -> Area:
    """The area that carried a code at the end of that period, within the visitor's reach.

    The Lurah reaches the RTs that were his then: their counts stand under it.

    Raises:
        Area.DoesNotExist: there is none, or it is somebody else's; the two look the same.
    """
    day = period.last
    area = find_by_code(code, on=day) if CODE.fullmatch(code) else None
    if area is None:
        raise Area.DoesNotExist
    if visitor.role in TERRITORIAL:
        then = former([area.pk], on=day).get(area.pk)
        if visitor.area_id not in (area.pk, then.parent_id if then else None):
            raise Area.DoesNotExist
    return area


def _page(request: Request, area: Area) -> HttpResponse:
    period = chosen_period(request)
    quiet = request.visitor.role in TERRITORIAL
    shown = sheets.read(area=area, period=period, neutral=quiet)
    report = shown.lep
    page = {
        "shell": "phone.html" if quiet else "desk.html",
        "lep": report,
        "closing": shown.closing,
        "keeps": request.visitor.role in KEEPERS,
        "loads": request.visitor.role == "ADMINISTRATOR",
        "choices": choices(period),
        "period": period.key,
        "words": period.words,
        "address": f"/lep/{report.code}/",
        "above": _above(area, day=period.last, visitor=request.visitor),
        "tabel_": _tables(report, linked=request.visitor.role not in LEADERS),
        "is_empty": _is_empty(report),
        "is_running": period.last >= timezone.localdate(),
        "neutral_paper": not quiet and lep.is_neutral(area),
    }
    return render(request, "lep/laporan.html", page)


def _is_empty(report: Lep) -> bool:
    """Whether nothing at all is told of the period."""
    answers = report.responses
    told = report.services or answers.told or answers.claimed or report.late_responses
    return not (told or report.offices)


def _tables(report: Lep, *, linked: bool) -> list[Shown]:
    """The tables of the page; their figures lead to the lists behind them, for who may read those."""
    made = {
        "lampid": sheet.lampid_table(report),
        "citizens": sheet.citizens_table(report) if report.citizens else None,
        "services": sheet.services_table(report),
        "answers": sheet.responses_table(report),
        "classes": sheet.classes_table(report),
        "corrections": sheet.corrections_table(report),
        "late": sheet.late_table(report) if report.late_responses else None,
        "offices": sheet.offices_table(report) if report.offices else None,
        "children": sheet.children_table(report) if report.children else None,
    }
    return [_shown(report, part, table, linked=linked) for part, table in made.items() if table]


def _shown(report: Lep, part: str, table: sheet.Table, *, linked: bool) -> Shown:
    rows: Sequence[Sequence[str]] = links.rows(report, part, table.rows) if linked else table.rows
    if part == "children":
        rows = [
            [links.to_child(report, place, line[0]), *line[1:]] for place, line in enumerate(rows)
        ]
    return Shown(
        part=part, table=table, rows=rows, meanings=MEANINGS.get(part, {}),
        foot=links.foot(report, part, table.foot) if linked else table.foot,
    )  # fmt: skip


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
