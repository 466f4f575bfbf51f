"""Outlines for the map: upload a GeoJSON, see what fits, let the maps show it, go back to tiles."""

import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wacat.areas.models import Area, CodeSystem, Level
from wacat.areas.queries import codes_on, get_city
from wacat.territory.models import OutlineSet
from wacat.territory.outlines import acts, queries
from wacat.territory.outlines.checks import MOST_MEGABYTES
from wacat.territory.outlines.refusals import REFUSALS, CannotTakeOutlines
from wacat.web.audience import Request, audience
from wacat.web.charts.maps import Map, Value, outline_map, tile_map
from wacat.web.charts.scale import Scale
from wacat.web.charts.tiles import Place
from wacat.web.charts.units import Unit
from wacat.web.uploads import is_too_large

SHOWN = 30
# A preview has one colour: it is about borders, not about figures.
PLAIN = Scale(limits=(), unit=Unit.NAMES)


@audience("ADMINISTRATOR", "KASI")
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: Request) -> HttpResponse:
    """What the maps show now, what they showed before, and the place to drop a file."""
    if request.method != "POST":
        return _list(request)
    if request.visitor.role != "ADMINISTRATOR":
        return _list(request, trouble="Batas kelurahan diunggah oleh administrator.", status=403)
    file = request.FILES.get("berkas")
    if is_too_large(request):
        return _list(
            request, trouble=REFUSALS["TOO_LARGE"].format(limit=MOST_MEGABYTES), status=413
        )
    if not isinstance(file, UploadedFile):
        return _list(request, trouble="Pilih berkas yang akan diunggah.", status=422)
    try:
        kept = _receive(file, by=request.visitor.account_id)
    except CannotTakeOutlines as refusal:
        return _list(request, trouble=str(refusal), status=422)
    return HttpResponseRedirect(reverse("territory-outline", args=[kept.pk]))


def _receive(file: UploadedFile, *, by: int) -> OutlineSet:
    with tempfile.NamedTemporaryFile(suffix=".geojson") as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        name = file.name or "batas.geojson"
        return acts.receive(path=Path(copy.name), name=name, by=by, at=timezone.now())


@audience("ADMINISTRATOR", "KASI")
@require_safe
def show(request: Request, outlines_id: int) -> HttpResponse:
    """A set of outlines: what was found to be which kelurahan, and how the map would look."""
    return _page(request, get_outlines(outlines_id))


@audience("ADMINISTRATOR")
@require_POST
def use(request: Request, outlines_id: int) -> HttpResponse:
    """Let the maps show a set."""
    kept = get_outlines(outlines_id)
    try:
        acts.show(outlines_id=kept.pk, by=request.visitor.account_id, at=timezone.now())
    except acts.CannotChooseOutlines as refusal:
        return _page(request, kept, refused=str(refusal))
    messages.success(request, f"Peta sekarang memakai batas dari {kept.name}.")
    return HttpResponseRedirect(reverse("territory-outlines"))


@audience("ADMINISTRATOR")
@require_POST
def to_tiles(request: Request) -> HttpResponse:
    """Go back to the map of tiles, with a reason."""
    reason = request.POST.get("alasan", "")[:300]
    try:
        acts.back_to_tiles(reason=reason, by=request.visitor.account_id, at=timezone.now())
    except acts.CannotChooseOutlines as refusal:
        return _list(request, refused=str(refusal), reason=reason, status=422)
    messages.success(request, "Peta sekarang memakai ubin lagi. Batas yang dimuat tetap tersimpan.")
    return HttpResponseRedirect(reverse("territory-outlines"))


def get_outlines(outlines_id: int) -> OutlineSet:
    """A set of outlines.

    Raises:
        OutlineSet.DoesNotExist: there is none.
    """
    if outlines_id > 2**63 - 1:
        raise OutlineSet.DoesNotExist
    return queries.sets().get(pk=outlines_id)


def _list(
    request: Request, *, trouble: str = "", refused: str = "", reason: str = "", status: int = 200
) -> HttpResponse:
    places = _places()
    shown = queries.shown()
    choices = list(queries.choices()[:SHOWN])
    page = {
        "galat": trouble,
        "tolak": refused,
        "alasan": reason,
        "batas_mb": MOST_MEGABYTES,
        "peta": _maps(places, shown),
        "pakai_batas": shown is not None,
        "tanpa_batas": _without(places, shown.shapes) if shown else [],
        "riwayat": choices,
        "daftar": list(queries.sets().defer("features")[:SHOWN]),
        "kini": choices[0].outlines_id if choices else None,
        "boleh": request.visitor.role == "ADMINISTRATOR",
    }
    return render(request, "territory/peta.html", page, status=status)


def _page(request: Request, kept: OutlineSet, *, refused: str = "") -> HttpResponse:
    places = _places()
    names = {place.id: place.name for place in places}
    drawing = queries.drawing(kept.features)
    newest = queries.choices().first()
    page: dict[str, Any] = {
        "d": kept,
        "tolak": refused,
        "cocok": len(drawing.shapes.keys() & names.keys()),
        "semua": len(places),
        "tidak_cocok": [f for f in kept.features if not f["kelurahan_id"]],
        "tanpa_batas": _without(places, drawing.shapes),
        "pasangan": [
            (f["number"], f["said"], names.get(f["kelurahan_id"], "sudah ditutup"))
            for f in kept.features
            if f["kelurahan_id"]
        ],
        "peta": _maps(places, drawing),
        "dipakai": newest is not None and newest.outlines_id == kept.pk,
        "boleh": request.visitor.role == "ADMINISTRATOR",
    }
    return render(request, "territory/peta_rinci.html", page, status=409 if refused else 200)


def _places() -> list[Place]:
    """The kelurahan that stand today."""
    areas = list(
        Area.objects.filter(city=get_city(), level=Level.KELURAHAN, closed_on=None)
        .select_related("kecamatan")
        .order_by("id")
    )
    codes = codes_on(
        [area.pk for area in areas], system=CodeSystem.KEMENDAGRI, on=timezone.localdate()
    )
    places = [
        Place(
            id=area.pk,
            code=codes.get(area.pk, ""),
            name=area.name,
            kecamatan=area.kecamatan.name if area.kecamatan else "",
        )
        for area in areas
    ]
    return sorted(places, key=lambda place: place.code)


def _without(places: list[Place], shapes: Any) -> list[str]:
    return [place.name for place in places if place.id not in shapes]


def _maps(places: list[Place], outlines: Any) -> list[Map]:
    known = [
        Value(
            place=place,
            value=1,
            detail=f"Kecamatan {place.kecamatan}",
            href=reverse("territory-area", args=[place.id]),
        )
        for place in places
    ]
    if outlines is not None:
        return [outline_map(known, PLAIN, outlines, id="peta")]
    return [
        tile_map(known, PLAIN, columns=columns, across=across, id=name)
        for name, columns, across in (("peta-lebar", 6, 3), ("peta-sempit", 3, 3))
    ]
