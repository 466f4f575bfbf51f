"""One correction: its page, its evidence, and the acts of the operator on it (Pasal 10b)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wacat.accounts.access import Visitor
from wacat.areas.models import Area, Level
from wacat.audit.actions import note, reading
from wacat.records.models import NoticeState
from wacat.records.replacing import LABELS
from wacat.values.kinds import kind_label
from wacat.values.refusal import Refusal
from wacat.verification import casefile, desk, returning, settling
from wacat.verification.models import Correction, Purpose
from wacat.verification.states import CorrectionState
from wacat.web.audience import Request, audience
from wacat.web.delivery.notice import told_line
from wacat.web.operator import words
from wacat.web.operator.case_tools import desk_tools
from wacat.web.operator.forms import AskForm, DecideForm, DoneForm, RevealForm, errors_of
from wacat.web.proofs import as_proof


@dataclass(frozen=True)
class Trouble:
    """Why an act was not done, and what had been typed, so that nothing is lost."""

    status: int
    errors: list[tuple[str, str]]
    typed: dict[str, str] = field(default_factory=dict)


@audience("OPERATOR")
@require_safe
def show(request: Request, correction_id: int) -> HttpResponse:
    """Old beside claimed, evidence, the record, the steps, what else was told of this person."""
    case = casefile.get_case(correction_id, by=request.visitor)
    if case.state == CorrectionState.SUBMITTED:
        settling.receive(correction_id=correction_id, by=request.visitor, at=timezone.now())
        case = casefile.get_case(correction_id, by=request.visitor)
    return _page(request, case)


@audience("OPERATOR")
@require_safe
def evidence(request: Request, correction_id: int, evidence_id: int) -> HttpResponse:
    """A photo given with a correction; it stays in no cache."""
    photo = casefile.get_evidence(
        correction_id=correction_id, evidence_id=evidence_id, by=request.visitor
    )
    reading(of="evidence", ids=[photo.pk])
    return as_proof(photo, number=f"k-{correction_id:06d}")


@audience("OPERATOR")
@require_POST
def reveal(request: Request, correction_id: int) -> HttpResponse:
    """Show NIK and KK in full, for a reason that is kept; the number stands in no address."""
    case = casefile.get_case(correction_id, by=request.visitor)
    form = RevealForm(request.POST)
    if not form.is_valid():
        return _page(request, case, trouble=Trouble(422, errors_of(form), _typed(request)))
    note(
        act="reveal",
        of="record",
        ids=[case.notice.record_id],
        reason=form.cleaned_data["keperluan"],
        correction=case.pk,
    )
    return _page(request, case, in_full=True)


@audience("OPERATOR")
@require_POST
def take(request: Request, correction_id: int) -> HttpResponse:
    """Take the case: others see who has it."""
    return do(request, correction_id, settling.take, "Koreksi ini sekarang Anda kerjakan.")


@audience("OPERATOR")
@require_POST
def release(request: Request, correction_id: int) -> HttpResponse:
    """Give the case back to the queue."""
    return do(request, correction_id, settling.release, "Koreksi dikembalikan ke antrean.")


@audience("OPERATOR")
@require_POST
def keep(request: Request, correction_id: int) -> HttpResponse:
    """Say that it is still being worked on, so that it does not return by itself."""
    return do(request, correction_id, returning.keep, "Koreksi ini tetap Anda kerjakan.")


@audience("OPERATOR")
@require_POST
def ask(request: Request, correction_id: int) -> HttpResponse:
    """Ask the one who answered for more; the clock pauses."""
    form = AskForm(request.POST)
    done = "Permintaan keterangan terkirim. Jam berhenti sampai dijawab."
    return do(
        request, correction_id, settling.ask, done, form=form,
        values=lambda: {
            "question": form.cleaned_data["pertanyaan"],
            "purpose": form.cleaned_data["maksud"] or Purpose.INFO,
        },
    )  # fmt: skip


@audience("OPERATOR")
@require_POST
def decide(request: Request, correction_id: int) -> HttpResponse:
    """Decide each item; accepted, accepted in part or rejected follows from it."""
    form = DecideForm(request.POST, case=casefile.get_case(correction_id, by=request.visitor))
    return do(
        request, correction_id, settling.decide,
        "Putusan tersimpan. Yang menjawab dapat membacanya sekarang.", form=form,
        values=lambda: {
            "outcomes": form.outcomes(),
            "accept": form.accepts(),
            "reason": form.cleaned_data["alasan"],
        },
    )  # fmt: skip


@audience("OPERATOR")
@require_POST
def mark_done(request: Request, correction_id: int) -> HttpResponse:
    """Say that it has been carried out in SIAK."""
    form = DoneForm(request.POST)
    return do(
        request, correction_id, settling.mark_done, "Koreksi selesai di SIAK.", form=form,
        values=lambda: {"remark": form.cleaned_data["catatan"]},
    )  # fmt: skip


def do(
    request: Request,
    correction_id: int,
    act: Callable[..., object],
    done: str,
    *,
    form: forms.Form | None = None,
    values: Callable[[], dict[str, Any]] = dict,
) -> HttpResponse:
    """Do an act of the desk and lead back to the page; a refusal shows it with the reason and the text."""
    trouble = None
    if form is not None and not form.is_valid():
        trouble = Trouble(422, errors_of(form), _typed(request))
    else:
        try:
            act(correction_id=correction_id, by=request.visitor, at=timezone.now(), **values())
        except Refusal as refusal:
            trouble = Trouble(409, [("", str(refusal))], _typed(request))
    if trouble:
        case = casefile.get_case(correction_id, by=request.visitor)
        return _page(request, case, trouble=trouble)
    messages.success(request, done)
    return HttpResponseRedirect(reverse("operator-case", args=[correction_id]))


def may_forward(case: Correction, request: Request) -> bool:
    """Whether this visitor may ask another RT now."""
    mine = case.taken_by_id == request.visitor.account_id
    return mine and case.state in (CorrectionState.IN_REVIEW, CorrectionState.FORWARDED)


def _kelurahan(by: Visitor) -> list[tuple[int, str]]:
    """The kelurahan of the city, as a choice."""
    found = Area.objects.filter(level=Level.KELURAHAN, city_id=by.city_id, closed_on=None)
    return list(found.order_by("name").values_list("id", "name"))


def _typed(request: Request) -> dict[str, str]:
    return {
        name: str(value)[:2000]
        for name, value in request.POST.items()
        if name != "csrfmiddlewaretoken"
    }


def _newer(case: Correction) -> dict[str, Any] | None:
    """What the register says now, where the fact was changed after it was disputed; NIK and KK masked."""
    newer = casefile.find_newer(case) if case.notice.state == NoticeState.WITHDRAWN else None
    if newer is None:
        return None
    told = [(words.record_value(case.notice.record, name), words.record_value(newer, name), label)
            for name, label in LABELS.items()]  # fmt: skip
    return {"catatan": newer, "beda": [(label, a, b) for a, b, label in told if a != b]}


def _page(
    request: Request,
    case: Correction,
    *,
    in_full: bool = False,
    trouble: Trouble | None = None,
) -> HttpResponse:
    now = timezone.now()
    history = casefile.history_of(case)
    told = [case.notice_id, *(notice.pk for notice in history)]
    reading(of="notice", ids=told, correction=case.pk)
    context = {
        "k": case,
        "kata": words,
        "kini": now,
        "terbuka": casefile.acts_for(case, by=request.visitor),
        "KEADAAN": CorrectionState,
        "milik_saya": case.taken_by_id == request.visitor.account_id,
        "jenis": kind_label(case.notice.record.kind),
        "diberitahukan": kind_label(case.notice.kind),
        "lengkap": in_full,
        "riwayat": [(notice, kind_label(notice.record.kind)) for notice in history],
        "berikut": desk.find_next(other_than=case.pk, by=request.visitor, at=now),
        "galat": trouble.errors if trouble else [],
        "diketik": trouble.typed if trouble else {},
        "pengiriman": told_line(case.notice),
        "pengganti": _newer(case),
        **desk_tools(case, by=request.visitor),
        "sama": casefile.same_person(case),
        "ditanya": casefile.inquiries_of(case),
        "lurah": casefile.find_cosign(case),
        "keberatan": casefile.find_objection(case),
        "boleh_terima": settling.may_accept(case),
        "sudah_didengar": settling.was_heard(case),
        "kelurahan": _kelurahan(request.visitor) if may_forward(case, request) else [],
    }
    response = render(
        request, "operator/koreksi.html", context, status=trouble.status if trouble else 200
    )
    if in_full:
        response["Cache-Control"] = "private, no-store"
    return response
