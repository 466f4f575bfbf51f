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
from django.db import connection, transaction

from wacat.accounts.models import AccountState, DoorKey, KeyPurpose
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


def kill(account_id: int, *, at: datetime) -> int:
    """Void every living key of an account, as when its office ends; how many there were."""
    living = DoorKey.objects.filter(account_id=account_id, used_at=None, void_at=None)
    return living.update(void_at=at)


def address(secret: str) -> str:
    """The link that carries a secret, for a message or a QR code."""
    return f"{settings.WACAT_URL}/kunci/{secret}/"


def grouped(secret: str) -> str:
    """A secret in its groups, however it was typed."""
    signs = plain(secret)
    return "-".join(signs[n : n + GROUP] for n in range(0, len(signs), GROUP))


def plain(secret: str) -> str:
    """A secret as it is hashed: capitals and digits only, however it was typed."""
    return "".join(sign for sign in secret.upper() if sign.isascii() and sign.isalnum())


def hashed(secret: str) -> str:
    """What is stored of a secret: its HMAC-SHA-256 in hex."""
    key = settings.WACAT_DOOR_KEY.encode()
    return hmac.new(key, plain(secret).encode(), sha256).hexdigest()


def _secret() -> str:
    return grouped("".join(secrets.choice(SIGNS) for _ in range(GROUPS * GROUP)))
