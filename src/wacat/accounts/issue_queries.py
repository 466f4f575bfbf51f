"""Reads of batches of accounts and of what became of their lines."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from wacat.accounts.models import (
    AccountState,
    IssueBatch,
    IssueItem,
    ItemState,
    ProposalLine,
)
from wacat.accounts.proposal_states import LineState

ISSUED = Q(state=ItemState.ISSUED)
WAITING = Q(line__account__state=AccountState.INVITED)
SHELVES = {
    "semua": ~Q(state=ItemState.DROPPED),
    "belum": ISSUED & WAITING & Q(sent_at=None),
    "terkirim": ISSUED & WAITING & Q(sent_at__isnull=False),
    "masuk": ISSUED & ~WAITING,
    "gagal": Q(state=ItemState.FAILED),
}


def ready_lines() -> QuerySet[ProposalLine]:
    """Approved lines without an account that stand in no batch."""
    taken = IssueItem.objects.filter(
        line=OuterRef("pk"), state__in=[ItemState.WAITING, ItemState.ISSUED]
    )
    return (
        ProposalLine.objects.filter(~Exists(taken), state=LineState.APPROVED, account=None)
        .select_related("area__kelurahan", "proposal")
        .order_by("area__kelurahan_id", "area__number", "id")
    )


def batches() -> QuerySet[IssueBatch]:
    """Every batch with who prepared and decided it, newest first."""
    return (
        IssueBatch.objects.select_related("prepared_by__person", "decided_by__person")
        .annotate(
            issued_count=Count("items", filter=Q(items__state=ItemState.ISSUED)),
            failed_count=Count("items", filter=Q(items__state=ItemState.FAILED)),
        )
        .order_by("-id")
    )


def items_of(batch_id: int, *, shelf: str) -> QuerySet[IssueItem]:
    """The lines of a batch on one shelf, in the order in which they were put in."""
    return (
        IssueItem.objects.filter(SHELVES[shelf], batch_id=batch_id)
        .select_related("line__account", "line__area__kelurahan", "line__proposal")
        .order_by("id")
    )


def sent_counts(batch_id: int) -> dict[str, int]:
    """How many lines of a batch stand on each shelf."""
    return IssueItem.objects.filter(batch_id=batch_id).aggregate(
        **{name: Count("id", filter=which) for name, which in SHELVES.items()}
    )
