"""What anybody may see: counts without small numbers, as page and files, and what they mean."""

import csv
import io
import json
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from wacat.areas.models import Area, CodeSystem
from wacat.areas.queries import codes_on, former, get_city
from wacat.reports import public
from wacat.reports.formats import safe
from wacat.reports.period import (
    CannotReadPeriod,
    Period,
    around,
    month_of,
    months_back,
    read_period,
)
from wacat.reports.publishing import TOTAL_KIND, TOTAL_PLACE
from wacat.reports.states import Span
from wacat.values.kinds import NEUTRAL, Kind, kind_label
from wacat.web.audience import ANYONE, audience

KEEP = "public, max-age=3600"
SCHEMA, SCHEMA_VERSION = "wacat-layanan-publik", 1
TOTAL = "JUMLAH"
Line = tuple[str, str, list[public.Count]]


@audience(ANYONE)
@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    """Services of a period by kelurahan and kind."""
    offered = public.published()
    period = _chosen(request, offered=offered[0] if offered else _last_ended())
    table = public.counts(months=period.months)
    page = {
        "city_name": get_city().name,
        "words": period.words,
        "choices": _choices(period, offered=offered),
        "period": period.key,
        "labels": table.labels(),
        "lines": _lines(table, period),
        "totals": _values(table, TOTAL_PLACE),
        "missing": [month_of(m).words for m in table.missing] if table.cells else [],
        "published_at": table.published_at,
        "is_month": period.span == Span.MONTH,
    }
    return _kept(request, render(request, "public/hitungan.html", page))


@audience(ANYONE)
@require_safe
def dictionary(request: HttpRequest) -> HttpResponse:
    """What each column and kind of the files means, and which numbers are left out."""
    page = {
        "city_name": get_city().name,
        "kinds": [(kind.value, kind_label(kind)) for kind in Kind]
        + [(NEUTRAL, kind_label(NEUTRAL)), (TOTAL, "Semua jenis")],
        "few": public.FEW,
        "schema": f"{SCHEMA} {SCHEMA_VERSION}",
        "total": TOTAL,
    }
    return _kept(request, render(request, "public/kamus.html", page))


@audience(ANYONE)
@require_safe
def as_csv(request: HttpRequest, period: str) -> HttpResponse:
    """The same table as CSV: a number that is left out is empty and says how many there are at least."""
    chosen = _named(period)
    table = public.counts(months=chosen.months)
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(["periode", "kode", "kelurahan", "jenis", "jumlah", "paling_sedikit"])
    city = ("", get_city().name, _values(table, TOTAL_PLACE))
    for code, name, values in [*_lines(table, chosen), city] if table.cells else []:
        for kind, value in zip([*table.kinds, TOTAL], values, strict=True):
            shown = "" if value.number is None else value.number
            writer.writerow([period, code, safe(name), kind, shown, value.at_least])
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
    chosen = _named(period)
    table = public.counts(months=chosen.months)
    data = {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "dictionary": request.build_absolute_uri(reverse("public-dictionary")),
        "period": period,
        "published_at": table.published_at.isoformat() if table.published_at else None,
        "missing_months": [month_of(month).key for month in table.missing],
        "suppressed_below": public.FEW,
        "kinds": {kind: kind_label(kind) for kind in table.kinds},
        "kelurahan": [
            {"code": code, "name": name, **_written(table, values)}
            for code, name, values in _lines(table, chosen)
        ],
        "city": _written(table, _values(table, TOTAL_PLACE)) if table.cells else {},
    }
    content = json.dumps(data, ensure_ascii=False, indent=2).encode()
    return _file(request, content, f"WaCAT_layanan_{period}.json", "application/json")


def _written(table: public.PublicTable, values: list[public.Count]) -> dict[str, Any]:
    kinds = [*table.kinds, TOTAL]
    return {
        "counts": {k: value.number for k, value in zip(kinds, values, strict=True)},
        "at_least": {
            k: value.at_least for k, value in zip(kinds, values, strict=True) if not value.is_whole
        },
    }


def _last_ended() -> date:
    return months_back(timezone.localdate().replace(day=1), count=2)[0]


def _chosen(request: HttpRequest, *, offered: date) -> Period:
    """The period of the address (`?bulan=` is how older bookmarks say it), else the newest month."""
    try:
        return read_period(request.GET.get("periode") or request.GET.get("bulan", ""))
    except CannotReadPeriod:
        return month_of(offered)


def _choices(chosen: Period, *, offered: list[date]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The periods of which something is out, by length, newest first; the chosen one among them."""
    groups = []
    for span in Span:
        found = {around(month, span=span) for month in offered}
        if chosen.span == span:
            found.add(chosen)
        named = [(p.key, p.words[0].upper() + p.words[1:]) for p in sorted(found, reverse=True)]
        groups.append((span.label, named))
    return groups


def _named(period: str) -> Period:
    try:
        found = read_period(period)
    except CannotReadPeriod as error:
        raise Area.DoesNotExist from error
    if found.key != period:
        raise Area.DoesNotExist
    return found


def _lines(table: public.PublicTable, period: Period) -> list[Line]:
    """Code, name and counts of each kelurahan, in the order of the codes."""
    names = former(table.places, on=period.last)
    codes = codes_on(table.places, system=CodeSystem.KEMENDAGRI, on=period.last)
    rows = sorted((codes.get(pk, ""), was.name, pk) for pk, was in names.items())
    return [(code, name, _values(table, pk)) for code, name, pk in rows]


def _values(table: public.PublicTable, place: int) -> list[public.Count]:
    return [table.count(place, kind) for kind in [*table.kinds, TOTAL_KIND]]


def _kept(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The same for everybody, so that others may keep it; not while a visitor's name stands on it."""
    if getattr(request, "visitor", None) is None:
        response.headers["Cache-Control"] = KEEP
    return response


def _file(request: HttpRequest, content: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return _kept(request, response)
