"""Reads of proposals; each names the kelurahan or kecamatan it is about."""

from django.db.models import Count, Q, QuerySet

from wacat.accounts.models import Proposal, ProposalLine
from wacat.accounts.proposal_states import LineState, ProposalState

S = ProposalState
SHELVES: dict[str, tuple[ProposalState, ...]] = {
    "menunggu": (S.SUBMITTED, S.IN_REVIEW),
    "kembali": (S.RETURNED,),
    "disetujui": (S.APPROVED, S.PARTLY_APPROVED),
    "ditolak": (S.REJECTED,),
    "semua": tuple(S),
}
OWN_SHELVES: dict[str, tuple[ProposalState, ...]] = {
    "semua": tuple(S),
    "draf": (S.DRAFT,),
    "perbaiki": (S.RETURNED,),
    "menunggu": (S.SUBMITTED, S.IN_REVIEW),
    "selesai": (S.APPROVED, S.PARTLY_APPROVED, S.REJECTED),
}


def of_kelurahan(kelurahan_id: int) -> QuerySet[Proposal]:
    """The proposals for the RTs of a kelurahan, newest first."""
    return with_counts(
        Proposal.objects.filter(kelurahan_id=kelurahan_id, kind="KETUA_RT")
    ).order_by("-id")


def for_desk() -> QuerySet[Proposal]:
    """The proposals that have been sent to the office, and those it records itself; newest first."""
    sent = Q(submitted_at__isnull=False) | Q(via="LETTER")
    return with_counts(Proposal.objects.filter(sent)).order_by("-id")


def with_counts(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Proposals with `line_count`, `returned_count`, `approved_count`, `faulty_count`, `sent_count`."""
    standing = ~Q(lines__state=LineState.REMOVED) & Q(lines__isnull=False)
    return proposals.select_related("kelurahan", "kecamatan").annotate(
        line_count=Count("lines", filter=standing),
        sent_count=Count("lines", filter=Q(lines__state=LineState.SENT)),
        returned_count=Count("lines", filter=Q(lines__state=LineState.RETURNED)),
        approved_count=Count("lines", filter=Q(lines__state=LineState.APPROVED)),
        faulty_count=Count("lines", filter=Q(lines__state=LineState.DRAFT) & ~Q(lines__faults=[])),
    )  # fmt: skip


def with_people(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Proposals with the persons who began, prepared and decided them."""
    return proposals.select_related("began_by__person", "prepared_by__person", "decided_by__person")


def count_shelves(
    proposals: QuerySet[Proposal], shelves: dict[str, tuple[ProposalState, ...]]
) -> dict[str, int]:
    """How many of these proposals stand on each shelf."""
    by_state = dict(
        proposals.order_by().values_list("state").annotate(n=Count("id", distinct=True))
    )
    return {
        name: sum(by_state.get(state, 0) for state in states) for name, states in shelves.items()
    }


def lines_of(proposal: Proposal) -> QuerySet[ProposalLine]:
    """The standing lines of a proposal in their order."""
    return (
        proposal.lines.exclude(state=LineState.REMOVED)
        .select_related("area__kelurahan", "account")
        .order_by("number")
    )
