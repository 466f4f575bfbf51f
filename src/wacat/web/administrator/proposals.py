"""Proposals at the desk (Pasal 5(1), 10a): queue, one proposal line by line, decision, letters."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wacat.accounts import proposing, reviewing, scans
from wacat.accounts.models import Proposal
from wacat.accounts.proposal_queries import SHELVES, count_shelves, for_desk, with_people
from wacat.accounts.proposal_states import EDITABLE, WAITING, LineState, ProposalState
from wacat.accounts.reviewing import Verdict
from wacat.web.audience import Request, audience
from wacat.web.forms import whole_number
from wacat.web.proposals.words import LOOKS, number_of, shown_lines

PAGE = 50
SHELF_LABELS = {
    "menunggu": "Menunggu putusan",
    "kembali": "Dikembalikan",
    "disetujui": "Disetujui",
    "ditolak": "Ditolak",
    "semua": "Semua",
}


def address(proposal_id: int) -> str:
    """The page of a proposal at the desk."""
    return reverse("proposal", args=[proposal_id])


@audience("ADMINISTRATOR", "KASI")
@require_safe
def index(request: Request) -> HttpResponse:
    """What waits for a decision, and what became of the rest."""
    shelf = request.GET.get("rak", "menunggu")
    shelf = shelf if shelf in SHELVES else "menunggu"
    words = request.GET.get("cari", "").strip()[:80]
    every = for_desk()
    if words:
        every = every.filter(kelurahan__name__icontains=words) | every.filter(
            kecamatan__name__icontains=words
        )
    counts = count_shelves(every, SHELVES)
    found = with_people(every.filter(state__in=SHELVES[shelf]))
    if before := whole_number(request.GET.get("sebelum")):
        found = found.filter(pk__lt=before)
    shown = list(found[: PAGE + 1])
    page = {
        "usulan": [(p, number_of(p), LOOKS[p.state]) for p in shown[:PAGE]],
        "chips": [
            (label, f"?rak={name}", counts[name], name == shelf)
            for name, label in SHELF_LABELS.items()
        ],
        "rak": shelf,
        "cari": words,
        "jumlah": counts[shelf],
        "lanjut": f"?rak={shelf}&cari={words}&sebelum={shown[PAGE - 1].pk}"
        if len(shown) > PAGE
        else None,
    }
    return render(request, "administrator/usulan.html", page)


@audience("ADMINISTRATOR", "KASI")
@require_safe
def show(request: Request, proposal_id: int) -> HttpResponse:
    """One proposal line by line: what is known of each, and the decision."""
    return page_of(request, at_desk(proposal_id))


def at_desk(proposal_id: int) -> Proposal:
    """A proposal that has reached the office.

    Raises:
        Proposal.DoesNotExist: there is none such.
    """
    return with_people(for_desk()).get(pk=proposal_id)


def page_of(
    request: Request, proposal: Proposal, *, trouble: str = "", status: int = 200
) -> HttpResponse:
    """The page of a proposal at the desk; what was typed stands again after a refusal."""
    lines = shown_lines(proposal)
    for entry in lines:
        line = entry["line"]
        given = request.POST.get(f"putusan-{line.pk}", "") if trouble else ""
        entry["choice"] = given or line.advice or LineState.APPROVED
        entry["why"] = request.POST.get(f"alasan-{line.pk}", "") if given else line.reason
    drafts = [entry for entry in lines if entry["line"].state == LineState.DRAFT]
    page = {
        "u": proposal,
        "nomor": number_of(proposal),
        "rupa": LOOKS[proposal.state],
        "menunggu": [e for e in lines if e["line"].state == LineState.SENT],
        "lain": [e for e in lines if e["line"].state not in (LineState.SENT, LineState.DRAFT)],
        "draf": drafts,
        "siap": sum(1 for e in drafts if not e["faults"]),
        "dapat_diputus": proposal.state in WAITING,
        "dapat_diubah": proposal.state in EDITABLE and proposal.via == "LETTER",
        "memutus": request.visitor.role == "ADMINISTRATOR",
        "galat": [("", trouble)] if trouble else [],
    }
    return render(request, "administrator/usulan_rinci.html", page, status=status)


@audience("ADMINISTRATOR", "KASI")
@require_POST
def take(request: Request, proposal_id: int) -> HttpResponse:
    """Begin with a proposal, so that its author cannot take it back meanwhile."""
    reviewing.take(proposal_id=at_desk(proposal_id).pk, by=request.visitor, at=timezone.now())
    return HttpResponseRedirect(address(proposal_id))


@audience("ADMINISTRATOR", "KASI")
@require_POST
def decide(request: Request, proposal_id: int) -> HttpResponse:
    """The administrator decides; what the Kasi chooses is kept as advice."""
    proposal = at_desk(proposal_id)
    given = _verdicts(request, proposal)
    at = timezone.now()
    try:
        if request.visitor.role == "ADMINISTRATOR":
            done = reviewing.decide(
                proposal_id=proposal.pk, verdicts=given, by=request.visitor, at=at
            )
            messages.success(request, _told(done))
        else:
            reviewing.advise(proposal_id=proposal.pk, verdicts=given, by=request.visitor, at=at)
            messages.success(request, "Saran tersimpan. Administrator yang memutus.")
    except reviewing.CannotReview as refusal:
        return page_of(request, at_desk(proposal_id), trouble=str(refusal), status=409)
    return HttpResponseRedirect(address(proposal.pk))


@audience("ADMINISTRATOR")
@require_POST
def take_back(request: Request, proposal_id: int, line_id: int) -> HttpResponse:
    """Return an approved line on which no account stands yet."""
    line = at_desk(proposal_id).lines.get(pk=line_id)
    try:
        reviewing.take_back_approval(
            line_id=line.pk, reason=request.POST.get("alasan", ""), by=request.visitor,
            at=timezone.now(),
        )  # fmt: skip
    except reviewing.CannotReview as refusal:
        return page_of(request, at_desk(proposal_id), trouble=str(refusal), status=409)
    messages.success(request, f"Baris {line.number} dikembalikan kepada pengusul.")
    return HttpResponseRedirect(address(proposal_id))


@audience("ADMINISTRATOR", "KASI")
@require_POST
def send(request: Request, proposal_id: int) -> HttpResponse:
    """Put the recorded lines of a letter forward for the decision."""
    proposal = at_desk(proposal_id)
    if proposal.via != "LETTER":
        raise Proposal.DoesNotExist
    try:
        sent = proposing.submit(
            proposal_id=proposal.pk, by=request.visitor.account_id, at=timezone.now()
        )
    except proposing.CannotPropose as refusal:
        return page_of(request, at_desk(proposal_id), trouble=str(refusal), status=409)
    rest = sent.rests.filter(state=ProposalState.DRAFT).order_by("-id").first()
    if rest is not None:
        messages.warning(
            request, f"Baris yang perlu diperbaiki tersimpan sebagai usulan {number_of(rest)}."
        )
    return HttpResponseRedirect(address(sent.pk))


@audience("ADMINISTRATOR", "KASI")
@require_safe
def letter(request: Request, proposal_id: int) -> HttpResponse:
    """The scan of the letter behind a proposal."""
    proposal = at_desk(proposal_id)
    scan = scans.find(proposal.letter_scan)
    if scan is None:
        raise Proposal.DoesNotExist
    response = HttpResponse(scan.content, content_type=scan.media_type)
    response["Content-Disposition"] = (
        f'inline; filename="surat-{number_of(proposal)}.{scan.suffix}"'
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _verdicts(request: Request, proposal: Proposal) -> dict[int, Verdict]:
    waiting = proposal.lines.filter(state=LineState.SENT).values_list("pk", flat=True)
    every = request.POST.get("semua", "")
    given: dict[int, Verdict] = {}
    for line_id in waiting:
        state = every or request.POST.get(f"putusan-{line_id}", "")
        if state:
            reason = request.POST.get(f"alasan-{line_id}", "")
            given[line_id] = Verdict(state, "" if state == LineState.APPROVED else reason)
    return given


def _told(proposal: Proposal) -> str:
    states: dict[str, Any] = {
        ProposalState.APPROVED: "Usulan disetujui. Akunnya dapat diterbitkan.",
        ProposalState.PARTLY_APPROVED: "Usulan disetujui sebagian. Pengusul membaca alasannya.",
        ProposalState.RETURNED: "Usulan dikembalikan kepada pengusul beserta alasannya.",
        ProposalState.REJECTED: "Usulan ditolak. Pengusul membaca alasannya.",
    }
    return str(states[ProposalState(proposal.state)])
