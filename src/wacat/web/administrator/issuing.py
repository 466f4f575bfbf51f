"""Issuing accounts at the desk (Pasal 10a): choose, decide, watch, hand out the first keys."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wacat.accounts import issuing
from wacat.accounts.delivering import open_items
from wacat.accounts.issue_queries import batches, items_of, ready_lines, sent_counts
from wacat.accounts.models import AccountState, IssueBatch, IssueState, ItemState
from wacat.queue import progress
from wacat.web.audience import Request, audience
from wacat.web.forms import whole_number
from wacat.web.proposals.words import number_of

PAGE = 100
LOOKS = {
    IssueState.PREPARED: ("hati-hati", "user-check"),
    IssueState.RUNNING: ("kabar", "hourglass"),
    IssueState.DONE: ("baik", "circle-check"),
    IssueState.CANCELLED: ("netral", "x"),
}
SHELVES = {
    "semua": "Semua",
    "belum": "Belum dikirim",
    "terkirim": "Terkirim",
    "masuk": "Sudah masuk",
    "gagal": "Tidak dapat diterbitkan",
}


def address(batch_id: int) -> str:
    """The page of a batch."""
    return reverse("issue", args=[batch_id])


@audience("ADMINISTRATOR", "KASI")
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: Request) -> HttpResponse:
    """Approved lines that wait for their accounts, and the batches so far."""
    trouble = ""
    if request.method == "POST":
        try:
            batch = _prepare(request)
        except issuing.CannotIssue as refusal:
            trouble = str(refusal)
        else:
            return HttpResponseRedirect(address(batch.pk))
    every = ready_lines()
    shown = list(every[:PAGE])
    chosen = set(request.POST.getlist("baris"))
    page = {
        "baris": [(line, not chosen or str(line.pk) in chosen) for line in shown],
        "jumlah": every.count(),
        "penerbitan": [(b, LOOKS[IssueState(b.state)]) for b in batches()[:30]],
        "sendiri": issuing.alone_at_most(),
        "administrator": request.visitor.role == "ADMINISTRATOR",
        "galat": [("", trouble)] if trouble else [],
    }
    return render(request, "administrator/penerbitan.html", page, status=409 if trouble else 200)


def _prepare(request: Request) -> IssueBatch:
    if request.POST.get("semua"):
        chosen = list(ready_lines().values_list("pk", flat=True))
    else:
        chosen = [whole_number(text) for text in request.POST.getlist("baris")]
    at = timezone.now()
    batch = issuing.prepare(line_ids=chosen, by=request.visitor, at=at)
    alone = batch.line_count <= batch.alone_most
    if request.visitor.role == "ADMINISTRATOR" and alone and request.POST.get("langsung"):
        batch = issuing.decide(batch_id=batch.pk, by=request.visitor, at=at)
    return batch


@audience("ADMINISTRATOR", "KASI")
@require_safe
def show(request: Request, issue_id: int) -> HttpResponse:
    """One batch: its state, its accounts, and how far each key has come."""
    return page_of(request, batches().get(pk=issue_id))


@audience("ADMINISTRATOR", "KASI")
@require_safe
def watch(request: Request, issue_id: int) -> HttpResponse:
    """The part of the page that changes while the job runs."""
    batch = batches().get(pk=issue_id)
    return render(request, "administrator/penerbitan_hasil.html", _context(request, batch))


def page_of(
    request: Request, batch: IssueBatch, *, trouble: str = "", status: int = 200
) -> HttpResponse:
    """The page of a batch; `trouble` says why an act was refused."""
    page = _context(request, batch) | {"galat": [("", trouble)] if trouble else []}
    response = render(request, "administrator/penerbitan_rinci.html", page, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def _context(request: Request, batch: IssueBatch) -> dict[str, Any]:
    shelf = request.GET.get("rak", "semua")
    shelf = shelf if shelf in SHELVES else "semua"
    counts = sent_counts(batch.pk)
    found = items_of(batch.pk, shelf=shelf)
    if after := whole_number(request.GET.get("setelah")):
        found = found.filter(pk__gt=after)
    shown = list(found[: PAGE + 1])
    prints = list(batch.prints.select_related("asked_by__person").order_by("-id")[:3])
    running = batch.state == IssueState.RUNNING
    return {
        "b": batch,
        "rupa": LOOKS[IssueState(batch.state)],
        "berjalan": running or any(p.made_at is None and not _failed(p.pk) for p in prints),
        "kemajuan_kini": progress.find(issuing.progress_key(batch.pk)) if running else None,
        "baris": [(item, _key_state(item), number_of(item.line.proposal)) for item in shown[:PAGE]],
        "chips": [
            (label, f"?rak={name}", counts.get(name, 0), name == shelf)
            for name, label in SHELVES.items()
        ],
        "lanjut": f"?rak={shelf}&setelah={shown[PAGE - 1].pk}" if len(shown) > PAGE else None,
        "menunggu": open_items(batch.pk).count(),
        "slip": [(p, progress.find(f"slip:{p.pk}")) for p in prints],
        "sekarang": timezone.now(),
        "dua_orang": batch.line_count > batch.alone_most,
        "memutus": request.visitor.role == "ADMINISTRATOR",
        "milik_saya": batch.prepared_by_id == request.visitor.account_id,
    }


def _failed(print_id: int) -> bool:
    told = progress.find(f"slip:{print_id}")
    return told is not None and bool(told.failure)


def _key_state(item: Any) -> tuple[str, str]:
    if item.state != ItemState.ISSUED:
        return item.get_state_display(), "gawat" if item.state == ItemState.FAILED else "netral"
    if item.line.account.state != AccountState.INVITED:
        return "Sudah masuk", "baik"
    return ("Terkirim", "kabar") if item.sent_at else ("Belum dikirim", "hati-hati")


@audience("ADMINISTRATOR")
@require_POST
def decide(request: Request, issue_id: int) -> HttpResponse:
    """Issue the accounts of a batch that was prepared."""
    batch = batches().get(pk=issue_id)
    try:
        issuing.decide(batch_id=batch.pk, by=request.visitor, at=timezone.now())
    except issuing.CannotIssue as refusal:
        return page_of(request, batches().get(pk=issue_id), trouble=str(refusal), status=409)
    messages.success(request, "Akun sedang diterbitkan.")
    return HttpResponseRedirect(address(issue_id))


@audience("ADMINISTRATOR", "KASI")
@require_POST
def cancel(request: Request, issue_id: int) -> HttpResponse:
    """Give a prepared batch up, with the reason; its lines can be chosen again."""
    batch = batches().get(pk=issue_id)
    try:
        issuing.cancel(
            batch_id=batch.pk, reason=request.POST.get("alasan", ""), by=request.visitor,
            at=timezone.now(),
        )  # fmt: skip
    except issuing.CannotIssue as refusal:
        return page_of(request, batches().get(pk=issue_id), trouble=str(refusal), status=409)
    messages.success(request, "Penerbitan dibatalkan. Barisnya dapat dipilih lagi.")
    return HttpResponseRedirect(reverse("issues"))
