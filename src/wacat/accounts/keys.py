"""One-time keys: made for a holder, told once, kept as a keyed hash, good for one use.

The same secret travels in a link (`/kunci/K7QM-3XRP-9WTD/`) and on paper, where it is typed.
Sixty bits are enough because guesses are throttled and the hash needs a key that is not in the
database (`settings.WACAT_DOOR_KEY`).
"""

import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.db import connection, transaction

from wacat.accounts.devices import sign_out_all
from wacat.accounts.models import Account, AccountState, DoorKey, KeyPurpose
from wacat.audit.actions import note
from wacat.values.refusal import Refusal

# 32 signs that are not mistaken for one another: no 0, O, 1, I
SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
GROUPS, GROUP = 3, 4
LIVES = {KeyPurpose.ACTIVATE: timedelta(days=14), KeyPurpose.RESET: timedelta(hours=24)}
OPENS = {
    KeyPurpose.ACTIVATE: [AccountState.INVITED],
    KeyPurpose.RESET: [AccountState.INVITED, AccountState.ACTIVE],
}
ASK = "Minta kode baru kepada Lurah Anda atau Disdukcapil."


class CannotUseKey(Refusal):
    """The key opens nothing (any more); the message tells why and what to do."""


def make(*, account_id: int, purpose: str, by: int, at: datetime) -> str:
    """Make the key of an account and return its secret, which nobody can read again.

    Earlier keys of the same purpose die with it.
    """
    return make_many(account_ids=[account_id], purpose=purpose, by=by, at=at)[account_id]


@transaction.atomic
def make_many(*, account_ids: Iterable[int], purpose: str, by: int, at: datetime) -> dict[int, str]:
    """Make a key for each account; the secrets by account id."""
    wanted = sorted(set(account_ids))
    with connection.cursor() as cursor:
        # two makers at once would meet at the unique index; the worker may not lock account rows
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('accounts.keys'))")
    DoorKey.objects.filter(
        account_id__in=wanted, purpose=purpose, used_at=None, void_at=None
    ).update(void_at=at)
    told = {account_id: _secret() for account_id in wanted}
    DoorKey.objects.bulk_create(
        DoorKey(
            account_id=account_id,
            purpose=purpose,
            secret_hash=hashed(secret),
            made_by_id=by,
            made_at=at,
            expires_at=at + LIVES[KeyPurpose(purpose)],
        )
        for account_id, secret in told.items()
    )
    return told


def find(secret: str, *, at: datetime) -> DoorKey | None:
    """Look at a key without using it; None where it opens nothing now."""
    try:
        return get(secret, at=at)
    except CannotUseKey:
        return None


def get(secret: str, *, at: datetime) -> DoorKey:
    """Look at a key without using it: a messenger's preview and a curious GET consume nothing.

    Raises: CannotUseKey, with the reason.
    """
    found = (
        DoorKey.objects.select_related("account__person").filter(secret_hash=hashed(secret)).first()
    )
    if found is None:
        raise CannotUseKey("Kode ini tidak kami kenal. Periksa lagi setiap huruf dan angkanya.")
    if found.used_at:
        raise CannotUseKey(
            f"Kode ini sudah dipakai. Bila Anda sudah membuat kata sandi, masuklah seperti biasa. {ASK}"
        )
    if found.void_at:
        raise CannotUseKey(f"Kode ini sudah diganti dengan kode yang lebih baru. {ASK}")
    if found.expires_at <= at:
        raise CannotUseKey(f"Masa berlaku kode ini sudah lewat. {ASK}")
    if found.account.state not in OPENS[KeyPurpose(found.purpose)]:
        raise CannotUseKey("Akun untuk kode ini sedang tidak dapat dibuka. Hubungi Disdukcapil.")
    return found


@transaction.atomic
def use(secret: str, *, password: str, at: datetime) -> Account:
    """Use a key up: the holder's own password stands, the account is open, other devices are out.

    Raises:
        CannotUseKey: it opens nothing (any more).
        django.core.exceptions.ValidationError: the password is too weak; the key lives on.
    """
    key = get(secret, at=at)
    validate_password(password, user=key.account)
    taken = DoorKey.objects.filter(
        pk=key.pk, used_at=None, void_at=None, expires_at__gt=at, account__state=key.account.state
    ).update(used_at=at)
    if not taken:  # somebody else was faster by a moment
        get(secret, at=at)
        raise CannotUseKey(f"Kode ini sudah dipakai. {ASK}")
    Account.objects.filter(pk=key.account_id).update(
        password=make_password(password), must_change_password=False, state=AccountState.ACTIVE
    )
    DoorKey.objects.filter(account_id=key.account_id, used_at=None, void_at=None).update(void_at=at)
    sign_out_all(key.account_id)
    note(act=f"key.{key.purpose.lower()}", of="account", ids=[key.account_id])
    key.account.refresh_from_db()
    return key.account


def kill(account_id: int, *, at: datetime) -> int:
    """Void every living key of an account, as when its office ends; how many there were."""
    living = DoorKey.objects.filter(account_id=account_id, used_at=None, void_at=None)
    return living.update(void_at=at)


def plain(secret: str) -> str:
    """A secret as it is hashed: capitals and digits only, however it was typed."""
    return "".join(sign for sign in secret.upper() if sign.isascii() and sign.isalnum())


def hashed(secret: str) -> str:
    """What is stored of a secret: its HMAC-SHA-256 in hex."""
    key = settings.WACAT_DOOR_KEY.encode()
    return hmac.new(key, plain(secret).encode(), sha256).hexdigest()


def _secret() -> str:
    signs = [secrets.choice(SIGNS) for _ in range(GROUPS * GROUP)]
    return "-".join("".join(signs[n : n + GROUP]) for n in range(0, len(signs), GROUP))
