"""A one-time key is used up: the holder's own password stands and the account is open."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from wacat.accounts import keys
from wacat.accounts.devices import sign_out_all
from wacat.accounts.models import Account, AccountState, DoorKey
from wacat.accounts.moving import lock_account, move
from wacat.audit.actions import note


@transaction.atomic
def use(secret: str, *, password: str, at: datetime) -> Account:
    """Use a key up: the holder's own password stands, the account is open, other devices are out.

    Raises:
        keys.CannotUseKey: it opens nothing (any more).
        django.core.exceptions.ValidationError: the password is too weak; the key lives on.
    """
    key = keys.get(secret, at=at)
    account = lock_account(key.account_id)
    validate_password(password, user=account)
    taken = DoorKey.objects.filter(
        pk=key.pk, used_at=None, void_at=None, expires_at__gt=at, account__state=account.state
    ).update(used_at=at)
    if not taken:  # somebody else was faster by a moment
        keys.get(secret, at=at)
        raise keys.CannotUseKey(f"Kode ini sudah dipakai. {keys.ASK}")
    if account.state == AccountState.INVITED:
        move(account, to=AccountState.ACTIVE, role="HOLDER", by=account.pk, at=at)
    Account.objects.filter(pk=account.pk).update(
        password=make_password(password), must_change_password=False
    )
    keys.kill(account.pk, at=at)
    sign_out_all(account.pk)
    note(act=f"key.{key.purpose.lower()}", of="account", ids=[account.pk])
    account.refresh_from_db()
    return account
