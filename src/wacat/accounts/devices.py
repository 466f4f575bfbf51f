"""Devices of an account: known again by a cookie, listed, signed out."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import connection, transaction
from django.db.models import QuerySet

from wacat.accounts.models import Device, Session
from wacat.audit.actions import note
from wacat.queue.actions import defer
from wacat.values.browsers import describe

# One statement, so that a job may do it that cannot read what a session holds.
DELETE = "DELETE FROM accounts_session WHERE account_id = %s AND session_key <> %s"


@dataclass(frozen=True)
class Known:
    """A device of an account, and the mark its browser keeps."""

    device: Device
    mark: str
    is_new: bool


def find(account_id: int, *, mark: str) -> Device | None:
    """The device of this account with that mark; a browser that several people use has one for each."""
    if not mark:
        return None
    return Device.objects.filter(token_hash=_hashed(account_id, mark)).first()


@transaction.atomic
def recognise(account_id: int, *, mark: str, user_agent: str, at: datetime) -> Known:
    """Know a device again or make its acquaintance; the holder is told of a new one beside others."""
    found = find(account_id, mark=mark)
    if found:
        return Known(found, mark, is_new=False)
    others = Device.objects.filter(account_id=account_id).exists()
    mark = mark or secrets.token_urlsafe(24)
    made = Device.objects.create(
        account_id=account_id,
        token_hash=_hashed(account_id, mark),
        label=describe(user_agent[:500]),
        first_seen_at=at,
    )
    if others:
        defer("notify.tell", topic="NEW_DEVICE", account_id=account_id)
    return Known(made, mark, is_new=True)


def signed_in(account_id: int, *, at: datetime) -> QuerySet[Session]:
    """The open sessions of an account with their devices, the last seen first."""
    return (
        Session.objects.filter(account_id=account_id, expire_date__gt=at)
        .select_related("device")
        .order_by("-seen_at", "-created_at")
    )


@transaction.atomic
def sign_out(account_id: int, *, session_key: str) -> int:
    """End one session of one's own account, named by its hashed key; how many ended."""
    ended, _ = Session.objects.filter(account_id=account_id, pk=session_key).delete()
    note(act="device.out", of="account", ids=[account_id])
    return ended


def sign_out_all(account_id: int, *, but: str = "") -> int:
    """End every session of an account at once, except the one with the hashed key `but`; how many."""
    with connection.cursor() as cursor:
        cursor.execute(DELETE, [account_id, but])
        return int(cursor.rowcount)


def _hashed(account_id: int, mark: str) -> str:
    return sha256(f"{account_id}:{mark}".encode()).hexdigest()
