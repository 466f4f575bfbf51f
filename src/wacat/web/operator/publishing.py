"""Publishing a file: who would be told, approve now or for later, withdraw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wacat.accounts.models import Office
from wacat.audit.actions import reading
from wacat.intake import actions, desk, planning, preview
from wacat.intake.models import Batch
from wacat.intake.states import BatchState
from wacat.notify.windows import zone
from wacat.values.elements import LABELS
from wacat.values.kinds import kind_label
from wacat.values.refusal import Refusal
from wacat.values.tanggal import hari_tanggal, jam
from wacat.web.audience import Request, audience
from wacat.web.downloads import attachment, write_sheet
from wacat.web.operator.files import address, page
from wacat.web.operator.forms import HoldForm, PlanForm, WithdrawForm, errors_of

PAGE_SIZE = 100
PARTS = {
    "semua": "Semua",
    "janggal": "Banyak sekali",
    "lurah": "Ke Lurah",
    "kosong": "Belum ada penerima",
}
OFFICES = {Office.KETUA_RT: "Ketua RT", Office.LURAH: "Lurah (RT kosong)", "": "belum ada"}
CLASSES = {"A": "segera", "B": "ringkasan harian", "C": "netral, ringkasan harian"}


@audience("OPERATOR")
@require_safe
def plan(request: Request, batch_id: int) -> HttpResponse:
    """Who would be told by a file that waits, RT by RT; as a page or as a workbook."""
    batch = desk.get_file(batch_id, by=request.visitor)
    reading(of="intake_batch", ids=[batch.pk], how="preview")
    waiting = batch.state == BatchState.AWAITING_APPROVAL
    every = preview.by_rt(batch.pk) if waiting else []
    wanted = _Wanted.of(request)
    fitting = [one for one in every if wanted.names(one)]
    found = [one for one in fitting if _belongs(one, wanted.part)]
    if "unduh" in request.GET:
        return _download(batch, found)
    first = (wanted.number - 1) * PAGE_SIZE
    counts = {part: sum(_belongs(one, part) for one in fitting) for part in PARTS}
    context = {
        "b": batch,
        "menunggu": waiting,
        "bagian": [
            (label, wanted.query(bagian=part), counts[part], part == wanted.part)
            for part, label in PARTS.items()
        ],
        "bagian_kini": wanted.part,
        "cari": wanted.text,
        "rt": found[first : first + PAGE_SIZE],
        "jumlah": len(found),
        "pemberitahuan": sum(one.notices for one in found),
        "jabatan": OFFICES,
        "unduh": wanted.query(bagian=wanted.part, unduh="1"),
        "sebelum": _at(wanted, wanted.number - 1) if first else None,
        "sesudah": _at(wanted, wanted.number + 1) if len(found) > first + PAGE_SIZE else None,
        "kelas": CLASSES,
        "kata_jenis": kind_label,
        "unsur": LABELS,
        "isi_berita": preview.what_is_shown(every),
        "kali": preview.UNUSUAL_TIMES,
    }
    return render(request, "operator/berkas_rencana.html", context)


@audience("OPERATOR")
@require_POST
def approve(request: Request, batch_id: int) -> HttpResponse:
    """Approve the publication: another person than the uploader."""
    desk.get_file(batch_id, by=request.visitor)
    try:
        actions.approve(batch_id=batch_id, by=request.visitor.account_id, at=timezone.now())
    except Refusal as refusal:
        batch = desk.get_file(batch_id, by=request.visitor)
        return page(request, batch, errors=[("", str(refusal))])
    messages.success(request, "Disetujui. Pemberitahuan sedang diterbitkan.")
    return HttpResponseRedirect(address(batch_id))


@audience("OPERATOR")
@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request: Request, batch_id: int) -> HttpResponse:
    """Approve the publication for a later moment, or choose another one."""
    batch = desk.get_file(batch_id, by=request.visitor)
    form = PlanForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        moment = form.moment()
        try:
            actions.approve(
                batch_id=batch_id,
                by=request.visitor.account_id,
                at=timezone.now(),
                publish_at=moment,
                on_holiday=form.cleaned_data["libur"],
            )
        except Refusal as refusal:
            return _schedule(request, batch, errors=[("", str(refusal))], status=409)
        messages.success(request, f"Disetujui. Berkas terbit {_in_words(moment)}.")
        return HttpResponseRedirect(address(batch_id))
    wrong = errors_of(form) if form.is_bound else []
    return _schedule(request, batch, errors=wrong, status=422 if wrong else 200)


@audience("OPERATOR")
@require_POST
def hold(request: Request, batch_id: int) -> HttpResponse:
    """Give up a plan, with a reason; the file waits for approval again."""
    batch = desk.get_file(batch_id, by=request.visitor)
    form = HoldForm(request.POST)
    if not form.is_valid():
        return _schedule(request, batch, errors=errors_of(form), status=422)
    try:
        planning.hold(
            batch_id=batch_id,
            by=request.visitor.account_id,
            at=timezone.now(),
            reason=form.cleaned_data["alasan"],
        )
    except Refusal as refusal:
        return _schedule(request, batch, errors=[("", str(refusal))], status=409)
    messages.success(request, "Jadwal terbit dibatalkan. Berkas menunggu persetujuan lagi.")
    return HttpResponseRedirect(address(batch_id))


@audience("OPERATOR")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: Request, batch_id: int) -> HttpResponse:
    """Ask once more before everything that a file published is recalled, and why."""
    batch = desk.get_file(batch_id, by=request.visitor)
    reading(of="intake_batch", ids=[batch.pk])
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    errors: list[tuple[str, str]] = []
    status = 200
    if form.is_bound and form.is_valid():
        try:
            actions.withdraw(
                batch_id=batch_id,
                by=request.visitor.account_id,
                at=timezone.now(),
                reason=form.cleaned_data["alasan"],
            )
        except Refusal as refusal:
            errors, status = [("", str(refusal))], 409
        else:
            messages.success(request, "Berkas ditarik. Pemberitahuannya ditandai sebagai ditarik.")
            return HttpResponseRedirect(address(batch_id))
    elif form.is_bound:
        errors, status = errors_of(form), 422
    context = {"b": batch, "galat": errors, "alasan": request.POST.get("alasan", "")}
    return render(request, "operator/berkas_tarik.html", context, status=status)


@dataclass(frozen=True)
class _Wanted:
    """What is asked of the list of RTs."""

    part: str
    text: str
    number: int

    @classmethod
    def of(cls, request: Request) -> "_Wanted":
        part, number = request.GET.get("bagian", ""), request.GET.get("halaman", "1")
        return cls(
            part=part if part in PARTS else "semua",
            text=" ".join(request.GET.get("cari", "").split())[:100],
            number=max(1, int(number))
            if number.isascii() and number.isdigit() and len(number) < 5
            else 1,
        )

    def names(self, one: preview.Neighbourhood) -> bool:
        """Whether each word of the search stands in the names of the RT."""
        told = f"{one.name} {one.kelurahan} {one.receiver}".casefold()
        return all(word in told for word in self.text.casefold().split())

    def query(self, **more: str) -> str:
        """The address of a part of the list."""
        given = {"cari": self.text, **more} if self.text else more
        return "?" + "&".join(f"{name}={quote(value)}" for name, value in given.items())


def _at(wanted: _Wanted, number: int) -> str:
    return wanted.query(bagian=wanted.part, halaman=str(number))


def _belongs(one: preview.Neighbourhood, part: str) -> bool:
    return {
        "semua": True,
        "janggal": one.unusual,
        "lurah": one.office == Office.LURAH,
        "kosong": not one.office,
    }[part]


def _download(batch: Batch, found: Sequence[preview.Neighbourhood]) -> HttpResponse:
    rows = [
        (
            one.kelurahan,
            one.name,
            str(one.notices),
            one.kinds_in_words,
            OFFICES[one.office],
            one.receiver,
        )
        for one in found
    ]
    head = ("Kelurahan", "RT", "Pemberitahuan", "Jenis layanan", "Diberitahukan kepada", "Nama")
    stem = slugify(batch.name.rpartition(".")[0])[:60] or "berkas"
    content = write_sheet(title="Rencana terbit", head=head, rows=rows)
    return attachment(content, name=f"rencana-terbit-{batch.pk}-{stem}.xlsx")


def _schedule(
    request: Request, batch: Batch, *, errors: Sequence[tuple[str, str]], status: int
) -> HttpResponse:
    context: dict[str, Any] = {
        "b": batch,
        "galat": errors,
        "terjadwal": desk.is_planned(batch),
        "diketik": request.POST,
        "kini": timezone.localtime(batch.publish_at) if batch.publish_at else None,
        "hari_ini": timezone.localdate(),
    }
    return render(request, "operator/berkas_jadwal.html", context, status=status)


def _in_words(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{hari_tanggal(local.date())} pukul {jam(moment, zone=zone())}"
