"""A code for somebody else who cannot get in: who may give it to whom, with the reason."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from wacat.accounts import factors, keys
from wacat.accounts.access import Visitor
from wacat.accounts.devices import sign_out_all
from wacat.accounts.models import Account, AccountState, KeyPurpose
from wacat.audit.actions import note
from wacat.values.refusal import Refusal

TERRITORIAL = frozenset({"KETUA_RT", "LURAH"})


class CannotGiveCode(Refusal):
    """This person may not give this account a code, or a code would open nothing."""


@dataclass(frozen=True)
class Told:
    """A code, to be shown once."""

    secret: str
    expires_at: datetime


def check(account: Account, *, office: str | None, by: Visitor) -> None:
    """Whether the visitor may give this account a code (4(3), 10a).

    Raises: CannotGiveCode
    """
    if account.pk == by.account_id:
        raise CannotGiveCode("Untuk akun sendiri pakai “Ganti kata sandi” di halaman Akun.")
    if by.role == "LURAH" and office != "KETUA_RT":
        raise CannotGiveCode("Lurah memberi kode kepada Ketua RT di kelurahannya saja.")
    if by.role == "KASI" and office not in TERRITORIAL:
        raise CannotGiveCode("Kode untuk petugas hanya diberikan oleh administrator.")
    if account.state not in (AccountState.INVITED, AccountState.ACTIVE):
        state = AccountState(account.state).label.lower()
        raise CannotGiveCode(
            f"Akun ini sedang {state}, jadi kode tidak akan membukanya. Ubah dahulu keadaan akunnya."
        )
    if office is None:
        raise CannotGiveCode("Pemegang akun ini sedang tidak menjabat, jadi tidak perlu kode.")


@transaction.atomic
def make_code(
    account: Account,
    *,
    office: str | None,
    reason: str,
    drop_factors: bool,
    by: Visitor,
    at: datetime,
) -> Told:
    """Make the code and sign every device of the account out; the reason stands in the trail.

    With `drop_factors` the second factor goes too: its phone is lost.

    Raises: CannotGiveCode
    """
    check(account, office=office, by=by)
    purpose = KeyPurpose.ACTIVATE if account.state == AccountState.INVITED else KeyPurpose.RESET
    secret = keys.make(account_id=account.pk, purpose=purpose, by=by.account_id, at=at)
    sign_out_all(account.pk)
    if drop_factors:
        factors.remove(account.pk)
    note(act="key.given", of="account", ids=[account.pk], reason=reason[:300])
    return Told(secret=secret, expires_at=at + keys.LIVES[purpose])
