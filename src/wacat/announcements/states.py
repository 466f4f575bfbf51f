"""States of one wording of an announcement; the diagram in the docs is made from this."""

from django.db import models


class VersionState(models.TextChoices):
    """Where a wording stands."""

    DRAFT = "DRAFT", "Konsep"
    SUBMITTED = "SUBMITTED", "Menunggu persetujuan"
    RETURNED = "RETURNED", "Dikembalikan"
    APPROVED = "APPROVED", "Disetujui"
    REPLACED = "REPLACED", "Diganti versi baru"
    WITHDRAWN = "WITHDRAWN", "Ditarik"


S = VersionState
WRITERS = frozenset({"OPERATOR", "ADMINISTRATOR", "KASI"})

# Who approves is never who wrote (a CHECK holds it); the system only approves a bulletin, where
# the office has set so.
TRANSITIONS: dict[tuple[VersionState, VersionState], frozenset[str]] = {
    (S.DRAFT, S.SUBMITTED): WRITERS,
    (S.DRAFT, S.APPROVED): frozenset({"SYSTEM"}),
    (S.SUBMITTED, S.APPROVED): WRITERS,
    (S.SUBMITTED, S.RETURNED): WRITERS,
    (S.APPROVED, S.REPLACED): WRITERS,
    (S.APPROVED, S.WITHDRAWN): WRITERS,
}


class Kind(models.TextChoices):
    """An announcement, or the monthly development of the data."""

    NEWS = "NEWS", "Pengumuman"
    BULLETIN = "BULLETIN", "Perkembangan data"
