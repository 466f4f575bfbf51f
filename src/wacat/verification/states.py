"""States of a correction and who may move it (domain.md); the diagram in the docs is made from this."""

from django.db import models


class CorrectionState(models.TextChoices):
    """Where a correction stands."""

    SUBMITTED = "SUBMITTED", "Terkirim"
    IN_REVIEW = "IN_REVIEW", "Sedang diperiksa"
    NEEDS_INFO = "NEEDS_INFO", "Perlu keterangan"
    ACCEPTED = "ACCEPTED", "Diterima"
    PARTLY_ACCEPTED = "PARTLY_ACCEPTED", "Diterima sebagian"
    REJECTED = "REJECTED", "Ditolak"
    DONE_IN_SIAK = "DONE_IN_SIAK", "Selesai di SIAK"
    CANCELLED = "CANCELLED", "Dibatalkan"


S = CorrectionState
AUTHOR = frozenset({"KETUA_RT", "LURAH"})
DESK = frozenset({"OPERATOR"})

TRANSITIONS: dict[tuple[CorrectionState, CorrectionState], frozenset[str]] = {
    (S.SUBMITTED, S.IN_REVIEW): DESK,
    (S.SUBMITTED, S.CANCELLED): AUTHOR,
    (S.IN_REVIEW, S.SUBMITTED): DESK,
    (S.IN_REVIEW, S.NEEDS_INFO): DESK,
    (S.NEEDS_INFO, S.IN_REVIEW): AUTHOR,
    (S.IN_REVIEW, S.ACCEPTED): DESK,
    (S.IN_REVIEW, S.PARTLY_ACCEPTED): DESK,
    (S.IN_REVIEW, S.REJECTED): DESK,
    (S.ACCEPTED, S.DONE_IN_SIAK): DESK,
    (S.PARTLY_ACCEPTED, S.DONE_IN_SIAK): DESK,
}

DECIDED = (S.ACCEPTED, S.PARTLY_ACCEPTED, S.REJECTED)
CLOSED = (S.REJECTED, S.DONE_IN_SIAK, S.CANCELLED)
OPEN = (S.SUBMITTED, S.IN_REVIEW, S.NEEDS_INFO, S.ACCEPTED, S.PARTLY_ACCEPTED)
