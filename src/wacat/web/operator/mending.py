"""The quarantine grid: rows with what is wrong, mended in place or many at once, released, undone."""

from functools import partial
from urllib.parse import parse_qsl

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from wacat.audit.actions import reading
from wacat.intake import desk
from wacat.intake.layouts.fields import label
from wacat.intake.layouts.numbering import row_words
from wacat.intake.mending import acts, grid
from wacat.intake.mending.choosing import Filter, filtered, newest_act
from wacat.intake.mending.ledger import MENDABLE
from wacat.intake.models import Batch, BatchRow
from wacat.intake.queries import heading_of
from wacat.values.refusal import Refusal
from wacat.web.audience import Request, audience
from wacat.web.operator.forms import read_id
from wacat.web.operator.mending_forms import GridForm, joined, query, typed

PAGE_SIZE = 20
COUNTED = 10_000
HISTORY_SIZE = 50
SHELF_LABELS = {
    "perbaiki": "Perlu diperbaiki",
    "siap": "Siap dilepas",
    "dilepas": "Sudah dilepas",
    "disisihkan": "Disisihkan",
}


@audience("OPERATOR")
@require_safe
def index(request: Request, batch_id: int) -> HttpResponse:
    """The rows of a file in quarantine, shelf by shelf."""
    batch = desk.get_file(batch_id, by=request.visitor)
    if batch.supplements_id is not None:
        return HttpResponseRedirect(address(batch.supplements_id))
    return grid_page(request, batch)


@audience("OPERATOR")
@require_http_methods(["GET", "HEAD", "POST"])
def row(request: Request, batch_id: int, row_number: int) -> HttpResponse:
    """One row with all its cells, to be mended; and what was done to it."""
    batch = desk.get_file(batch_id, by=request.visitor)
    found = _find_row(batch, row_number)
    if request.method != "POST":
        return _row(request, batch, found)
    values, back = typed(request.POST), back_to(request)
    place = joined(request.POST)
    seen = {
        "batch_id": batch.pk, "row_number": row_number,
        "touched": read_id(request.POST.get("disentuh", "")) or 0,
    }  # fmt: skip
    by, at = request.visitor.account_id, timezone.now()
    try:
        if place is not None:
            act = acts.close_up(**seen, place=place, by=by, at=at)
        else:
            act = acts.edit(**seen, values=values, by=by, at=at)
    except Refusal as refusal:
        newest = _find_row(batch, row_number)
        return _row(request, batch, newest, refused=str(refusal), kept=values)
    said = "siap dilepas" if act.well_count else "masih perlu diperbaiki"
    shown_row = row_words(row_number, layout=batch.layout, sheets=batch.sheets)
    messages.success(request, f"Baris {shown_row} tersimpan dan {said}.")
    return HttpResponseRedirect(address(batch.pk) + back if back else request.path)


@audience("OPERATOR")
@require_safe
def history(request: Request, batch_id: int) -> HttpResponse:
    """All that was done to rows of a file, the newest first."""
    batch = desk.get_file(batch_id, by=request.visitor)
    before = read_id(request.GET.get("sebelum", ""))
    found = grid.acts_on(batch.pk)
    if before is not None:
        found = found.filter(pk__lt=before)
    page = list(found[: HISTORY_SIZE + 1])
    reading(of="intake_batch", ids=[batch.pk], how="mendings")
    context = {
        "b": batch,
        "tindakan": page[:HISTORY_SIZE],
        "sesudah": f"?sebelum={page[HISTORY_SIZE - 1].pk}" if len(page) > HISTORY_SIZE else None,
        "sebelum": "?" if before is not None else None,
    }
    return render(request, "operator/perbaikan_riwayat.html", context)


def address(batch_id: int) -> str:
    """The address of a file's grid."""
    return reverse("operator-mend", args=[batch_id])


def grid_page(
    request: Request, batch: Batch, *, wanted: Filter | None = None, refused: str = ""
) -> HttpResponse:
    """The page of a file's quarantine, with what hindered the last act."""
    form = GridForm(request.GET)
    wanted, after = wanted or form.wanted(), 0 if wanted else form.after()
    found = filtered(batch.pk, wanted)
    page = list(grid.with_owner(found.filter(row_number__gt=after))[: PAGE_SIZE + 1])
    rows = grid.rows(batch, page[:PAGE_SIZE])
    counts = grid.counts(batch)
    reading(of="intake_batch", ids=[batch.pk], rows=[one.row.row_number for one in rows])
    count = found[: COUNTED + 1].count()
    last = page[PAGE_SIZE - 1].row_number if len(page) > PAGE_SIZE else 0
    context = {
        "b": batch,
        "galat": [("", refused)] if refused else [],
        "rak": [
            (
                text,
                query(Filter(shelf=shelf, text=wanted.text)),
                counts[shelf],
                shelf == wanted.shelf,
            )
            for shelf, text in SHELF_LABELS.items()
        ],
        "saring": wanted,
        "alasan": _reasons(batch, wanted),
        "baris": rows,
        "nama": grid.names_of(rows),
        "saya": request.visitor.account_id,
        "jumlah": count,
        "lebih": count > COUNTED,
        "kini": query(wanted),
        "berikut": query(wanted, setelah=str(last)) if last else None,
        "awal": query(wanted) if after else None,
        "terlihat": newest_act(batch.pk),
        "kelurahan": grid.kelurahan_of(batch.city_id),
        "kolom": [(name, label(name)) for name in sorted(_fillable(batch), key=label)],
        "sisi": [(f"{side}kelurahan", text) for side, text in _sides(batch)],
        "diketik": request.POST,
        "terakhir": grid.acts_on(batch.pk).filter(undone_at=None).first(),
        "perbaikan": grid.supplements_of(batch),
        "boleh": batch.state in MENDABLE,
        "siap": counts["siap"],
    }
    status = 409 if refused else 200
    return render(request, "operator/perbaikan.html", context, status=status)


def _row(
    request: Request, batch: Batch, found: BatchRow, *, refused: str = "",
    kept: dict[int, str] | None = None,
) -> HttpResponse:  # fmt: skip
    shown = grid.rows(batch, [found])[0]
    reading(of="intake_batch", ids=[batch.pk], rows=[found.row_number])
    context = {
        "b": batch,
        "r": shown,
        "galat": [("", refused)] if refused else [],
        "diketik": kept or {},
        "riwayat": grid.history_of(found)[:HISTORY_SIZE],
        "kepala": partial(heading_of, headings=batch.headings),
        "kelurahan": grid.kelurahan_of(batch.city_id),
        "boleh": batch.state in MENDABLE and found.state == "QUARANTINED",
        "dari": back_to(request),
    }
    status = 409 if refused else 200
    return render(request, "operator/perbaikan_baris.html", context, status=status)


def _find_row(batch: Batch, row_number: int) -> BatchRow:
    known = BatchRow.objects.filter(batch_id=batch.pk, row_number=row_number, raw__isnull=False)
    found = grid.with_owner(known).first()
    if found is None:
        raise Http404
    return found


def _reasons(batch: Batch, wanted: Filter) -> list[desk.Reason]:
    """What hinders rows of a file; the reason that is filtered by also when its last row was mended."""
    if wanted.shelf != "perbaiki":
        return []
    asked = {wanted.code: 0} if wanted.code else {}
    return desk.reasons(asked | batch.reasons)


def _fillable(batch: Batch) -> set[str]:
    return {name.rpartition(".")[2] for name in batch.columns}


def _sides(batch: Batch) -> list[tuple[str, str]]:
    """The sides of which a file tells the kelurahan."""
    known = _fillable(batch)
    return [
        (side, label(f"{side}kelurahan"))
        for side in ("", "from_", "to_")
        if {f"{side}kelurahan", f"{side}kelurahan_code"} & known
    ]


def back_to(request: Request) -> str:
    """The filter from which somebody came, cleaned; '' where he did not."""
    written = request.POST.get("dari") or request.GET.get("dari") or ""
    pairs = dict(parse_qsl(written.removeprefix("?")[:300]))
    if not written:
        return ""
    form = GridForm(pairs)
    wanted = form.wanted()
    after = form.after()
    return query(wanted, **({"setelah": str(after)} if after else {}))
