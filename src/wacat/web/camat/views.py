"""The form behind a one-time link: kelurahan names and empty fields in, a receipt out, then it is dead."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wacat.accounts import camat_links, proposing
from wacat.accounts.camat_links import CannotUseLink, UnknownLink
from wacat.accounts.models import CamatLink
from wacat.accounts.proposal_checks import check_together, territory_of
from wacat.accounts.proposal_rows import FIELDS, Row, read
from wacat.areas.models import Area
from wacat.web.audience import ANYONE, audience
from wacat.web.proposals import fields
from wacat.web.proposals.words import number_of

PERSON = ("name", "phone", "email")


@audience(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, camat_token: str) -> HttpResponse:
    """The form of a kecamatan. Only the last POST uses the link up; a preview leaves it as it is."""
    at = timezone.now()
    try:
        if request.method == "POST":
            return _closed(_take(request, camat_token))
        link = camat_links.get(camat_token, at=at)
    except UnknownLink as refusal:
        return _closed(render(request, "camat/mati.html", {"kata": str(refusal)}, status=404))
    except CannotUseLink as refusal:
        return _closed(render(request, "camat/mati.html", {"kata": str(refusal)}, status=410))
    return _closed(_page(request, link))


def _take(request: HttpRequest, token: str) -> HttpResponse:
    at = timezone.now()
    with transaction.atomic():
        link = camat_links.get(token, at=at, lock=True)
        rows = _rows(request, link)
        filled = [row for _, row in rows if any(row.written[name] for name in PERSON)]
        if not filled:
            return _page(
                request, link, trouble="Isi paling sedikit satu Lurah, lalu kirim.", status=422
            )
        if any(row.faults for row in filled):
            return _page(request, link, rows=rows, status=422)
        proposal = proposing.begin(kind="LURAH", area=link.kecamatan, by=None, at=at, link=link)
        proposing.add_lines(proposal_id=proposal.pk, written=[row.written for row in filled], at=at)
        try:
            sent = proposing.submit(proposal_id=proposal.pk, by=None, at=at)
        except proposing.CannotPropose as refusal:
            transaction.set_rollback(True)
            return _page(request, link, rows=rows, trouble=str(refusal), status=409)
        camat_links.use(link, at=at)
    page = {
        "nomor": number_of(sent),
        "banyak": len(filled),
        "kecamatan": link.kecamatan.name,
        "at": at,
    }
    return render(request, "camat/terima_kasih.html", page)


def _rows(request: HttpRequest, link: CamatLink) -> list[tuple[Area, Row]]:
    """What was typed for each kelurahan, checked; kelurahan left empty have no faults."""
    within = territory_of(kind="LURAH", kelurahan=None, kecamatan=link.kecamatan)
    today = timezone.localdate()
    found = []
    for area in _places(within.places):
        written = {
            n: request.POST.get(f"{n}-{area.pk}", "").strip()[: fields.LONGEST] for n in FIELDS
        }
        found.append((area, read(written | {"place": area.name}, within=within, today=today)))
    filled = [row for _, row in found if any(row.written[name] for name in PERSON)]
    # nothing of anybody is shown here: who uses a number, or holds an office, stays untold
    check_together(filled, kind="LURAH", kelurahan_id=None, discreet=True)
    return found


def _places(places: Any) -> list[Area]:
    return sorted(set(places.values()), key=lambda area: area.name)


def _page(
    request: HttpRequest,
    link: CamatLink,
    *,
    rows: list[tuple[Area, Row]] | None = None,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    if rows is None:
        within = territory_of(kind="LURAH", kelurahan=None, kecamatan=link.kecamatan)
        rows = [(area, Row(fields.empty())) for area in _places(within.places)]
    shown = []
    errors = [("", trouble)] if trouble else []
    for area, row in rows:
        used = any(row.written[name] for name in PERSON)
        faults = fields.row_faults(row) if used else {}
        errors += [(f"medan-{n}-{area.pk}", f"{area.name}: {said}") for n, said in faults.items()]
        shown.append({"id": area.pk, "nama": area.name, "tulis": row.written, "galat": faults})
    page = {
        "kecamatan": link.kecamatan.name,
        "sampai": link.expires_at,
        "baris": shown,
        "galat": errors,
        "jenis": fields.KINDS,
    }
    return render(request, "camat/formulir.html", page, status=status)


def _closed(response: HttpResponse) -> HttpResponse:
    """The address is a secret: no cache keeps it, no link tells it."""
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
