"""Matriks akses: who may do what, how far; and what an office sees, with invented rows."""

from functools import cache
from typing import Any, cast

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe
from jinja2 import ChainableUndefined, Environment

from wacat.accounts.models import Office
from wacat.accounts.permissions import GROUPS, ROLES, TABLE, Scope, of_role
from wacat.values.tanggal import tanggal
from wacat.web.administrator.lifeless import lifeless
from wacat.web.administrator.samples import page_of
from wacat.web.audience import Request, audience
from wacat.web.downloads import printable

READERS = ("ADMINISTRATOR", "KASI", "TEKNIS")


@audience(*READERS)
@require_safe
def index(request: Request) -> HttpResponse:
    """The one table, as it stands in the code."""
    page: dict[str, Any] = {
        "bagian": [(group, [p for p in TABLE if p.group == group]) for group in GROUPS],
        "peran": [(role.value, str(role.label)) for role in ROLES],
        "tidak": Scope.NONE,
    }
    return render(request, "administrator/akses.html", page)


@audience(*READERS)
@require_safe
def download(request: Request) -> HttpResponse:
    """The same table as a workbook."""
    day = timezone.localdate()
    rows = [
        [p.label, p.group, f"Pasal {p.source}", *(p.scope_of(role).value for role in ROLES)]
        for p in TABLE
    ]
    return printable(
        title="Matriks akses",
        heading=["Matriks akses WaCAT", f"Keadaan {tanggal(day)}"],
        head=["Tindakan", "Bagian", "Dasar", *(str(role.label) for role in ROLES)],
        rows=rows,
        name=f"matriks-akses-{day.isoformat()}.xlsx",
        at=timezone.now(),
    )


@audience(*READERS)
@require_safe
def preview(request: Request, office: str) -> HttpResponse:
    """Lihat sebagai: the office's navigation and front page with invented rows, nothing to press.

    No context of that office is opened: the page is made of samples alone.
    """
    if office not in [role.value for role in ROLES]:
        raise Http404
    template, sample = page_of(office)
    label = str(Office(office).label)
    banner = render_to_string(
        "administrator/_lihat_sebagai.html", {"jabatan": label, "izin": of_role(office)}
    )
    return HttpResponse(lifeless(_lenient().get_template(template).render(sample), banner=banner))


@cache
def _lenient() -> Environment:
    """The templates, blank where a sample invents nothing; a real page would be a fault there."""
    engine = cast(Any, engines["jinja2"])
    return cast(Environment, engine.env.overlay(undefined=ChainableUndefined))
