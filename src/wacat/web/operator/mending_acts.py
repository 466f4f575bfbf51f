"""Acts on rows in quarantine from the grid: many rows at once, release, undo."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from wacat.intake import desk
from wacat.intake.mending import acts, grid, releasing, undoing
from wacat.intake.mending.choosing import MOST_AT_ONCE, Choice, Filter
from wacat.intake.mending.ledger import CannotMend
from wacat.intake.models import Mending
from wacat.values.refusal import Refusal
from wacat.web.audience import Request, audience
from wacat.web.operator.files import address as file_address
from wacat.web.operator.mending import address, back_to, grid_page
from wacat.web.operator.mending_forms import GridForm, ManyForm, query

Act = Callable[[int, Choice, dict[str, Any], int], tuple[Mending, int]]


@audience("OPERATOR")
@require_POST
def many(request: Request, batch_id: int) -> HttpResponse:
    """One act on the ticked rows, or on all that the filter shows."""
    batch = desk.get_file(batch_id, by=request.visitor)
    filters, form = GridForm(QueryDict(back_to(request).removeprefix("?"))), ManyForm(request.POST)
    wanted = filters.wanted()
    form.is_valid()
    act = ACTS.get(request.POST.get("tindakan", ""))
    if act is None:
        return grid_page(
            request, batch, wanted=wanted, refused="Pilih tindakan yang akan dijalankan."
        )
    try:
        done, passed_over = act(
            batch.pk,
            form.choice(wanted, data=request.POST),
            form.cleaned_data,
            request.visitor.account_id,
        )
    except Refusal as refusal:
        batch = desk.get_file(batch_id, by=request.visitor)
        return grid_page(request, batch, wanted=wanted, refused=str(refusal))
    messages.success(request, _said(done, passed_over))
    return HttpResponseRedirect(address(batch.pk) + query(wanted))


@audience("OPERATOR")
@require_POST
def release(request: Request, batch_id: int) -> HttpResponse:
    """Let the rows that are well now go on to a second person's approval."""
    batch = desk.get_file(batch_id, by=request.visitor)
    form = ManyForm(request.POST)
    form.is_valid()
    wanted = Filter(shelf="siap")
    try:
        made = releasing.release(
            batch_id=batch.pk, choice=form.choice(wanted, data=request.POST), by=request.visitor.account_id,
            at=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        batch = desk.get_file(batch_id, by=request.visitor)
        return grid_page(request, batch, wanted=wanted, refused=str(refusal))
    messages.success(
        request,
        f"{made.row_count} baris dilepas ke berkas perbaikan. Petugas lain menyetujui penerbitannya.",
    )
    return HttpResponseRedirect(file_address(made.pk))


@audience("OPERATOR")
@require_POST
def undo(request: Request, batch_id: int, mending_id: int) -> HttpResponse:
    """Undo an act as a whole."""
    batch = desk.get_file(batch_id, by=request.visitor)
    mending = get_object_or_404(Mending, pk=mending_id, batch=batch)
    try:
        undoing.undo(mending_id=mending.pk, by=request.visitor.account_id, at=timezone.now())
    except Refusal as refusal:
        batch = desk.get_file(batch_id, by=request.visitor)
        return grid_page(request, batch, refused=str(refusal))
    messages.success(request, f"Diurungkan: {mending.row_count} baris kembali seperti sebelumnya.")
    return HttpResponseRedirect(address(batch.pk) + back_to(request))


def _said(done: Mending, passed_over: int) -> str:
    said = f"{done.get_act_display()}: {done.row_count} baris"
    if done.act in ("BULK", "RECHECK", "RELEASE", "BACK"):
        said += f", {done.well_count} di antaranya siap dilepas"
    if done.row_count >= MOST_AT_ONCE:
        said += ". Ulangi untuk baris selebihnya"
    if passed_over:
        said += f". {passed_over} baris dilewati karena baru saja diubah petugas lain"
    return said + "."


def _fill(batch_id: int, choice: Choice, said: dict[str, Any], by: int) -> tuple[Mending, int]:
    field, at = said.get("kolom") or "", timezone.now()
    if not field:
        raise CannotMend("Pilih kolom yang akan diisi.")
    return acts.fill(
        batch_id=batch_id, choice=choice, field=field, value=said.get("isi") or "", by=by, at=at
    )


def _fill_kelurahan(
    batch_id: int, choice: Choice, said: dict[str, Any], by: int
) -> tuple[Mending, int]:
    side = (said.get("sisi") or "").removesuffix("kelurahan")
    kelurahan = grid.find_kelurahan(said.get("kelurahan") or 0)
    if kelurahan is None or side not in ("", "from_", "to_"):
        raise CannotMend("Pilih kelurahan dari daftar.")
    return acts.fill_kelurahan(
        batch_id=batch_id, choice=choice, side=side, kelurahan=kelurahan, by=by, at=timezone.now()
    )


def _overrule(batch_id: int, choice: Choice, said: dict[str, Any], by: int) -> tuple[Mending, int]:
    reason = said.get("alasan_tindakan") or ""
    return acts.overrule(batch_id=batch_id, choice=choice, reason=reason, by=by, at=timezone.now())


def _set_aside(batch_id: int, choice: Choice, said: dict[str, Any], by: int) -> tuple[Mending, int]:
    reason = said.get("alasan_tindakan") or ""
    return acts.set_aside(batch_id=batch_id, choice=choice, reason=reason, by=by, at=timezone.now())


def _take_back(batch_id: int, choice: Choice, said: dict[str, Any], by: int) -> tuple[Mending, int]:
    return acts.take_back(batch_id=batch_id, choice=choice, by=by, at=timezone.now())


def _recheck(batch_id: int, choice: Choice, said: dict[str, Any], by: int) -> tuple[Mending, int]:
    return acts.recheck(batch_id=batch_id, choice=choice, by=by, at=timezone.now())


ACTS: dict[str, Act] = {
    "isi": _fill,
    "kelurahan": _fill_kelurahan,
    "terima": _overrule,
    "sisihkan": _set_aside,
    "kembali": _take_back,
    "periksa": _recheck,
}
