"""Proposals by letter, recorded at the desk; and the one-time links for Camat (Pasal 5(1)a)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wacat.accounts import camat_links, proposing, scans
from wacat.accounts.models import CamatLink, Proposal
from wacat.accounts.proposal_checks import holders_of
from wacat.accounts.proposing import Letter
from wacat.areas.models import Area, Level
from wacat.values.refusal import Refusal
from wacat.values.tanggal import CannotReadDate, read_date
from wacat.web.administrator.proposals import address, at_desk
from wacat.web.audience import Request, audience
from wacat.web.forms import whole_number
from wacat.web.proposals import fields, lists

DAYS = (3, 7, 14)


@audience("ADMINISTRATOR", "KASI")
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: Request) -> HttpResponse:
    """Record a letter: who wrote, number, date, scan, and its list as a file, pasted, or keyed in later."""
    errors: dict[str, str] = {}
    if request.method == "POST":
        done = _record(request, errors)
        if done is not None:
            return HttpResponseRedirect(address(done.pk))
    kecamatan = Area.objects.filter(level=Level.KECAMATAN, closed_on=None).order_by("name")
    kelurahan = Area.objects.filter(level=Level.KELURAHAN, closed_on=None).order_by("name")
    page = {
        "galat": errors,
        "ringkasan": [(f"medan-{name}", text) for name, text in errors.items()],
        "tulis": {n: request.POST.get(n, "") for n in ("wilayah", "nomor", "tanggal", "tempel")},
        "wilayah": [("", "Pilih")]
        + [(str(a.pk), f"Camat {a.name}: daftar Lurah") for a in kecamatan]
        + [(str(a.pk), f"Lurah {a.name}: daftar Ketua RT") for a in kelurahan],
    }
    return render(request, "administrator/usulan_surat.html", page, status=422 if errors else 200)


def _record(request: Request, errors: dict[str, str]) -> Proposal | None:
    area = Area.objects.filter(
        pk=min(whole_number(request.POST.get("wilayah")), 2**31 - 1), closed_on=None,
        level__in=[Level.KECAMATAN, Level.KELURAHAN],
    ).first()  # fmt: skip
    number = " ".join(request.POST.get("nomor", "").split())[:60]
    if area is None:
        errors["wilayah"] = "Pilih surat ini dari siapa."
    if not number:
        errors["nomor"] = "Isi nomor suratnya."
    day = None
    try:
        day = read_date(request.POST.get("tanggal", ""))
        if day > timezone.localdate():
            errors["tanggal"] = "Tanggal surat belum terjadi. Periksa tahunnya."
    except CannotReadDate as error:
        errors["tanggal"] = str(error)
    kind = "LURAH" if area is not None and area.level == Level.KECAMATAN else "KETUA_RT"
    lines: list[dict[str, str]] = []
    scan = ""
    try:
        if request.FILES.get("berkas") or request.POST.get("tempel", "").strip():
            lines = lists.lines_in(request, kind=kind)
        file: Any = request.FILES.get("pindaian")
        if file is not None and not errors:
            scan = scans.keep(scans.clean(file))
    except Refusal as refusal:
        errors["pindaian" if isinstance(refusal, scans.CannotUseScan) else "berkas"] = str(refusal)
    if errors or area is None or day is None:
        return None
    at = timezone.now()
    made = proposing.begin(
        kind=kind, area=area, by=request.visitor.account_id, at=at, letter=Letter(number, day, scan)
    )
    if lines:
        proposing.add_lines(proposal_id=made.pk, written=lines, at=at)
    return made


@audience("ADMINISTRATOR", "KASI")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request, proposal_id: int) -> HttpResponse:
    """Key in one more line of a letter."""
    return _line(request, _recorded(proposal_id), line_id=None)


@audience("ADMINISTRATOR", "KASI")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, proposal_id: int, line_id: int) -> HttpResponse:
    """Mend one line of a letter."""
    proposal = _recorded(proposal_id)
    return _line(request, proposal, line_id=proposal.lines.get(pk=line_id).pk)


@audience("ADMINISTRATOR", "KASI")
@require_POST
def remove(request: Request, proposal_id: int, line_id: int) -> HttpResponse:
    """Take a line out of a recorded letter."""
    line = _recorded(proposal_id).lines.get(pk=line_id)
    proposing.remove_line(line_id=line.pk, at=timezone.now())
    messages.info(request, f"Baris {line.number} dihapus dari usulan.")
    return HttpResponseRedirect(address(proposal_id))


def _recorded(proposal_id: int) -> Proposal:
    proposal = at_desk(proposal_id)
    if proposal.via != "LETTER":
        raise Proposal.DoesNotExist
    return proposal


def _line(request: Request, proposal: Proposal, *, line_id: int | None) -> HttpResponse:
    line = proposal.lines.get(pk=line_id) if line_id else None
    written: Mapping[str, str] = proposing.written_of(line) if line else fields.empty()
    faults = fields.faults_of(line.faults) if line else {}
    trouble, status = "", 200
    if request.method == "POST":
        written, at = fields.written_in(request), timezone.now()
        try:
            if line is not None:
                line = proposing.change_line(line_id=line.pk, written=written, at=at)
            else:
                (line,) = proposing.add_lines(proposal_id=proposal.pk, written=[written], at=at)
        except proposing.CannotPropose as refusal:
            trouble, status = str(refusal), 409
        else:
            if not line.faults:
                return HttpResponseRedirect(address(proposal.pk))
            faults, status = fields.faults_of(line.faults), 422
            if line_id is None:  # it is kept with its faults; mend it there
                return HttpResponseRedirect(reverse("proposal-line", args=[proposal.pk, line.pk]))
    within = proposing.territory(proposal)
    holders = holders_of(proposal.kind, [area.pk for area in within.places.values()])
    place = within.find(written.get("place", ""))
    page = {
        "u": proposal,
        "tulis": dict(written) | ({"place": fields.place_text(place)} if place else {}),
        "galat": faults,
        "ringkasan": [("", trouble)] if trouble else fields.summary(faults),
        "tempat": fields.choices(within, holders=holders),
        "label_tempat": "RT" if proposal.kind == "KETUA_RT" else "Kelurahan",
        "jenis": fields.KINDS,
        "buka_sk": any(written.get(n) for n in ("kind", "decree_number", "decree_on", "until_on")),
        "kembali": address(proposal.pk),
    }
    return render(request, "administrator/usulan_baris.html", page, status=status)


@audience("ADMINISTRATOR")
@require_http_methods(["GET", "HEAD", "POST"])
def links(request: Request) -> HttpResponse:
    """One-time links for Camat: make one (its address is shown this once), and what became of the others."""
    made: dict[str, Any] | None = None
    trouble = ""
    if request.method == "POST":
        area = Area.objects.filter(
            pk=min(whole_number(request.POST.get("kecamatan")), 2**31 - 1), level=Level.KECAMATAN
        ).first()
        days = whole_number(request.POST.get("hari"))
        if area is None or days not in DAYS:
            trouble = "Pilih kecamatan dan masa berlaku tautannya."
        else:
            at = timezone.now()
            token = camat_links.make(
                kecamatan=area, lasts=timedelta(days=days), by=request.visitor.account_id, at=at
            )
            url = f"{settings.WACAT_URL}/camat/{token}/"
            made = {"kecamatan": area.name, "alamat": url, "sampai": at + timedelta(days=days)}
    kecamatan = Area.objects.filter(level=Level.KECAMATAN, closed_on=None).order_by("name")
    known = CamatLink.objects.select_related("kecamatan", "made_by__person").order_by("-id")[:50]
    page = {
        "baru": made,
        "galat": trouble,
        "kecamatan": [("", "Pilih"), *((str(a.pk), a.name) for a in kecamatan)],
        "hari": [(str(n), f"{n} hari") for n in DAYS],
        "tautan": [(link, camat_links.state_of(link, at=timezone.now())) for link in known],
    }
    response = render(
        request, "administrator/tautan_camat.html", page, status=422 if trouble else 200
    )
    response["Cache-Control"] = "private, no-store"
    return response


@audience("ADMINISTRATOR")
@require_POST
def cancel_link(request: Request, link_id: int) -> HttpResponse:
    """Let a link that has not been used die at once; another can be made."""
    camat_links.cancel(link_id=link_id, at=timezone.now())
    messages.success(request, "Tautan dibatalkan. Tautan baru dapat dibuat kapan saja.")
    return HttpResponseRedirect(reverse("camat-links"))
