"""States of an account and of a sanction, and who may move them (domain.md).

HOLDER is the holder of the account himself; SYSTEM a job, or the consequence of another act.
docs/rujukan/keadaan.md is made from these tables.
"""

from django.db import models


class AccountState(models.TextChoices):
    """The life of an account."""

    INVITED = "INVITED", "Diundang"
    ACTIVE = "ACTIVE", "Aktif"
    LOCKED = "LOCKED", "Terkunci"
    SUSPENDED = "SUSPENDED", "Ditangguhkan"
    REVOKED = "REVOKED", "Dicabut"
    ENDED = "ENDED", "Berakhir"


A = AccountState
OFFICE = frozenset({"ADMINISTRATOR"})
DESK = frozenset({"ADMINISTRATOR", "KASI"})
LOCKERS = frozenset({"ADMINISTRATOR", "KASI", "LURAH", "HOLDER"})
SYSTEM = frozenset({"SYSTEM"})

ACCOUNT_TRANSITIONS: dict[tuple[AccountState, AccountState], frozenset[str]] = {
    (A.INVITED, A.ACTIVE): frozenset({"HOLDER"}),
    (A.ACTIVE, A.LOCKED): LOCKERS,
    (A.LOCKED, A.ACTIVE): OFFICE,
    (A.ACTIVE, A.SUSPENDED): OFFICE,
    (A.LOCKED, A.SUSPENDED): OFFICE,
    (A.INVITED, A.SUSPENDED): OFFICE,
    (A.SUSPENDED, A.ACTIVE): OFFICE,
    (A.SUSPENDED, A.INVITED): OFFICE,
    (A.INVITED, A.REVOKED): SYSTEM,
    (A.ACTIVE, A.REVOKED): SYSTEM,
    (A.LOCKED, A.REVOKED): SYSTEM,
    (A.SUSPENDED, A.REVOKED): SYSTEM,
    (A.REVOKED, A.ACTIVE): SYSTEM,
    (A.REVOKED, A.INVITED): SYSTEM,
    (A.INVITED, A.ENDED): SYSTEM,
    (A.ACTIVE, A.ENDED): SYSTEM,
    (A.LOCKED, A.ENDED): SYSTEM,
    (A.SUSPENDED, A.ENDED): SYSTEM,
    (A.ENDED, A.ACTIVE): SYSTEM,
    (A.ENDED, A.INVITED): SYSTEM,
}


class SanctionState(models.TextChoices):
    """Where a sanction stands (Pasal 6)."""

    PREPARED = "PREPARED", "Menunggu putusan"
    DROPPED = "DROPPED", "Tidak diteruskan"
    IN_FORCE = "IN_FORCE", "Berlaku"
    OBJECTED = "OBJECTED", "Ada keberatan"
    UPHELD = "UPHELD", "Tetap berlaku"
    REINSTATED = "REINSTATED", "Dipulihkan"
    FINAL = "FINAL", "Berlaku, tanpa keberatan"


S = SanctionState
JUDGES = frozenset({"KEPALA", "SEKRETARIS"})

SANCTION_TRANSITIONS: dict[tuple[SanctionState, SanctionState], frozenset[str]] = {
    (S.PREPARED, S.IN_FORCE): DESK,
    (S.PREPARED, S.DROPPED): DESK,
    (S.IN_FORCE, S.OBJECTED): DESK | {"HOLDER"},
    (S.IN_FORCE, S.FINAL): SYSTEM,
    (S.OBJECTED, S.UPHELD): JUDGES,
    (S.OBJECTED, S.REINSTATED): JUDGES,
}
OPEN_SANCTIONS = (S.PREPARED, S.IN_FORCE, S.OBJECTED)
