"""Laporan berkala: the Lurah says of each Ketua RT whether he is still right (Pasal 5(3)b)."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from wacat.accounts import attested, attesting
from wacat.accounts.attested import Line
from wacat.accounts.models import Attestation, Verdict
from wacat.areas.models import Area, Level
from wacat.values.phone import masked
from wacat.web.audience import Request, audience
from wacat.web.forms import whole_number

HOME = "/lurah/laporan-berkala/"
CHIPS = {"belum": "Belum dijawab", "semua": "Semua", "berubah": "Ada perubahan"}


@audience("LURAH")
@require_safe
def index(request: Request) -> HttpResponse:
    """The list of the round: one answer an RT, each kept at once."""
    kelurahan_id = _kelurahan(request)
    attestation = attesting.find_running(kelurahan_id)
    past = Attestation.objects.filter(kelurahan_id=kelurahan_id).order_by("-period_on")
    page: dict[str, Any] = {
        "samar": masked,
        "past": past.exclude(pk=attestation.pk if attestation else 0)[:6],
    }
    if attestation is None:
        return render(request, "lurah/laporan_kosong.html", page)
    lines = attested.lines(attestation_id=attestation.pk, kelurahan_id=kelurahan_id)
    kept = {
        "semua": lines,
        "belum": [line for line in lines if not line.verdict],
        "berubah": [line for line in lines if line.needs_act],
    }
    chosen = request.GET.get("saring", "")
    if chosen not in CHIPS:
        # who comes back goes on with what is left
        chosen = "belum" if 0 < len(kept["belum"]) < len(lines) else "semua"
    number = whole_number(request.GET.get("rt", "").upper().removeprefix("RT").strip())
    page |= {
        **_summary(attestation, lines),
        "lines": [line for line in kept[chosen] if not number or line.number == number],
        "chips": [
            (label, f"{HOME}?saring={code}", len(kept[code]), code == chosen)
            for code, label in CHIPS.items()
        ],
        "chosen": chosen,
        "number": f"{number:03d}" if number else "",
    }
    return render(request, "lurah/laporan_berkala.html", page)


@audience("LURAH")
@require_POST
def answer(request: Request, area_id: int) -> HttpResponse:
    """Keep one answer, or take it back; the strip that takes the card's place, or the way back."""
    area = _get_area(request, area_id)
    verdict = request.POST.get("jawaban", "")
    note = request.POST.get("catatan", "")
    by_htmx = request.headers.get("HX-Request") == "true"
    try:
        attesting.answer(
            area_id=area.pk,
            appointment_id=whole_number(request.POST.get("pemegang")) or None,
            verdict=verdict,
            note=note,
            by=request.visitor,
            at=timezone.now(),
        )
    except attesting.CannotAttest as refusal:
        if verdict == Verdict.NUMBER:
            return _number_page(request, area, note=note, problem=str(refusal), status=422)
        if not by_htmx:
            raise
        return _card(request, area, problem=str(refusal), status=409)
    if by_htmx:
        return _card(request, area)
    place = _next_after(request, area) if verdict else area.pk
    return HttpResponseRedirect(f"{HOME}?saring=semua#rt-{place}")


@audience("LURAH")
@require_safe
def number(request: Request, area_id: int) -> HttpResponse:
    """Where the Lurah writes the new number of a head."""
    return _number_page(request, _get_area(request, area_id))


@audience("LURAH")
def rest(request: Request) -> HttpResponse:
    """All that is left is still right: first the list of whom that concerns, then one button."""
    kelurahan_id = _kelurahan(request)
    if request.method == "POST":
        seen = [_pair(text) for text in request.POST.getlist("rt")]
        count = attesting.answer_rest(
            seen=[pair for pair in seen if pair], by=request.visitor, at=timezone.now()
        )
        messages.success(request, f"{count} RT tercatat tidak berubah.")
        return HttpResponseRedirect(HOME)
    attestation = attesting.find_running(kelurahan_id)
    if attestation is None:
        return HttpResponseRedirect(HOME)
    lines = attested.lines(attestation_id=attestation.pk, kelurahan_id=kelurahan_id)
    left = [line for line in lines if not line.verdict]
    if not left:
        return HttpResponseRedirect(HOME)
    page = {
        "headed": [line for line in left if line.appointment_id],
        "vacant": [line for line in left if not line.appointment_id],
        "left": left,
    }
    return render(request, "lurah/laporan_sisanya.html", page)


def calm_line(kelurahan_id: int) -> dict[str, Any] | None:
    """What the Lurah's front page says of an unfinished round, or None."""
    attestation = attesting.find_running(kelurahan_id)
    if attestation is None or attestation.finished_at is not None:
        return None
    found = attested.get_round(attestation)
    today = timezone.localdate()
    return {"round": found, "late": found.days_late(today=today)}


def _summary(attestation: Attestation, lines: list[Line]) -> dict[str, Any]:
    today: date = timezone.localdate()
    return {
        "attestation": attestation,
        "done": sum(1 for line in lines if line.verdict),
        "total": len(lines),
        "acts": sum(1 for line in lines if line.needs_act),
        "late": 0 if attestation.finished_at else max(0, (today - attestation.due_on).days),
    }


def _card(request: Request, area: Area, *, problem: str = "", status: int = 200) -> HttpResponse:
    attestation = attesting.find_running(_kelurahan(request))
    if attestation is None:
        raise attesting.CannotAttest("Laporan berkala ini sudah ditutup.")
    lines = attested.lines(attestation_id=attestation.pk, kelurahan_id=_kelurahan(request))
    page = {
        **_summary(attestation, lines),
        "line": next(line for line in lines if line.area_id == area.pk),
        "samar": masked,
        "problem": problem,
    }
    response = render(request, "lurah/laporan_jawaban.html", page, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _number_page(
    request: Request, area: Area, *, note: str = "", problem: str = "", status: int = 200
) -> HttpResponse:
    attestation = attesting.find_running(_kelurahan(request))
    if attestation is None:
        raise attesting.CannotAttest("Saat ini tidak ada laporan berkala yang harus diisi.")
    found = attested.lines(
        attestation_id=attestation.pk, kelurahan_id=_kelurahan(request), area_id=area.pk
    )
    if not found or found[0].appointment_id is None:
        raise attesting.CannotAttest(
            "RT ini tercatat kosong, sehingga tidak ada nomor yang berubah."
        )
    page = {"line": found[0], "note": note, "problem": problem}
    response = render(request, "lurah/laporan_nomor.html", page, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _get_area(request: Request, area_id: int) -> Area:
    return Area.objects.get(
        pk=area_id, level=Level.RT, parent_id=_kelurahan(request), closed_on=None, frozen_on=None
    )


def _next_after(request: Request, area: Area) -> int:
    """The next RT without an answer, where a page without JavaScript goes on."""
    attestation = attesting.find_running(_kelurahan(request))
    if attestation is None:
        return area.pk
    lines = attested.lines(attestation_id=attestation.pk, kelurahan_id=_kelurahan(request))
    left = [line for line in lines if not line.verdict]
    later = [line.area_id for line in left if line.number > (area.number or 0)]
    return (later or [line.area_id for line in left] or [area.pk])[0]


def _pair(text: str) -> tuple[int, int | None] | None:
    area, _, appointment = text.partition("-")
    area_id = whole_number(area)
    return (area_id, whole_number(appointment) or None) if 0 < area_id < 2**31 else None


def _kelurahan(request: Request) -> int:
    if request.visitor.kelurahan_id is None:
        raise LookupError("a Lurah has a kelurahan")
    return request.visitor.kelurahan_id
