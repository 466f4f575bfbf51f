"""What a file tells otherwise than what is published: new, changed, unchanged, vanished."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wacat.audit.actions import reading
from wacat.intake import desk, differences, vanishing
from wacat.intake.differences import PAGE_SIZE
from wacat.intake.layouts.numbering import row_words
from wacat.intake.models import Batch
from wacat.records.replacing import LABELS
from wacat.values.kinds import kind_label
from wacat.values.refusal import Refusal
from wacat.web.audience import Request, audience
from wacat.web.operator import words
from wacat.web.operator.forms import read_id

PARTS = {"berubah": "Berubah", "hilang": "Hilang", "baru": "Baru", "sama": "Tidak berubah"}
STATES = {"menunggu": "Belum diputuskan", "diputuskan": "Sudah diputuskan"}


@audience("OPERATOR")
@require_safe
def index(request: Request, batch_id: int) -> HttpResponse:
    """One part of the comparison, old and new side by side."""
    return _page(request, desk.get_file(batch_id, by=request.visitor))


@audience("OPERATOR")
@require_POST
def settle(request: Request, batch_id: int) -> HttpResponse:
    """Withdraw the chosen facts that the file no longer has, or let them stand."""
    batch = desk.get_file(batch_id, by=request.visitor)
    ids = [number for one in request.POST.getlist("layanan") if (number := read_id(one))]
    withdraw = request.POST.get("putusan") == "tarik"
    try:
        done = vanishing.settle(
            batch_id=batch.pk, vanished_ids=ids, withdraw=withdraw,
            reason=request.POST.get("alasan", ""), by=request.visitor.account_id,
            at=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        return _page(request, batch, part="hilang", refused=str(refusal))
    said = "ditarik; RT dan Lurahnya diberi tahu" if withdraw else "tetap berlaku"
    messages.success(request, f"{done} layanan {said}.")
    return HttpResponseRedirect(f"{reverse('operator-diff', args=[batch.pk])}?bagian=hilang")


def _page(request: Request, batch: Batch, *, part: str = "", refused: str = "") -> HttpResponse:
    part = part or request.GET.get("bagian", "")
    part = part if part in PARTS else "berubah"
    text = request.GET.get("cari", "")[:100].replace("\x00", "")
    state = request.GET.get("keadaan", "")
    state = state if state in STATES else "menunggu"
    after = min(read_id(request.GET.get("setelah", "")) or 0, 2**31 - 1)
    counts = differences.counts(batch)
    context = {
        "b": batch,
        "galat": [("", refused)] if refused else [],
        "bagian": [
            (label, _query(bagian=name, cari=text), counts[name], name == part)
            for name, label in PARTS.items()
        ],
        "bagian_kini": part,
        "keadaan_kini": state,
        "cari": text,
        "label": LABELS,
        "kata": words,
        "kata_jenis": kind_label,
        "milik_saya": batch.uploaded_by_id == request.visitor.account_id,
        "alasan": request.POST.get("alasan", ""),
        "dipilih": request.POST.getlist("layanan"),
    }
    if part == "hilang":
        context |= _lost(batch, state=state, text=text, after=after)
    else:
        context |= _told(batch, part=part, text=text, after=after)
    reading(of="intake_batch", ids=[batch.pk], how=f"diff:{part}", rows=context["nomor"])
    return render(request, "operator/banding.html", context, status=409 if refused else 200)


def _told(batch: Batch, *, part: str, text: str, after: int) -> dict[str, object]:
    found = list(differences.rows(batch.pk, part=part, text=text, after=after)[: PAGE_SIZE + 1])
    page = found[:PAGE_SIZE]
    last = page[-1].row_number if len(found) > PAGE_SIZE else None
    return {
        "baris": [
            (row_words(one.row.row_number, layout=batch.layout, sheets=batch.sheets), one)
            for one in differences.told(page)
        ],
        "nomor": [row.row_number for row in page],
        "sesudah": _query(bagian=part, cari=text, setelah=str(last)) if last else None,
        "sebelum": _query(bagian=part, cari=text) if after else None,
    }


def _lost(batch: Batch, *, state: str, text: str, after: int) -> dict[str, object]:
    settled = state == "diputuskan"
    found = differences.lost(batch.pk, settled=settled, text=text, after=after)
    page = found[:PAGE_SIZE]
    counts = differences.count_lost(batch.pk)
    last = page[-1].pk if len(found) > PAGE_SIZE else None
    same = {"bagian": "hilang", "keadaan": state, "cari": text}
    return {
        "hilang": differences.with_records(page),
        "nomor": [one.record_id for one in page],
        "keadaan": [
            (label, _query(**(same | {"keadaan": name})), counts[key], name == state)
            for (name, label), key in zip(STATES.items(), ("waiting", "settled"), strict=True)
        ],
        "sesudah": _query(**same, setelah=str(last)) if last else None,
        "sebelum": _query(**same) if after else None,
    }


def _query(**values: str) -> str:
    return "?" + urlencode({name: value for name, value in values.items() if value})
