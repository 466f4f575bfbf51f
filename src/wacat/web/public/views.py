"""What anybody may see; every number comes from the database's own suppressing function."""

import csv
import io
import json
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wacat.areas.models import Area, CodeSystem
from wacat.areas.queries import codes_on, former, get_city
from wacat.evaluation.editions import find_printed
from wacat.reports import public
from wacat.reports.formats import safe
from wacat.reports.period import FIRST, CannotReadPeriod, last_day, months_back, read_month, written
from wacat.reports.verifying import find_sheet
from wacat.values.kinds import kind_label
from wacat.values.tanggal import bulan_tahun
from wacat.web.audience import ANYONE, audience

MONTHS = 24
KEEP = "public, max-age=3600"


@audience(ANYONE)
@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    """Services of a month by kelurahan and kind."""
    offered = _ended_months()
    try:
        month = read_month(request.GET.get("bulan", ""))
    except CannotReadPeriod:
        month = offered[0]
    table = public.counts(month=month)
    page = {
        "city_name": get_city().name,
        "month": month,
        "choices": [(written(m), bulan_tahun(m)) for m in sorted({*offered, month}, reverse=True)],
        "period": written(month),
        "labels": table.labels(),
        "lines": _lines(table),
        "totals": _values(table, public.TOTAL_PLACE) if table.cells else [],
    }
    return _kept(request, render(request, "public/hitungan.html", page))


@audience(ANYONE)
@require_safe
def as_csv(request: HttpRequest, period: str) -> HttpResponse:
    """The same table as CSV; a number that is left out is an empty cell."""
    table = public.counts(month=_month(period))
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(["kode", "kelurahan", "jenis", "jumlah"])
    for code, name, values in _lines(table):
        for kind, value in zip([*table.kinds, "JUMLAH"], values, strict=True):
            writer.writerow([code, safe(name), kind, "" if value is None else value])
    return _file(
        request,
        target.getvalue().encode(),
        f"WaCAT_layanan_{period}.csv",
        "text/csv; charset=utf-8",
    )


@audience(ANYONE)
@require_safe
def as_json(request: HttpRequest, period: str) -> HttpResponse:
    """The same table as JSON; a number that is left out is null."""
    table = public.counts(month=_month(period))
    kinds = [*table.kinds, "JUMLAH"]
    data = {
        "period": period,
        "suppressed_below": 5,
        "kinds": {kind: kind_label(kind) for kind in table.kinds},
        "kelurahan": [
            {"code": code, "name": name, "counts": dict(zip(kinds, values, strict=True))}
            for code, name, values in _lines(table)
        ],
        "city": dict(zip(kinds, _values(table, public.TOTAL_PLACE), strict=True))
        if table.cells
        else {},
    }
    content = json.dumps(data, ensure_ascii=False, indent=2).encode()
    return _file(request, content, f"WaCAT_layanan_{period}.json", "application/json")


@audience(ANYONE)
@require_safe
def verify(request: HttpRequest, sheet_code: str) -> HttpResponse:
    """Whether a printed report is ours and still holds; no figure is shown."""
    written_code = sheet_code.upper()[:12]
    is_code = sheet_code.isascii() and sheet_code.isalnum() and len(sheet_code) <= 12
    sheet = find_sheet(written_code) if is_code else None
    printed = find_printed(written_code) if is_code and sheet is None else None
    page = {"sheet": sheet, "code": written_code, "city_name": get_city().name}
    if printed is not None:
        return render(request, "public/evaluasi.html", page | {"printed": printed})
    return render(request, "public/verifikasi.html", page, status=200 if sheet else 404)


def _ended_months() -> list[date]:
    """The months that have ended, newest first."""
    back = months_back(timezone.localdate().replace(day=1), count=MONTHS + 1)[:-1]
    return [month for month in reversed(back) if month >= FIRST]


def _month(period: str) -> date:
    try:
        return read_month(period)
    except CannotReadPeriod as error:
        raise Area.DoesNotExist from error


def _lines(table: public.PublicTable) -> list[tuple[str, str, list[int | None]]]:
    """Code, name and counts of each kelurahan, in the order of the codes."""
    ids = {place for place, _ in table.cells if place != public.TOTAL_PLACE}
    day = last_day(table.month)
    names, codes = former(ids, on=day), codes_on(ids, system=CodeSystem.KEMENDAGRI, on=day)
    rows = sorted((codes.get(pk, ""), was.name, pk) for pk, was in names.items())
    return [(code, name, _values(table, pk)) for code, name, pk in rows]


def _values(table: public.PublicTable, place: int) -> list[int | None]:
    return [table.count(place, kind) for kind in [*table.kinds, public.TOTAL_KIND]]


def _kept(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The same for everybody, so that others may keep it; not while a visitor's name stands on it."""
    if getattr(request, "visitor", None) is None:
        response.headers["Cache-Control"] = KEEP
    return response


def _file(request: HttpRequest, content: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return _kept(request, response)
