"""The PIN of a phone: opens the lock of this device and nothing else, five tries.

A PIN of six digits has no hash that withstands guessing: it is keyed with a secret outside the
database, and the count of tries is what protects it.
"""

import hmac
import re
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import connection, transaction

from wacat.accounts.access import Locked, Visitor
from wacat.accounts.models import Device, Session
from wacat.audit.actions import note
from wacat.values.refusal import Refusal

TRIES = 5
FORM = re.compile(r"[0-9]{4,6}", re.ASCII)
ROWS = "01234567890123 98765432109876"

TAKE = """
UPDATE accounts_device SET pin_failures = pin_failures + 1
WHERE id = %s AND pin_hash <> '' AND pin_failures < %s RETURNING pin_hash, pin_failures
"""


class CannotChoosePin(Refusal):
    """The PIN is too easy, or there is no device to bind it to."""


class CannotUnlock(Refusal):
    """The PIN is wrong; `over` says that the device was signed out."""

    def __init__(self, message: str, *, over: bool = False) -> None:
        self.over = over
        super().__init__(message)


@transaction.atomic
def choose(*, pin: str, by: Visitor) -> None:
    """Set the PIN of the device the visitor uses now.

    Raises:
        CannotChoosePin: not four to six digits, too easy, or an unknown device.
    """
    if by.device_id is None:
        raise CannotChoosePin("Perangkat ini belum kami kenal. Keluar, lalu masuk lagi.")
    if not FORM.fullmatch(pin):
        raise CannotChoosePin("PIN terdiri dari 4 sampai 6 angka.")
    if len(set(pin)) <= 2 or pin in ROWS:
        raise CannotChoosePin("PIN ini terlalu mudah ditebak. Pilih angka yang lain.")
    Device.objects.filter(pk=by.device_id, account_id=by.account_id).update(
        pin_hash=_hashed(by.device_id, pin), pin_failures=0
    )
    note(act="pin.set", of="account", ids=[by.account_id])


@transaction.atomic
def remove(*, by: Visitor) -> None:
    """Remove the PIN of the device the visitor uses now; its lock then asks for the password."""
    Device.objects.filter(pk=by.device_id or 0, account_id=by.account_id).update(
        pin_hash="", pin_failures=0
    )
    note(act="pin.removed", of="account", ids=[by.account_id])


def unlock(locked: Locked, *, pin: str, at: datetime) -> None:
    """Open the lock with the PIN; the fifth wrong one in a row signs the device out.

    A try is counted before it is compared, so that parallel guesses are not free; what was counted
    stays when the refusal is raised.

    Raises: CannotUnlock
    """
    failed = _try(locked, pin=pin, at=at)
    if failed >= TRIES:
        raise CannotUnlock(
            "PIN salah lima kali, jadi perangkat ini kami keluarkan. Masuk dengan kata sandi.",
            over=True,
        )
    if failed:
        raise CannotUnlock(
            f"PIN salah. Masih {TRIES - failed} kali percobaan, lalu perangkat ini dikeluarkan."
        )


@transaction.atomic
def _try(locked: Locked, *, pin: str, at: datetime) -> int:
    """How many tries failed by now; 0 when this one opened the lock."""
    device_id = locked.visitor.device_id or 0
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [device_id, TRIES])
        row = cursor.fetchone()
    if row and hmac.compare_digest(row[0], _hashed(device_id, pin)):
        Device.objects.filter(pk=device_id).update(pin_failures=0)
        open_again(locked, at=at)
        return 0
    if row is None or row[1] >= TRIES:
        _give_up(locked)
        return TRIES
    return int(row[1])


def open_again(locked: Locked, *, at: datetime) -> None:
    """Wake the session; only after PIN or password were right."""
    Session.objects.filter(pk=locked.session_key).update(seen_at=at, locked_at=None)
    note(act="unlock", of="account", ids=[locked.account_id])


def lock(*, session_key: str, at: datetime) -> None:
    """Lock a device now, before it lay idle."""
    Session.objects.filter(pk=session_key).update(locked_at=at)


def _give_up(locked: Locked) -> None:
    device_id = locked.visitor.device_id or 0
    Session.objects.filter(device_id=device_id).delete()
    Session.objects.filter(pk=locked.session_key).delete()
    Device.objects.filter(pk=device_id).update(pin_hash="", pin_failures=0)
    note(act="pin.failed", of="account", ids=[locked.account_id])


def _hashed(device_id: int, pin: str) -> str:
    key = settings.WACAT_DOOR_KEY.encode()
    return hmac.new(key, f"pin:{device_id}:{pin}".encode(), sha256).hexdigest()
