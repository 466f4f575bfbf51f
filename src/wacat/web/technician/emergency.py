"""Akses darurat: the technician opens resident data with a reason, reads, and closes it (Pasal 9)."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wacat.accounts import breakglass, settings
from wacat.accounts.models import BreakGlass, SettingName
from wacat.accounts.models.breakglass import SHORTEST_REASON
from wacat.areas.models import Area, Level
from wacat.audit.actions import reading
from wacat.records.models import Notice
from wacat.web.audience import Request, audience
from wacat.web.forms import whole_number
from wacat.web.notices import words

HOME = "/teknis/darurat/"
PAGE = 20
STEPS = (15, 30, 60, 90, 120)


@audience("TEKNIS")
def index(request: Request) -> HttpResponse:
    """What it is, the form, and one's own earlier openings."""
    now = timezone.now()
    typed = {"alasan": "", "wilayah": "", "rt": "", "menit": "30", "galat": ""}
    if request.method == "POST":
        typed |= {name: request.POST.get(name, "")[:600] for name in typed if name != "galat"}
        try:
            glass = breakglass.open_glass(
                area_id=_area_of(typed),
                reason=typed["alasan"],
                minutes=whole_number(typed["menit"]),
                by=request.visitor,
                at=now,
            )
        except breakglass.CannotBreakGlass as refusal:
            typed["galat"] = str(refusal)
            return render(
                request, "technician/darurat.html", _page(request, typed, now), status=422
            )
        return HttpResponseRedirect(f"{HOME}{glass.pk}/")
    return render(request, "technician/darurat.html", _page(request, typed, now))


@audience("TEKNIS")
@require_safe
def search(request: Request, glass_id: int) -> HttpResponse:
    """Read what lies in the opened area while it is open: notices, their NIK masked."""
    now = timezone.now()
    glass = BreakGlass.objects.select_related("area__kelurahan").get(
        pk=glass_id, account_id=request.visitor.account_id
    )
    page: dict[str, Any] = {
        "darurat": glass,
        "kata": words,
        "cari": "",
        "baris": [],
        "lanjut": None,
    }
    if not breakglass.is_live(glass, at=now):
        return render(request, "technician/darurat_selesai.html", page)
    wanted = request.GET.get("cari", "").replace("\0", "").strip()[:60]
    before = whole_number(request.GET.get("sebelum"))
    found = _found(glass, words=wanted, before=before)
    reading(
        of="notice",
        ids=[notice.pk for notice in found[:PAGE]],
        page=request.path,
        break_glass=glass.pk,
    )
    page |= {
        "cari": wanted,
        "baris": found[:PAGE],
        "lanjut": f"?{_more(wanted, found[PAGE - 1].pk)}" if len(found) > PAGE else None,
        "sisa_menit": max(1, int((glass.granted.upper - now).total_seconds() // 60)),
    }
    return render(request, "technician/darurat_baca.html", page)


@audience("TEKNIS")
@require_POST
def end(request: Request, glass_id: int) -> HttpResponse:
    """The technician has done his work."""
    breakglass.end_glass(glass_id=glass_id, by=request.visitor, at=timezone.now())
    return HttpResponseRedirect(HOME)


def _found(glass: BreakGlass, *, words: str, before: int) -> list[Notice]:
    column = {Level.RT: "rt_id", Level.KELURAHAN: "kelurahan_id", Level.CITY: "city_id"}
    notices = Notice.objects.select_related("rt", "kelurahan").order_by("-id")
    notices = notices.filter(**{column[Level(glass.area.level)]: glass.area_id})
    if words.isdigit():
        notices = notices.filter(pk=whole_number(words))
    elif words:
        notices = notices.filter(name__icontains=words)
    if before:
        notices = notices.filter(pk__lt=before)
    return list(notices[: PAGE + 1])


def _more(words: str, before: int) -> str:
    return f"cari={words}&sebelum={before}" if words else f"sebelum={before}"


def _area_of(typed: dict[str, str]) -> int:
    """The area that was chosen: an RT by its number inside the chosen kelurahan, or the area itself."""
    area_id = min(whole_number(typed["wilayah"]), 2**31 - 1)
    number = whole_number(typed["rt"].upper().removeprefix("RT").strip())
    if not typed["rt"].strip():
        return area_id
    rt = Area.objects.filter(
        parent_id=area_id, level=Level.RT, number=min(number, 32_000), closed_on=None
    ).first()
    if rt is None:
        raise breakglass.CannotBreakGlass(
            "RT ini tidak ada di wilayah yang dipilih. Pilih kelurahannya, lalu tulis nomor RT."
        )
    return rt.pk


def _page(request: HttpRequest, typed: dict[str, str], now: datetime) -> dict[str, Any]:
    most = settings.get(SettingName.BREAK_GLASS_MINUTES)
    areas = Area.objects.filter(level__in=[Level.CITY, Level.KELURAHAN], closed_on=None)
    places = sorted(areas, key=lambda area: (area.level != Level.CITY, area.name))
    return {
        "isi": typed,
        "kini": now,
        "wilayah": [("", "Pilih wilayah")]
        + [
            (a.pk, f"Seluruh {a.name}" if a.level == Level.CITY else f"Kelurahan {a.name}")
            for a in places
        ],
        "lama": [(str(m), f"{m} menit") for m in STEPS if m <= most]
        or [(str(most), f"{most} menit")],
        "terpendek": SHORTEST_REASON,
        "baris": list(breakglass.openings()[:20]),
    }
