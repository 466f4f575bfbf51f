"""Writing a proposal: one RT in a form with checks as one types, or fifty as a list."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wacat.accounts import proposing
from wacat.accounts.models import Proposal
from wacat.accounts.proposal_checks import (
    check_together,
    holders_of,
    known_person,
    look_around,
    territory_of,
)
from wacat.accounts.proposal_rows import FIELDS, Row, read
from wacat.accounts.proposal_states import LineState
from wacat.values.phone import telepon
from wacat.web.audience import Request, audience
from wacat.web.downloads import attachment
from wacat.web.lurah.proposals import address, own, own_kelurahan, own_line
from wacat.web.proposals import fields, lists
from wacat.web.proposals.words import number_of


@audience("LURAH")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Propose the head of one RT, and send it."""
    if request.method != "POST":
        written = fields.empty() | {"place": request.GET.get("rt", "")[:3]}
        return _form(request, written=written)
    written = fields.written_in(request)
    now = timezone.now()
    row = _understand(request, written)
    if row.faults:
        return _form(request, written=written, faults=fields.row_faults(row), status=422)
    proposal = proposing.begin(
        kind="KETUA_RT", area=own_kelurahan(request), by=request.visitor.account_id, at=now
    )
    proposing.add_lines(proposal_id=proposal.pk, written=[written], at=now)
    proposing.submit(proposal_id=proposal.pk, by=request.visitor.account_id, at=now)
    messages.success(request, f"Usulan {number_of(proposal)} terkirim ke Disdukcapil.")
    return HttpResponseRedirect(address(proposal.pk))


@audience("LURAH")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, proposal_id: int, line_id: int) -> HttpResponse:
    """Mend one line of a proposal that is not with the office."""
    line = own_line(request, proposal_id, line_id)
    if request.method != "POST":
        written = proposing.written_of(line)
        faults = fields.faults_of(line.faults)
        return _form(
            request, written=written, faults=faults, line_id=line.pk, of=own(request, proposal_id)
        )
    written = fields.written_in(request)
    try:
        changed = proposing.change_line(line_id=line.pk, written=written, at=timezone.now())
    except proposing.CannotPropose as refusal:
        return _form(
            request,
            written=written,
            line_id=line.pk,
            of=own(request, proposal_id),
            trouble=str(refusal),
            status=409,
        )
    if changed.faults:  # it is kept as it was typed, faults and all
        return _form(
            request,
            written=proposing.written_of(changed),
            faults=fields.faults_of(changed.faults),
            line_id=line.pk,
            of=own(request, proposal_id),
            status=422,
        )
    messages.success(request, "Baris tersimpan. Kirim usulannya bila semua sudah benar.")
    return HttpResponseRedirect(address(proposal_id))


@audience("LURAH")
@require_POST
def check(request: Request, field: str) -> HttpResponse:
    """What is wrong with one field, or how it was understood; asked while the form is filled in."""
    if field not in FIELDS:
        raise Proposal.DoesNotExist
    row = _understand(request, fields.written_in(request))
    wrong = next((fault for fault in row.faults if fault.field == field), None)
    page = {
        "field": field,
        "wrong": f"{wrong.message}. {wrong.remedy}" if wrong else "",
        "right": "" if wrong else _understood(row, field=field),
    }
    return render(request, "proposals/cek.html", page)


@audience("LURAH")
@require_POST
def remove(request: Request, proposal_id: int, line_id: int) -> HttpResponse:
    """Take a line out; it can be put back."""
    line = own_line(request, proposal_id, line_id)
    proposing.remove_line(line_id=line.pk, at=timezone.now())
    messages.info(request, f"Baris {line.number} dihapus. Anda dapat mengembalikannya di bawah.")
    return HttpResponseRedirect(address(proposal_id))


@audience("LURAH")
@require_POST
def restore(request: Request, proposal_id: int, line_id: int) -> HttpResponse:
    """Put a removed line back."""
    line = own_line(request, proposal_id, line_id)
    proposing.restore_line(line_id=line.pk, at=timezone.now())
    return HttpResponseRedirect(address(proposal_id))


@audience("LURAH")
@require_http_methods(["GET", "HEAD", "POST"])
def many(request: Request) -> HttpResponse:
    """Propose by a list: a file, or lines pasted from Excel."""
    if request.method != "POST":
        return _list_form(request)
    try:
        lines = lists.lines_in(request, kind="KETUA_RT")
    except lists.CannotTakeList as refusal:
        return _list_form(request, trouble=str(refusal), status=422)
    now = timezone.now()
    proposal = proposing.begin(
        kind="KETUA_RT", area=own_kelurahan(request), by=request.visitor.account_id, at=now
    )
    proposing.add_lines(proposal_id=proposal.pk, written=lines, at=now)
    return HttpResponseRedirect(address(proposal.pk))


@audience("LURAH")
@require_safe
def sheet(request: Request) -> HttpResponse:
    """The workbook to fill in, with the RTs of the kelurahan and who holds them."""
    area = own_kelurahan(request)
    within = territory_of(kind="KETUA_RT", kelurahan=area, kecamatan=area)
    holders = holders_of("KETUA_RT", [rt.pk for rt in within.places.values()])
    name = "-".join(area.name.lower().split())
    return attachment(lists.template(within, holders=holders), name=f"usulan-ketua-rt-{name}.xlsx")


def _list_form(request: Request, *, trouble: str = "", status: int = 200) -> HttpResponse:
    page = {"galat": trouble, "tempel": request.POST.get("tempel", "")[: lists.LONGEST_PASTE]}
    return render(request, "lurah/usulan_daftar.html", page, status=status)


def _form(
    request: Request,
    *,
    written: Mapping[str, str],
    faults: Mapping[str, str] | None = None,
    line_id: int | None = None,
    of: Proposal | None = None,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    area = own_kelurahan(request)
    within = territory_of(kind="KETUA_RT", kelurahan=area, kecamatan=area)
    holders = holders_of("KETUA_RT", [rt.pk for rt in within.places.values()])
    place = within.find(written.get("place", ""))
    page = {
        "tulis": dict(written) | ({"place": fields.place_text(place)} if place else {}),
        "galat": dict(faults or {}),
        "ringkasan": [("", trouble)] if trouble else fields.summary(faults or {}),
        "tempat": fields.choices(within, holders=holders),
        "jenis": fields.KINDS,
        "u": of,
        "baris_id": line_id,
        "kembali": address(of.pk) if of else reverse("lurah-proposals"),
        "buka_sk": any(
            written.get(name) for name in ("kind", "decree_number", "decree_on", "until_on")
        ),
    }
    return render(request, "lurah/usulan_baru.html", page, status=status)


def _understand(request: Request, written: Mapping[str, str]) -> Row:
    """The typed line with all its faults, in a new proposal or among the lines of its own."""
    area = own_kelurahan(request)
    now = timezone.now()
    number = request.POST.get("usulan", "")
    if number.isdigit() and len(number) < 19:
        proposal = own(request, int(number))
        typed = request.POST.get("baris", "")
        others = proposal.lines.exclude(state=LineState.REMOVED)
        if typed.isdigit() and len(typed) < 19:
            others = others.exclude(pk=int(typed))
        (row,) = proposing.read_rows(proposal, [written], others=others, at=now)
        return row
    within = territory_of(kind="KETUA_RT", kelurahan=area, kecamatan=area)
    row = read(written, within=within, today=timezone.localdate(now))
    check_together([row], kind="KETUA_RT", kelurahan_id=area.pk)
    return row


def _understood(row: Row, *, field: str) -> str:
    value = row.values.get(field)
    if not value:
        return ""
    around = look_around([row], kind="KETUA_RT", proposal_id=None)
    if field == "phone":
        known = known_person(value, row.values.get("name", ""), users=around.users)
        told = f"Dibaca sebagai {telepon(value)}."
        return f"{told} Orang ini sudah punya akun {known.username}." if known else told
    if field == "place":
        holder = around.holders.get(value.pk)
        return (
            f"Serah terima: menggantikan {holder.person.name}, yang berakhir saat akun diterbitkan."
            if holder
            else f"{value.name} sekarang kosong."
        )
    return f"Dibaca sebagai {value}." if field == "email" else ""
