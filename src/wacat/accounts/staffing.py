"""New people of the office itself: staff need no proposal (Pasal 7, 9, 10)."""

import re
from datetime import datetime

from django.db import transaction

from wacat.accounts.models import Account, AccountState, Person
from wacat.audit.actions import note
from wacat.values.refusal import Refusal

_NOT_A_LETTER = re.compile(r"[^a-z]+")


class CannotAdmit(Refusal):
    """The person cannot be taken up; the message says why and what to do."""


@transaction.atomic
def admit(*, name: str, phone: str, email: str, by: int, at: datetime) -> Account:
    """Take up a member of the staff with an invited account; an office is given by `appoint`.

    Raises:
        CannotAdmit: without a name.
    """
    if not name.strip():
        raise CannotAdmit("Tulis nama petugas.")
    person = Person.objects.create(
        name=name.strip()[:120], phone=phone.strip(), email=email.strip()
    )
    account = Account(
        person=person, username=_free_username(name), state=AccountState.INVITED,
        must_change_password=True,
    )  # fmt: skip
    account.set_unusable_password()
    account.save()
    note(act="account.issued", of="account", ids=[account.pk])
    return account


def _free_username(name: str) -> str:
    """The first name, with a number where it is taken."""
    stem = _NOT_A_LETTER.sub("", name.lower().split()[0] if name.split() else "")[:40] or "petugas"
    taken = set(
        Account.objects.filter(username__startswith=stem).values_list("username", flat=True)
    )
    if stem not in taken:
        return stem
    return next(f"{stem}{n}" for n in range(2, len(taken) + 3) if f"{stem}{n}" not in taken)
