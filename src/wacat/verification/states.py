"""States of a correction and who may move it (domain.md); the diagram in the docs is made from this."""

from django.db import models


class CorrectionState(models.TextChoices):
    """Where a correction stands."""

    SUBMITTED = "SUBMITTED", "Terkirim"
    RECEIVED = "RECEIVED", "Sudah sampai"
    IN_REVIEW = "IN_REVIEW", "Sedang diperiksa"
    NEEDS_INFO = "NEEDS_INFO", "Perlu keterangan"
    ACCEPTED = "ACCEPTED", "Diterima"
    PARTLY_ACCEPTED = "PARTLY_ACCEPTED", "Diterima sebagian"
    REJECTED = "REJECTED", "Ditolak"
    DUPLICATE = "DUPLICATE", "Sama dengan yang lain"
    FORWARDED = "FORWARDED", "Ditanyakan ke RT lain"
    DONE_IN_SIAK = "DONE_IN_SIAK", "Selesai di SIAK"
    CLOSED = "CLOSED", "Ditutup"
    CANCELLED = "CANCELLED", "Dibatalkan"


S = CorrectionState
AUTHOR = frozenset({"KETUA_RT", "LURAH"})
DESK = frozenset({"OPERATOR"})
SYSTEM = frozenset({"SYSTEM"})

# an answer may be taken back until an operator has begun, and while he waits for its author
CANCELLABLE = (S.SUBMITTED, S.RECEIVED, S.NEEDS_INFO)
# the desk has finished; the result waits to be read
FINISHED = (S.REJECTED, S.DUPLICATE, S.DONE_IN_SIAK)
# against these stands one objection
OBJECTABLE = (S.PARTLY_ACCEPTED, *FINISHED, S.CLOSED)
DECIDED = (S.ACCEPTED, S.PARTLY_ACCEPTED, S.REJECTED, S.DUPLICATE, S.FORWARDED)
# decided, and still to be carried out
FOLLOWED = (S.ACCEPTED, S.PARTLY_ACCEPTED, S.FORWARDED)

TRANSITIONS: dict[tuple[CorrectionState, CorrectionState], frozenset[str]] = {
    (S.SUBMITTED, S.RECEIVED): DESK,
    (S.RECEIVED, S.IN_REVIEW): DESK,
    (S.IN_REVIEW, S.RECEIVED): DESK | SYSTEM,
    (S.IN_REVIEW, S.NEEDS_INFO): DESK,
    (S.NEEDS_INFO, S.IN_REVIEW): AUTHOR | DESK,
    **{(S.IN_REVIEW, decided): DESK for decided in DECIDED},
    # nobody there knew the person: another RT is asked, or the case ends
    (S.FORWARDED, S.FORWARDED): DESK,
    (S.FORWARDED, S.CLOSED): DESK,
    **{(followed, S.DONE_IN_SIAK): DESK for followed in FOLLOWED},
    **{(finished, S.CLOSED): AUTHOR | SYSTEM for finished in FINISHED},
    **{(told, S.RECEIVED): AUTHOR for told in OBJECTABLE},
    **{(early, S.CANCELLED): AUTHOR for early in CANCELLABLE},
}

UNDECIDED = (S.SUBMITTED, S.RECEIVED, S.IN_REVIEW, S.NEEDS_INFO)
# nothing is left to do for the desk: `closed_at` is set
CLOSED = (*FINISHED, S.CLOSED, S.CANCELLED)
OPEN = (*UNDECIDED, *FOLLOWED)


class PatternState(models.TextChoices):
    """Where an alarm about many denials stands."""

    RAISED = "RAISED", "Baru"
    SEEN = "SEEN", "Sudah dilihat"
    CLOSED = "CLOSED", "Selesai ditinjau"


WATCHERS = frozenset({"OPERATOR", "KEPALA", "SEKRETARIS"})
PATTERN_TRANSITIONS: dict[tuple[PatternState, PatternState], frozenset[str]] = {
    (PatternState.RAISED, PatternState.SEEN): WATCHERS,
    (PatternState.SEEN, PatternState.CLOSED): WATCHERS,
}
