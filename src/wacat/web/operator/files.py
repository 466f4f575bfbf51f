"""SIAK files: upload, watch the check, look at the quarantine."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from wacat.accounts.models import Office
from wacat.accounts.queries import running
from wacat.audit.actions import reading
from wacat.intake import actions, desk, differences, preview
from wacat.intake.checks import CHECKS
from wacat.intake.layouts.confidence import in_words
from wacat.intake.mending.grid import waiting_rows
from wacat.intake.models import Batch
from wacat.intake.quality import look
from wacat.intake.quarantine import quarantine_file
from wacat.intake.reference import guide_of
from wacat.intake.states import BatchState
from wacat.intake.steps import progress_key
from wacat.notify.queries import reached_by
from wacat.queue import progress
from wacat.sheets.refusals import REFUSALS, CannotRead
from wacat.values.kinds import kind_label
from wacat.web.audience import Request, audience
from wacat.web.downloads import attachment
from wacat.web.help import guides
from wacat.web.operator.forms import read_id
from wacat.web.uploads import MAX_MEGABYTES, is_too_large

PAGE_SIZE = 50
SHELF_LABELS = {
    "semua": "Semua",
    "berjalan": "Sedang diperiksa",
    "persetujuan": "Menunggu persetujuan",
    "petakan": "Perlu dipetakan",
    "perbaiki": "Perlu diperbaiki",
    "karantina": "Ada baris karantina",
    "terbit": "Diterbitkan",
    "ditarik": "Ditarik",
}
LOOKS = {
    BatchState.RECEIVED: ("kabar", "hourglass"),
    BatchState.NEEDS_MAPPING: ("hati-hati", "circle-question-mark"),
    BatchState.RECOGNISED: ("kabar", "hourglass"),
    BatchState.CHECKED: ("hati-hati", "triangle-alert"),
    BatchState.AWAITING_APPROVAL: ("hati-hati", "user-check"),
    BatchState.PUBLISHED: ("baik", "circle-check"),
    BatchState.WITHDRAWN: ("netral", "undo-2"),
    BatchState.FAILED: ("gawat", "circle-x"),
    BatchState.APPLIED: ("baik", "circle-check"),
}


@audience("OPERATOR")
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: Request) -> HttpResponse:
    """The files, and the place to drop a new one."""
    if request.method == "POST":
        return _receive(request)
    return _list(request)


def _receive(request: Request) -> HttpResponse:
    file = request.FILES.get("berkas")
    now = timezone.now()
    if is_too_large(request):
        refusal = REFUSALS["TOO_LARGE"].format(limit=MAX_MEGABYTES)
        return _list(request, trouble=refusal, status=413)
    if file is None or isinstance(file, list):
        return _list(request, trouble="Pilih berkas yang akan diunggah.", status=422)
    try:
        batch = actions.receive(
            file=file, name=file.name or "", by=request.visitor.account_id, at=now
        )
    except CannotRead as error:
        return _list(request, trouble=str(error), status=422)
    if batch.uploaded_at != now:
        messages.info(request, "Berkas yang sama sudah diunggah dan belum selesai. Ini halamannya.")
    return HttpResponseRedirect(address(batch.pk))


def _list(request: Request, *, trouble: str = "", status: int = 200) -> HttpResponse:
    shelf = request.GET.get("rak", "semua")
    shelf = shelf if shelf in desk.SHELVES else "semua"
    found = desk.files(shelf, by=request.visitor)
    before = read_id(request.GET.get("sebelum", ""))
    if before is not None:
        found = found.filter(pk__lt=before)
    page = list(found[: PAGE_SIZE + 1])
    counts = desk.count_shelves(by=request.visitor)
    reading(of="intake_batch", ids=[batch.pk for batch in page[:PAGE_SIZE]])
    context = {
        "rak": [
            (label, f"?rak={name}", counts[name], name == shelf)
            for name, label in SHELF_LABELS.items()
        ],
        "rak_kini": shelf,
        "berkas": page[:PAGE_SIZE],
        "jumlah": counts[shelf],
        "menunggu": waiting_rows(by=request.visitor),
        "terjadwal": {
            batch.pk
            for batch in page
            if batch.state == BatchState.AWAITING_APPROVAL and desk.is_planned(batch)
        },
        "rupa": LOOKS,
        "sesudah": f"?rak={shelf}&sebelum={page[PAGE_SIZE - 1].pk}"
        if len(page) > PAGE_SIZE
        else None,
        "sebelum": f"?rak={shelf}" if before is not None else None,
        "galat": trouble,
        "batas": MAX_MEGABYTES,
    }
    return render(request, "operator/berkas.html", context, status=status)


@audience("OPERATOR")
@require_safe
def show(request: Request, batch_id: int) -> HttpResponse:
    """A file: how far its job is, counts, reasons, quarantined rows, who would be told, what may be done."""
    return page(request, desk.get_file(batch_id, by=request.visitor))


@audience("OPERATOR")
@require_safe
def watch(request: Request, batch_id: int) -> HttpResponse:
    """The part of the page that changes while a job runs; asked for again and again until it ends."""
    batch = desk.get_file(batch_id, by=request.visitor)
    return render(request, "operator/berkas_hasil.html", _context(request, batch))


@audience("OPERATOR")
@require_safe
def quarantine(request: Request, batch_id: int) -> HttpResponse:
    """The rows in quarantine as XLSX, to be corrected and uploaded again."""
    batch = desk.get_file(batch_id, by=request.visitor)
    reading(of="intake_batch", ids=[batch.pk], how="quarantine")
    stem = slugify(batch.name.rpartition(".")[0])[:60] or "berkas"
    return attachment(quarantine_file(batch), name=f"karantina-{batch.pk}-{stem}.xlsx")


def page(
    request: Request, batch: Batch, *, errors: list[tuple[str, str]] | None = None
) -> HttpResponse:
    """The page of a file, with what hindered the last act."""
    context = {**_context(request, batch), "galat": errors or []}
    return render(request, "operator/berkas_rinci.html", context, status=409 if errors else 200)


def _context(request: Request, batch: Batch) -> dict[str, Any]:
    runs = desk.is_running(batch)
    context: dict[str, Any] = {
        "b": batch,
        "rupa": LOOKS[BatchState(batch.state)],
        "berjalan": runs,
        "kemajuan_kini": progress.find(progress_key(batch.pk)) if runs else None,
        "susunan": desk.layout_label(batch),
        "panduan_susunan": guides.find("operator", guide_of(batch.layout)),
        "yakin": in_words(batch.confidence) if batch.confidence is not None else "",
        "mutu": desk.quality_of(batch),
        "rupa_mutu": look,
        "kata_jenis": kind_label,
        "pasangan": desk.is_companion(batch),
        "terjadwal": desk.is_planned(batch),
        "milik_saya": batch.uploaded_by_id == request.visitor.account_id,
    }
    if not runs:
        context |= _result(request, batch)
    reading(of="intake_batch", ids=[batch.pk])
    return context


def _result(request: Request, batch: Batch) -> dict[str, Any]:
    """What a finished check has to show."""
    waiting = batch.state == BatchState.AWAITING_APPROVAL
    others = running(Office.OPERATOR).exclude(person_id=request.visitor.person_id)
    names = others.order_by("person__name").values_list("person__name", flat=True)
    return {
        "alasan": desk.reasons(batch.reasons),
        "catatan": desk.reasons(batch.remarks),
        "rencana": preview.by_kelurahan(batch.pk) if waiting else [],
        "banding": differences.counts(batch) if _is_compared(batch) else None,
        "hilang": differences.count_lost(batch.pk) if batch.vanished_count else {"waiting": 0},
        "asal": desk.find_origin(batch),
        "cek": CHECKS,
        "terkirim": reached_by(batch.pk) if batch.published_at else None,
        "penyetuju": list(names[:20]) if waiting else [],
    }


def _is_compared(batch: Batch) -> bool:
    """Whether a checked file met something that is published already."""
    return bool(batch.changed_count or batch.vanished_count or batch.duplicate_count)


def address(batch_id: int) -> str:
    """The address of a file's page."""
    return reverse("operator-file", args=[batch_id])
