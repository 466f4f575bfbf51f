"""States of a temporary stay, and who may move it; the diagram is made from this."""

from django.db import models


class StayState(models.TextChoices):
    """Where a stay stands."""

    ACTIVE = "ACTIVE", "Tinggal sementara"
    EXPIRED = "EXPIRED", "Masa tinggal lewat"
    LEFT = "LEFT", "Sudah pergi"
    VOID = "VOID", "Dibatalkan"


class Purpose(models.TextChoices):
    """Why somebody stays here for a while."""

    WORK = "WORK", "Bekerja"
    STUDY = "STUDY", "Sekolah atau kuliah"
    FAMILY = "FAMILY", "Ikut atau menengok keluarga"
    CARE = "CARE", "Berobat"
    OTHER = "OTHER", "Lainnya"


S = StayState
HEAD = frozenset({"KETUA_RT"})
CLOCK = frozenset({"SYSTEM"})

TRANSITIONS: dict[tuple[StayState, StayState], frozenset[str]] = {
    (S.ACTIVE, S.EXPIRED): CLOCK,
    (S.EXPIRED, S.ACTIVE): HEAD,
    (S.ACTIVE, S.LEFT): HEAD,
    (S.EXPIRED, S.LEFT): HEAD,
    (S.ACTIVE, S.VOID): HEAD,
    (S.EXPIRED, S.VOID): HEAD,
}

OPEN = (S.ACTIVE, S.EXPIRED)
CLOSED = (S.LEFT, S.VOID)
