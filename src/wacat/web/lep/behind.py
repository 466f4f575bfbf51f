"""The list behind a figure of a LEP: records for staff, masked notices for Ketua RT and Lurah."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wacat.areas.models import Area
from wacat.audit.actions import reading
from wacat.records.queries import named
from wacat.reports import behind
from wacat.reports.behind import ANSWERS, DECISIONS, PARTS, Figure
from wacat.reports.figures import SEX_LABELS
from wacat.values.citizenship import LABELS
from wacat.values.kinds import kind_label
from wacat.web.audience import STAFF, Request, audience
from wacat.web.forms import whole_number
from wacat.web.lep.periods import chosen_period
from wacat.web.lep.views import TERRITORIAL, get_area

PAGE = 50
LONGEST_NAME = 80
ANSWER_LABELS = {
    "CONFIRMED": "Benar",
    "CORRECTED": "Ada yang salah",
    "NOT_MINE": "Bukan warga saya",
}


@audience(*TERRITORIAL, *STAFF)
@require_safe
def index(request: Request, code: str) -> HttpResponse:
    """Whom a figure counts, one line each, with search and pages."""
    period = chosen_period(request)
    area = get_area(code, period=period, visitor=request.visitor)
    figure = _figure(request, area)
    name = request.GET.get("cari", "").strip()[:LONGEST_NAME]
    quiet = request.visitor.role in TERRITORIAL
    told = quiet or figure.part in ANSWERS or figure.part in DECISIONS
    found: Any = behind.notices(figure) if told else behind.records(figure)
    found = _named(found, name, told=told)
    count = found.count()
    if before := whole_number(request.GET.get("sebelum")):
        found = found.filter(pk__lt=before)
    shown = list(found.select_related("rt")[: PAGE + 1])
    reading(of="notice" if told else "service_record", ids=[one.pk for one in shown[:PAGE]],
            page=request.path)  # fmt: skip
    here = request.GET.copy()
    here.pop("sebelum", None)
    page = {
        "shell": "phone.html" if quiet else "desk.html",
        "judul_angka": _title(figure),
        "words": period.words,
        "tempat": area,
        "kembali": f"/lep/{code}/?{urlencode({'periode': period.key})}",
        "jumlah": count,
        "baris": [_line(one, told=told, role=request.visitor.role) for one in shown[:PAGE]],
        "cari": name,
        "alamat": request.path,
        "tersembunyi": {k: v for k, v in here.items() if k != "cari"},
        "dikunci": behind.lock_of(figure),
        "tanggapan": told,
        "lanjut": f"?{here.urlencode()}&sebelum={shown[PAGE - 1].pk}"
        if len(shown) > PAGE
        else None,
    }
    return render(request, "lep/daftar.html", page)


def _named(found: Any, name: str, *, told: bool) -> Any:
    if not name:
        return found
    return named(found, name) if told else found.filter(name__icontains=name)


def _figure(request: Request, area: Area) -> Figure:
    part, kind = request.GET.get("bagian", ""), request.GET.get("jenis", "")
    sex, citizenship = request.GET.get("jk"), request.GET.get("wn")
    quiet = request.visitor.role in TERRITORIAL
    kinds = behind.kind_choices(neutral=quiet)
    return Figure(
        area=area, period=chosen_period(request), part=part if part in PARTS else "served",
        kind=kind if kind in kinds else "", sex=sex if sex in SEX_LABELS else None,
        citizenship=citizenship if citizenship in LABELS and not quiet else None,
        late=request.GET.get("susulan") == "1",
    )  # fmt: skip


def _title(figure: Figure) -> str:
    words = [PARTS[figure.part]]
    if figure.kind:
        words = [kind_label(figure.kind)]
    if figure.sex is not None:
        words.append(SEX_LABELS[figure.sex].lower())
    if figure.citizenship is not None:
        words.append(LABELS[figure.citizenship])
    return ", ".join(words) + (" (susulan)" if figure.late else "")


def _line(one: Any, *, told: bool, role: str) -> dict[str, Any]:
    base = {"KETUA_RT": "/rt/pemberitahuan/", "LURAH": "/lurah/pemberitahuan/"}.get(role)
    return {
        "nama": one.name or "–",
        "jenis": kind_label(one.kind),
        "nik": one.nik_masked if told else "",
        "pada": one.served_on,
        "rt": one.rt.name,
        "jawaban": ANSWER_LABELS.get(one.answer, "Belum dijawab") if told else "",
        "url": f"{base}{one.pk}/" if base else None,
    }
