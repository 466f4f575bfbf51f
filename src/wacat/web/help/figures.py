"""What every figure means, for everybody who reads one (Pasal 2(2)c)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wacat.values.indicators.catalogue import GROUPS
from wacat.web.audience import Request, audience
from wacat.web.help.offices import EVERYBODY, shell_of


@audience(*EVERYBODY)
@require_safe
def index(request: Request) -> HttpResponse:
    """All definitions, group by group; no figures."""
    page = {"kerangka": shell_of(request.visitor.role), "kelompok": GROUPS}
    return render(request, "help/angka.html", page)
