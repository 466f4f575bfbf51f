"""Consistency for those who answer for it, and for the Lurah in his own kelurahan; counts only."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wacat.audit.actions import note
from wacat.evaluation.consistency import queries
from wacat.evaluation.consistency.elements import ELEMENTS
from wacat.evaluation.consistency.queries import UNKNOWN_SOURCE
from wacat.reports.period import months_back, written
from wacat.values.intervals import SMALL
from wacat.values.tanggal import bulan_tahun
from wacat.web.audience import LEADERS, Request, audience
from wacat.web.consistency import lines, workbook
from wacat.web.consistency.asking import LENGTHS, Question, months_offered, read

READERS = ("LURAH", "ADMINISTRATOR", "KASI", *LEADERS)
TREND = 12


@audience(*READERS)
@require_safe
def index(request: Request) -> HttpResponse:
    """Rates by element, area and source with their intervals, and twelve months of them."""
    question = read(request, visitor=request.visitor)
    page = _frame(request, question) | {
        "unsur": [] if question.element else lines.elements(question),
        "wilayah": lines.areas(question) if question.area.level != "RT" else [],
        "tingkat": lines.LEVELS[question.area.level],
        "sumber": lines.sources(question),
        "tren": lines.trend(question, months=months_back(question.last, count=TREND)),
        "naik": _above(request, question),
    }
    return render(request, "consistency/tingkat.html", page)


@audience(*READERS)
@require_safe
def why(request: Request) -> HttpResponse:
    """Why the rate changed: what each element, area or source contributed, summing to the change."""
    question = read(request, visitor=request.visitor)
    offered = {key: word for key, word in lines.BY.items() if _can_be_split(question, key)}
    wanted = request.GET.get("menurut", "")
    by = wanted if wanted in offered else next(iter(offered))
    page = _frame(request, question) | {
        "menurut": by,
        "pilihan": [
            (word, question.address(menurut=key), None, key == by) for key, word in offered.items()
        ],
        "bagian": lines.parts(question, by=by),
        "kepala": lines.LEVELS[question.area.level] if by == "wilayah" else lines.BY[by],
    }
    return render(request, "consistency/mengapa.html", page)


@audience(*READERS)
@require_safe
def download(request: Request) -> HttpResponse:
    """What the page shows under its filters, as a workbook; giving it out is told to the trail."""
    question = read(request, visitor=request.visitor)
    made = workbook.make(question, at=timezone.now())
    note(
        act="export", of="consistency", ids=[question.area.pk], until=written(question.last),
        months=question.length,
    )  # fmt: skip
    response = HttpResponse(made, content_type=workbook.MEDIA_TYPE)
    name = workbook.file_name(question)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _frame(request: Request, question: Question) -> dict[str, object]:
    quiet = request.visitor.role == "LURAH"
    now = queries.whole(question.asked(question.months))
    before = queries.whole(question.asked(question.before))
    known = queries.sources(question.place, months=months_back(question.last, count=2 * TREND))
    return {
        "shell": "phone.html" if quiet else "desk.html",
        "q": question,
        "kini": now,
        "lalu": before,
        "masa": _span(question.months),
        "masa_lalu": _span(question.before),
        "bulan": months_offered(question.last),
        "lama": list(LENGTHS.items()),
        "sumber_pilihan": [(name, name or UNKNOWN_SOURCE) for name in known],
        "unsur_pilihan": list(ELEMENTS.items()),
        "disaring": bool(question.element) or question.source is not None,
        "kecil": SMALL,
    }


def _span(months: list[date]) -> str:
    first, last = bulan_tahun(months[0]), bulan_tahun(months[-1])
    return first if first == last else f"{first} sampai {last}"


def _above(request: Request, question: Question) -> tuple[str, str] | None:
    """Name and address of the area one level up, where the visitor reaches it."""
    parent = question.area.parent
    if parent is None or question.area.pk == request.visitor.kelurahan_id:
        return None
    code = question.code.rpartition(".")[0]
    return parent.name, question.address(wilayah=code if parent.level != "CITY" else "")


def _can_be_split(question: Question, by: str) -> bool:
    if by == "unsur":
        return not question.element
    if by == "sumber":
        return question.source is None
    return question.area.level != "RT"
