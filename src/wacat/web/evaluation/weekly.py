"""The summaries of the weeks, as they were mailed on Monday."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wacat.areas.models import Area
from wacat.evaluation.models import WeeklySummary
from wacat.evaluation.weekly import WEEK
from wacat.web.audience import LEADERS, Request, audience

SHOWN = 26
LABELS = {
    "told": "Pemberitahuan baru",
    "answered": "Dijawab",
    "prompt": "Dijawab dalam 3 x 24 jam",
    "disputed": "Ada yang salah atau bukan warga",
    "claimed": "Koreksi diajukan",
    "settled": "Koreksi diputus",
    "late": "Menunggu jawaban lebih dari 3 x 24 jam",
    "overdue": "Koreksi lewat batas waktu",
}


@audience(*LEADERS)
@require_safe
def index(request: Request) -> HttpResponse:
    """The last half year of them, the newest first."""
    found = WeeklySummary.objects.order_by("-week")[:SHOWN]
    return render(
        request, "evaluation/mingguan.html", {"minggu": [(one, _last(one)) for one in found]}
    )


@audience(*LEADERS)
@require_safe
def show(request: Request, weekly_id: int) -> HttpResponse:
    """One week on one page."""
    one = WeeklySummary.objects.get(pk=weekly_id)
    now, before = one.figures["now"], one.figures["before"]
    page = {
        "satu": one,
        "akhir": _last(one),
        "baris": [
            (f"week_{name}", label, now[name], before[name], now[name] - before[name])
            for name, label in LABELS.items()
        ],
        "titik": _hot(one.figures),
    }
    return render(request, "evaluation/satu_minggu.html", page)


def _last(one: WeeklySummary) -> Any:
    return one.week + WEEK - WEEK / 7


def _hot(figures: dict[str, Any]) -> list[tuple[str, int]]:
    names = dict(
        Area.objects.filter(pk__in=[spot["area"] for spot in figures["hot"]]).values_list("pk", "name")
    )  # fmt: skip
    return [(names.get(spot["area"], "–"), spot["late"]) for spot in figures["hot"]]
