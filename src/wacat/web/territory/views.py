"""The city's areas as a tree or a list, and the page of one area with its history."""

from itertools import groupby
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wacat.areas.actions import BEGINNING
from wacat.areas.models import Area, Level
from wacat.areas.queries import acts_of, code_on, get_city
from wacat.territory import queries
from wacat.territory.carrying import place_of
from wacat.web.audience import Request, audience
from wacat.web.forms import whole_number
from wacat.web.territory.words import ACTS, state, story

PAGE = 50
SHELF_LABELS = {"semua": "Semua", "beku": "Beku", "ditutup": "Ditutup"}


@audience("ADMINISTRATOR", "KASI")
@require_safe
def index(request: Request) -> HttpResponse:
    """The tree of the city; with a search or a chip the areas that fit, as a list."""
    city = get_city()
    words = request.GET.get("cari", "").strip()[:80]
    shelf = request.GET.get("saring", "semua")
    shelf = shelf if shelf in queries.SHELVES else "semua"
    matching = {
        name: queries.found(city_id=city.pk, words=words, shelf=name) for name in queries.SHELVES
    }
    counts = {name: areas.filter(level=Level.RT).count() for name, areas in matching.items()}
    page = {
        "awal": BEGINNING,
        "kota": city.name,
        "cari": words,
        "rak": shelf,
        "saring": [
            (label, "?" + urlencode({"cari": words, "saring": name}), counts[name], name == shelf)
            for name, label in SHELF_LABELS.items()
        ],
        "boleh": request.visitor.role == "ADMINISTRATOR",
        "jumlah": counts[shelf],
    }
    if not words and shelf == "semua":
        page["pohon"] = [
            (name, list(lines))
            for name, lines in groupby(queries.tree(city.pk), key=lambda line: line.kecamatan)
        ]
        return render(request, "territory/wilayah.html", page)
    after = whole_number(request.GET.get("sesudah"))
    shown = list(matching[shelf].filter(id__gt=min(after, 2**31 - 1))[: PAGE + 1])
    more = (
        {"cari": words, "saring": shelf, "sesudah": shown[PAGE - 1].pk} if len(shown) > PAGE else {}
    )
    page["baris"] = [(area, place_of(area), state(area)) for area in shown[:PAGE]]
    page["lanjut"] = "?" + urlencode(more) if more else None
    return render(request, "territory/wilayah.html", page)


@audience("ADMINISTRATOR", "KASI")
@require_safe
def area(request: Request, area_id: int) -> HttpResponse:
    """One area: how it stands, its codes and names over time, its acts and its holders."""
    chosen = get_area(area_id)
    acts = list(acts_of(chosen)[:PAGE])
    concerned = {pk for act in acts if len(act.area_ids) <= PAGE for pk in act.area_ids}
    names = {
        each.pk: place_of(each)
        for each in Area.objects.filter(pk__in=concerned).select_related("kelurahan")
    }
    people = queries.names_of({act.by_id for act in acts if act.by_id})
    below = Area.objects.filter(parent=chosen).order_by("closed_on", "number", "id")
    may = request.visitor.role == "ADMINISTRATOR" and chosen.closed_on is None
    page = {
        "a": chosen,
        "awal": BEGINNING,
        "tempat": place_of(chosen),
        "keadaan": state(chosen),
        "kode": code_on(chosen, timezone.localdate()),
        "kode_kode": chosen.codes.order_by("system", "-valid"),
        "versi": chosen.versions.select_related("parent").order_by("-valid"),
        "catatan": [(act, story(act, names=names), people.get(act.by_id or 0)) for act in acts],
        "pemegang": queries.holders(chosen)[:PAGE],
        "bawah": [(each, state(each)) for each in below],
        "tindakan": _offered(chosen) if may else [],
        "penerus": place_of(chosen.successor) if chosen.successor else "",
    }
    return render(request, "territory/rinci.html", page)


def get_area(area_id: int) -> Area:
    """An area of this city.

    Raises:
        Area.DoesNotExist: there is none.
    """
    areas = Area.objects.select_related("kelurahan", "kecamatan", "parent", "successor__kelurahan")
    if area_id > 2**31 - 1:
        raise Area.DoesNotExist
    return areas.get(pk=area_id, city=get_city())


def _offered(area: Area) -> list[tuple[str, str, str]]:
    """Address, verb and icon of the acts that this area allows now."""
    hidden = {"aktif"} if area.frozen_on is None else {"beku", "gabung", "pecah-rt"}
    return [
        (name, verb, icon)
        for name, (_, verb, level, icon) in ACTS.items()
        if level == area.level and name not in hidden
    ]
