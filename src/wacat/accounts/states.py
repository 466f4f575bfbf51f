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
    (A.REVOKED, A.ENDED): SYSTEM,
    (A.ENDED, A.ACTIVE): SYSTEM,
    (A.ENDED, A.INVITED): SYSTEM,
}
