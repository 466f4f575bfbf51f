"""The Lurah's proposals for RT heads (Pasal 5(1)b): list, one proposal, sending and taking back."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wacat.accounts import proposing
from wacat.accounts.models import Proposal, ProposalLine
from wacat.accounts.proposal_queries import (
    OWN_SHELVES,
    count_shelves,
    of_kelurahan,
    with_people,
)
from wacat.accounts.proposal_states import EDITABLE, LineState, ProposalState
from wacat.areas.models import Area
from wacat.web.audience import Request, audience
from wacat.web.forms import whole_number
from wacat.web.proposals.words import LOOKS, number_of, shown_lines

PAGE = 25
SHELF_LABELS = {
    "semua": "Semua",
    "draf": "Belum dikirim",
    "perbaiki": "Perlu diperbaiki",
    "menunggu": "Menunggu putusan",
    "selesai": "Selesai",
}


def own_kelurahan(request: Request) -> Area:
    """The kelurahan of the Lurah who asks."""
    return Area.objects.select_related("kecamatan").get(pk=request.visitor.kelurahan_id or 0)


def own(request: Request, proposal_id: int) -> Proposal:
    """A proposal of the Lurah's own kelurahan.

    Raises:
        Proposal.DoesNotExist: there is none such.
    """
    return with_people(of_kelurahan(request.visitor.kelurahan_id or 0)).get(pk=proposal_id)


def own_line(request: Request, proposal_id: int, line_id: int) -> ProposalLine:
    """A line of such a proposal.

    Raises:
        ObjectDoesNotExist: there is none such.
    """
    return own(request, proposal_id).lines.get(pk=line_id)


def address(proposal_id: int) -> str:
    """The page of a proposal."""
    return reverse("lurah-proposal", args=[proposal_id])


@audience("LURAH")
@require_safe
def index(request: Request) -> HttpResponse:
    """What was proposed for this kelurahan, and what became of it."""
    shelf = request.GET.get("rak", "semua")
    shelf = shelf if shelf in OWN_SHELVES else "semua"
    every = of_kelurahan(request.visitor.kelurahan_id or 0)
    counts = count_shelves(every, OWN_SHELVES)
    found = every.filter(state__in=OWN_SHELVES[shelf])
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
        "jumlah": counts[shelf],
        "lanjut": f"?rak={shelf}&sebelum={shown[PAGE - 1].pk}" if len(shown) > PAGE else None,
        "kelurahan": request.visitor.area_name,
    }
    return render(request, "lurah/usulan.html", page)


@audience("LURAH")
@require_safe
def show(request: Request, proposal_id: int) -> HttpResponse:
    """One proposal with its lines, and what can be done with it now."""
    return page_of(request, own(request, proposal_id))


def page_of(
    request: Request, proposal: Proposal, *, trouble: str = "", status: int = 200
) -> HttpResponse:
    """The page of a proposal; `trouble` says why an act was refused."""
    lines = shown_lines(proposal)
    drafts = [entry for entry in lines if entry["line"].state == LineState.DRAFT]
    page = {
        "u": proposal,
        "nomor": number_of(proposal),
        "rupa": LOOKS[proposal.state],
        "bertanda": [entry for entry in lines if entry["faults"]],
        "baik": [entry for entry in lines if not entry["faults"]],
        "siap": sum(1 for entry in drafts if not entry["faults"]),
        "dapat_diubah": proposal.state in EDITABLE,
        "dapat_ditarik": proposal.state == ProposalState.SUBMITTED,
        "dihapus": list(proposal.lines.filter(state=LineState.REMOVED).order_by("number")),
        "galat": [("", trouble)] if trouble else [],
    }
    return render(request, "lurah/usulan_rinci.html", page, status=status)


@audience("LURAH")
@require_POST
def send(request: Request, proposal_id: int) -> HttpResponse:
    """Send the good lines to the office."""
    proposal = own(request, proposal_id)
    try:
        sent = proposing.submit(
            proposal_id=proposal.pk, by=request.visitor.account_id, at=timezone.now()
        )
    except proposing.CannotPropose as refusal:
        return page_of(request, own(request, proposal_id), trouble=str(refusal), status=409)
    messages.success(request, f"Usulan {number_of(sent)} terkirim ke Disdukcapil.")
    rest = sent.rests.filter(state=ProposalState.DRAFT).order_by("-id").first()
    if rest is not None:
        messages.warning(
            request, f"Baris yang perlu diperbaiki tersimpan sebagai usulan {number_of(rest)}."
        )
    return HttpResponseRedirect(address(sent.pk))


@audience("LURAH")
@require_POST
def take_back(request: Request, proposal_id: int) -> HttpResponse:
    """Take a proposal back before the office begins with it."""
    proposal = own(request, proposal_id)
    try:
        proposing.withdraw(proposal_id=proposal.pk, at=timezone.now())
    except proposing.CannotPropose as refusal:
        return page_of(request, own(request, proposal_id), trouble=str(refusal), status=409)
    messages.success(request, "Usulan ditarik. Anda dapat mengubahnya dan mengirimnya lagi.")
    return HttpResponseRedirect(address(proposal.pk))
