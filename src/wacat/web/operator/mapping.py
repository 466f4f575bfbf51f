"""Columns that nobody knows yet: an operator says what they are, sees what comes of it, and keeps it."""

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wacat.audit.actions import reading
from wacat.intake import checking, desk, mapping, mappings
from wacat.intake.layouts.confidence import in_words
from wacat.intake.mapping import CannotMap, Draft
from wacat.intake.models import Batch
from wacat.intake.nearest import names_of
from wacat.intake.outline import Outline, outcome, outline
from wacat.values.kinds import Kind
from wacat.values.refusal import Refusal
from wacat.web.audience import Request, audience
from wacat.web.operator.forms import read_id
from wacat.web.operator.words import FIELD_CHOICES

KINDS = [("", "Pilih jenis layanan"), *((kind.value, kind.label) for kind in Kind)]


@dataclass(frozen=True)
class Filled:
    """What was filled in, kept when something is wrong."""

    draft: Draft
    name: str = ""
    source: str = ""
    twice: str = ""


@audience("OPERATOR")
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Request, batch_id: int) -> HttpResponse:
    """The sample rows, a suggestion for each column, and what would come of it; POST looks or saves."""
    batch = desk.get_file(batch_id, by=request.visitor)
    sample = desk.find_sample(batch.pk)
    if sample is None or not sample.rows:
        messages.info(request, "Berkas ini tidak sedang menunggu pemetaan.")
        return HttpResponseRedirect(_file(batch.pk))
    found = outline(
        sample.rows, heading_row=read_id(_query(request).get("judul", "")),
        places=names_of(batch.city_id),
    )  # fmt: skip
    if mapping.is_register(batch):
        return _give(request, batch, found)
    filled = _filled(request.POST, found) if request.method == "POST" else _suggested(found)
    if "lihat" in request.POST or request.method != "POST":
        return _page(request, batch, found, filled)
    try:
        if filled.twice:
            raise CannotMap(filled.twice)
        mapping.save(
            batch_id=batch.pk, draft=filled.draft, name=filled.name, source=filled.source,
            by=request.visitor.account_id, at=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        return _page(request, batch, found, filled, trouble=str(refusal))
    messages.success(request, "Pemetaan tersimpan. Berkas sedang diperiksa.")
    return HttpResponseRedirect(_file(batch.pk))


@audience("OPERATOR")
@require_POST
def refuse(request: Request, batch_id: int) -> HttpResponse:
    """Put the file aside, with a reason."""
    batch = desk.get_file(batch_id, by=request.visitor)
    reason = request.POST.get("alasan", "")
    try:
        mapping.refuse(
            batch_id=batch.pk, reason=reason, by=request.visitor.account_id, at=timezone.now()
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("operator-map", args=[batch.pk]))
    messages.success(request, "Berkas ditolak dan tidak diterbitkan.")
    return HttpResponseRedirect(_file(batch.pk))


@audience("OPERATOR")
@require_safe
def index(request: Request) -> HttpResponse:
    """The mappings in use, and on request those that have ended."""
    text = request.GET.get("cari", "").strip()[:100]
    ended = request.GET.get("rak") == "berakhir"
    before = read_id(request.GET.get("sebelum", ""))
    page = mappings.page_of(ended=ended, text=text, before=before, by=request.visitor)
    reading(of="intake_savedlayout", ids=[one.pk for one in page.rows])
    counts = mappings.count(by=request.visitor)
    context = {
        "rak": [
            ("Dipakai", "?rak=dipakai", counts["used"], not ended),
            ("Berakhir", "?rak=berakhir", counts["ended"], ended),
        ],
        "pemetaan": page.rows,
        "cari": text,
        "rak_kini": "berakhir" if ended else "dipakai",
        "lanjut": page.rows[-1].pk if page.more else None,
    }
    return render(request, "operator/pemetaan.html", context)


@audience("OPERATOR")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, saved_id: int) -> HttpResponse:
    """One mapping with its versions; POST makes a new version."""
    saved = mappings.get(saved_id, by=request.visitor)
    reading(of="intake_savedlayout", ids=[saved.pk])
    headings = tuple(saved.headings)
    found = Outline(0, headings, [], [], [])
    filled = Filled(
        Draft(headings=headings, columns=saved.columns, given=saved.given, layout=saved.layout),
        saved.name, saved.source,
    )  # fmt: skip
    trouble = ""
    if request.method == "POST":
        filled = _filled(request.POST, found)
        filled = replace(filled, draft=replace(filled.draft, layout=saved.layout))
        try:
            if filled.twice:
                raise CannotMap(filled.twice)
            made = mapping.change(
                saved_id=saved.pk, draft=filled.draft, name=filled.name, source=filled.source,
                by=request.visitor.account_id, at=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            trouble = str(refusal)
        else:
            messages.success(request, f"Versi {made.version} tersimpan dan dipakai mulai sekarang.")
            return HttpResponseRedirect(reverse("operator-saved", args=[made.pk]))
    context = {
        "p": saved,
        "dipakai": mappings.used_count(saved),
        "versi": mappings.versions_of(saved, by=request.visitor),
        "isian": filled,
        "kolom": [
            (place, heading, _chosen(filled.draft).get(place, ""))
            for place, heading in enumerate(headings)
            if heading
        ],
        "pilihan": FIELD_CHOICES,
        "jenis": KINDS,
        "galat": [("", trouble)] if trouble else [],
    }
    return render(request, "operator/pemetaan_rinci.html", context, status=422 if trouble else 200)


@audience("OPERATOR")
@require_POST
def end(request: Request, saved_id: int) -> HttpResponse:
    """Stop using a mapping, with a reason."""
    saved = mappings.get(saved_id, by=request.visitor)
    try:
        mapping.end(
            saved_id=saved.pk, reason=request.POST.get("alasan", ""),
            by=request.visitor.account_id, at=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("operator-saved", args=[saved.pk]))
    messages.success(
        request, "Pemetaan dihapus. Berkas berikutnya dengan judul ini ditanyakan lagi."
    )
    return HttpResponseRedirect(reverse("operator-maps"))


def _query(request: Request) -> QueryDict:
    return request.POST if request.method == "POST" else request.GET


def _suggested(found: Outline) -> Filled:
    columns = {
        column.suggestion.field: column.place for column in found.columns if column.suggestion.field
    }
    return Filled(Draft(headings=found.headings, columns=columns))


def _filled(posted: QueryDict, found: Outline) -> Filled:
    columns: dict[str, int] = {}
    twice = ""
    for place in range(len(found.headings)):
        name = posted.get(f"kolom-{place}", "")
        if name in columns:
            twice = "Satu isian ditunjuk pada dua kolom. Sisakan salah satunya."
        elif name:
            columns[name] = place
    given = {
        key: value
        for key, value in (
            ("kind", posted.get("jenis", "")),
            ("served_on", posted.get("tanggal", "")),
        )
        if value and key not in columns
    }
    return Filled(
        Draft(headings=found.headings, columns=columns, given=given),
        posted.get("nama", "")[:200], posted.get("sumber", "")[:200], twice,
    )  # fmt: skip


def _chosen(draft: Draft) -> dict[int, str]:
    return {place: name for name, place in draft.columns.items()}


def _page(
    request: Request, batch: Batch, found: Outline, filled: Filled, *, trouble: str = "",
) -> HttpResponse:  # fmt: skip
    numbers = [number for number, _ in found.rows]
    reading(of="intake_batch", ids=[batch.pk], rows=numbers, how="sample")
    chosen = _chosen(filled.draft)
    lacking = mapping.missing(filled.draft)
    context: dict[str, Any] = {
        "b": batch,
        "garis": found,
        "isian": filled,
        "kolom": [
            (column, chosen.get(column.place, ""), in_words(column.suggestion.confidence))
            for column in found.columns
        ],
        "pilihan": FIELD_CHOICES,
        "jenis": KINDS,
        "kurang": lacking,
        "hasil": None,
        "alasan": [],
        "catatan": [],
        "galat": [("", trouble or filled.twice)] if trouble or filled.twice else [],
        "sumber": mappings.sources(by=request.visitor),
    }
    if "nik" in filled.draft.columns and not lacking:
        context |= _previewed(batch, found, filled.draft)
    return render(
        request, "operator/berkas_pemetaan.html", context, status=422 if context["galat"] else 200
    )


def _previewed(batch: Batch, found: Outline, draft: Draft) -> dict[str, Any]:
    try:
        seen = outcome(
            found, draft, territory=checking.territory_of(batch.city, code=settings.WACAT_CITY),
            earliest=checking.EARLIEST, today=timezone.localdate(),
        )  # fmt: skip
    except ValueError:  # a day that is none; saving says so
        return {}
    return {
        "hasil": seen,
        "alasan": desk.reasons(dict(seen.reasons)),
        "catatan": desk.reasons(dict(seen.remarks)),
    }


def _give(request: Request, batch: Batch, found: Outline) -> HttpResponse:
    """A register of people: its columns are known, only what they were served is not."""
    trouble = ""
    if request.method == "POST":
        given = {
            "kind": request.POST.get("jenis", ""),
            "served_on": request.POST.get("tanggal", ""),
        }
        try:
            mapping.give(
                batch_id=batch.pk, given=given, by=request.visitor.account_id, at=timezone.now()
            )
        except Refusal as refusal:
            trouble = str(refusal)
        else:
            messages.success(request, "Layanan ditetapkan. Berkas sedang diperiksa.")
            return HttpResponseRedirect(_file(batch.pk))
    numbers = [number for number, _ in found.rows]
    reading(of="intake_batch", ids=[batch.pk], rows=numbers, how="sample")
    context = {
        "b": batch,
        "susunan": desk.layout_label(batch),
        "garis": found,
        "jenis": KINDS,
        "diketik": request.POST,
        "galat": [("", trouble)] if trouble else [],
    }
    return render(request, "operator/berkas_layanan.html", context, status=422 if trouble else 200)


def _file(batch_id: int) -> str:
    return reverse("operator-file", args=[batch_id])
