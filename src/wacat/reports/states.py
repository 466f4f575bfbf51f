"""States of a report period and who may move it (domain.md); the diagram in the docs is made from this."""

from django.db import models


class Span(models.TextChoices):
    """How long a report period is."""

    MONTH = "MONTH", "Bulan"
    QUARTER = "QUARTER", "Triwulan"
    SEMESTER = "SEMESTER", "Semester"
    YEAR = "YEAR", "Tahun"


class PeriodState(models.TextChoices):
    """Where a report period stands."""

    OPEN = "OPEN", "Terbuka"
    LOCKED = "LOCKED", "Dikunci"
    SIGNED = "SIGNED", "Ditandatangani"
    ISSUED = "ISSUED", "Diterbitkan"


S = PeriodState
KEEPERS = frozenset({"ADMINISTRATOR", "SEKRETARIS", "KEPALA"})
HEAD = frozenset({"KEPALA"})
LEADERS = frozenset({"SEKRETARIS", "KEPALA"})

# Back to OPEN is a revision: the number rises, the earlier sheets stay as they were.
TRANSITIONS: dict[tuple[PeriodState, PeriodState], frozenset[str]] = {
    (S.OPEN, S.LOCKED): KEEPERS | {"SYSTEM"},
    (S.LOCKED, S.SIGNED): HEAD,
    (S.SIGNED, S.ISSUED): KEEPERS,
    (S.LOCKED, S.OPEN): LEADERS,
    (S.SIGNED, S.OPEN): LEADERS,
    (S.ISSUED, S.OPEN): LEADERS,
}
