"""States of an evaluation and of a follow-up, and who may move them; the diagrams are made from this."""

from django.db import models


class EvaluationState(models.TextChoices):
    """Where the evaluation of a semester stands."""

    OPEN = "OPEN", "Disusun"
    LOCKED = "LOCKED", "Menunggu pengesahan"
    SIGNED = "SIGNED", "Disahkan"


class FollowUpState(models.TextChoices):
    """Where a follow-up stands."""

    OPEN = "OPEN", "Belum dikerjakan"
    IN_PROGRESS = "IN_PROGRESS", "Sedang dikerjakan"
    DONE = "DONE", "Selesai"
    DROPPED = "DROPPED", "Tidak dilanjutkan"


E, F = EvaluationState, FollowUpState
HEAD = frozenset({"KEPALA"})
SECRETARY = frozenset({"SEKRETARIS"})
LEADERS = HEAD | SECRETARY
OWNERS = LEADERS | {"ADMINISTRATOR", "KASI"}

# Back to OPEN from SIGNED is a revision: the number rises, the earlier edition stays as it was.
TRANSITIONS: dict[tuple[EvaluationState, EvaluationState], frozenset[str]] = {
    (E.OPEN, E.LOCKED): SECRETARY,
    (E.LOCKED, E.OPEN): LEADERS,
    (E.LOCKED, E.SIGNED): HEAD,
    (E.SIGNED, E.OPEN): LEADERS,
}

FOLLOW_UP_TRANSITIONS: dict[tuple[FollowUpState, FollowUpState], frozenset[str]] = {
    (F.OPEN, F.IN_PROGRESS): OWNERS,
    (F.IN_PROGRESS, F.OPEN): OWNERS,
    (F.IN_PROGRESS, F.DONE): OWNERS,
    (F.OPEN, F.DONE): OWNERS,
    (F.OPEN, F.DROPPED): LEADERS,
    (F.IN_PROGRESS, F.DROPPED): LEADERS,
    (F.DONE, F.IN_PROGRESS): LEADERS,
    (F.DROPPED, F.OPEN): LEADERS,
}
RUNNING = (F.OPEN, F.IN_PROGRESS)
