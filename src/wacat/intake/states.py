"""States of a file and of its rows, and who may move them (domain.md)."""

from django.db import models


class BatchState(models.TextChoices):
    """Where a file stands."""

    RECEIVED = "RECEIVED", "Diterima"
    NEEDS_MAPPING = "NEEDS_MAPPING", "Perlu dipetakan"
    RECOGNISED = "RECOGNISED", "Dikenali"
    CHECKED = "CHECKED", "Diperiksa"
    AWAITING_APPROVAL = "AWAITING_APPROVAL", "Menunggu persetujuan"
    PUBLISHED = "PUBLISHED", "Diterbitkan"
    WITHDRAWN = "WITHDRAWN", "Ditarik"
    FAILED = "FAILED", "Ditolak"
    APPLIED = "APPLIED", "Dipakai memperbaiki"


class RowState(models.TextChoices):
    """What became of a row. A mended one goes on in the file named by its `settled_in`."""

    ACCEPTED = "ACCEPTED", "Diterima"
    QUARANTINED = "QUARANTINED", "Karantina"
    DUPLICATE = "DUPLICATE", "Kembar"
    MENDED = "MENDED", "Diperbaiki"
    ASIDE = "ASIDE", "Tidak dipakai"


S = BatchState
WORKER = frozenset({"SYSTEM"})
DESK = frozenset({"OPERATOR", "KASI", "ADMINISTRATOR", "SYSTEM"})

TRANSITIONS: dict[tuple[BatchState, BatchState], frozenset[str]] = {
    (S.RECEIVED, S.RECOGNISED): WORKER,
    (S.RECEIVED, S.FAILED): WORKER,
    (S.RECEIVED, S.NEEDS_MAPPING): WORKER,
    (S.RECEIVED, S.APPLIED): WORKER,
    (S.RECOGNISED, S.NEEDS_MAPPING): WORKER,
    (S.NEEDS_MAPPING, S.RECEIVED): DESK,
    (S.NEEDS_MAPPING, S.FAILED): DESK,
    (S.RECOGNISED, S.CHECKED): WORKER,
    (S.CHECKED, S.AWAITING_APPROVAL): DESK,
    (S.AWAITING_APPROVAL, S.CHECKED): DESK,
    (S.AWAITING_APPROVAL, S.PUBLISHED): WORKER,
    (S.PUBLISHED, S.WITHDRAWN): DESK,
}
# A file in one of these is not done with; the same file again leads to it.
UNFINISHED = (S.RECEIVED, S.NEEDS_MAPPING, S.RECOGNISED, S.AWAITING_APPROVAL)
