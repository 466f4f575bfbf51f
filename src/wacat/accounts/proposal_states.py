"""States of a proposal and of its lines, and who may move them (Pasal 5(1), 10a)."""

from django.db import models


class ProposalState(models.TextChoices):
    """Where a proposal stands."""

    DRAFT = "DRAFT", "Belum dikirim"
    SUBMITTED = "SUBMITTED", "Terkirim"
    IN_REVIEW = "IN_REVIEW", "Sedang diperiksa"
    APPROVED = "APPROVED", "Disetujui"
    PARTLY_APPROVED = "PARTLY_APPROVED", "Disetujui sebagian"
    RETURNED = "RETURNED", "Perlu diperbaiki"
    REJECTED = "REJECTED", "Ditolak"


class LineState(models.TextChoices):
    """Where one line of a proposal stands."""

    DRAFT = "DRAFT", "Belum dikirim"
    SENT = "SENT", "Menunggu putusan"
    APPROVED = "APPROVED", "Disetujui"
    RETURNED = "RETURNED", "Perlu diperbaiki"
    REJECTED = "REJECTED", "Ditolak"
    REMOVED = "REMOVED", "Dihapus pengusul"


S = ProposalState
# The Camat is not a user: what he sends comes in through his link, or is recorded by the office.
AUTHOR = frozenset({"LURAH", "CAMAT", "ADMINISTRATOR", "KASI"})
DESK = frozenset({"ADMINISTRATOR", "KASI"})
ADMINISTRATOR = frozenset({"ADMINISTRATOR"})

TRANSITIONS: dict[tuple[ProposalState, ProposalState], frozenset[str]] = {
    (S.DRAFT, S.SUBMITTED): AUTHOR,
    (S.SUBMITTED, S.DRAFT): AUTHOR,
    (S.SUBMITTED, S.RETURNED): AUTHOR,  # what had been returned before, taken back
    (S.SUBMITTED, S.PARTLY_APPROVED): AUTHOR,
    (S.SUBMITTED, S.IN_REVIEW): DESK,
    (S.IN_REVIEW, S.APPROVED): ADMINISTRATOR,
    (S.IN_REVIEW, S.PARTLY_APPROVED): ADMINISTRATOR,
    (S.IN_REVIEW, S.RETURNED): ADMINISTRATOR,
    (S.IN_REVIEW, S.REJECTED): ADMINISTRATOR,
    (S.RETURNED, S.SUBMITTED): AUTHOR,
    (S.PARTLY_APPROVED, S.SUBMITTED): AUTHOR,
}

EDITABLE = (S.DRAFT, S.RETURNED, S.PARTLY_APPROVED)
WAITING = (S.SUBMITTED, S.IN_REVIEW)
DECIDED = (S.APPROVED, S.PARTLY_APPROVED, S.RETURNED, S.REJECTED)


def outcome(lines: set[str]) -> ProposalState:
    """What a proposal is when its lines stand like this."""
    standing = lines - {LineState.REMOVED}
    if standing <= {LineState.APPROVED}:
        return S.APPROVED
    if LineState.APPROVED in standing:
        return S.PARTLY_APPROVED
    return S.RETURNED if LineState.RETURNED in standing else S.REJECTED
