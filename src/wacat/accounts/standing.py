"""Stops of an account that are no end of office: suspension, and the lock after a lost phone."""

from datetime import datetime

from django.db import transaction

from wacat.accounts import keys
from wacat.accounts.access import Visitor
from wacat.accounts.models import Account, AccountState, Appointment, KeyPurpose, Office
from wacat.accounts.moving import lock_account, move
from wacat.audit.actions import note
from wacat.queue.actions import defer
from wacat.values.refusal import Refusal


class CannotStop(Refusal):
    """The account cannot be stopped or opened so; the message says why and what to do."""


LOCK_REASONS = {
    "HILANG": "HP hilang",
    "DICURI": "HP dicuri",
    "DIPAKAI": "HP dipakai orang lain",
    "DIMINTA": "Diminta oleh pemegang akun",
}


@transaction.atomic
def suspend(*, account_id: int, reason: str, by: Visitor, at: datetime) -> None:
    """Stop an account while something is cleared up; the office stays his, the door is closed.

    Raises:
        CannotStop: without a reason, or of one's own account.
        CannotMoveAccount: its state does not allow it.
    """
    account = _other(account_id, by=by)
    _stop(account, to=AccountState.SUSPENDED, reason=_needed(reason), by=by, at=at)
    note(act="account.suspended", of="account", ids=[account.pk])
    defer("notify.tell", topic="SUSPENDED", account_id=account.pk)


@transaction.atomic
def lift(*, account_id: int, reason: str, by: Visitor, at: datetime) -> None:
    """Lift a suspension: the account is as it was before.

    Raises:
        CannotStop: without a reason, or no office is left that it could open.
        CannotMoveAccount: it is not suspended.
    """
    account = _other(account_id, by=by, now=AccountState.SUSPENDED)
    to = AccountState.ACTIVE if account.has_usable_password() else AccountState.INVITED
    _stop(account, to=to, reason=_needed(reason), by=by, at=at)
    note(act="account.lifted", of="account", ids=[account.pk])
    defer("notify.tell", topic="REINSTATED", account_id=account.pk)


@transaction.atomic
def lock(*, account_id: int, reason: str, remark: str, by: Visitor, at: datetime) -> None:
    """Lock an account after the loss of a phone: every device is signed out, no key works.

    A Lurah may lock the heads of his own RTs, the office everybody.

    Raises:
        Account.DoesNotExist: not within the Lurah's reach.
        CannotStop: without a reason of LOCK_REASONS.
        CannotMoveAccount: it is not active.
    """
    if reason not in LOCK_REASONS:
        raise CannotStop("Pilih mengapa akun ini dikunci.")
    if by.role == Office.LURAH:
        _check_reach(account_id, by=by, at=at)
    account = _other(account_id, by=by)
    told = LOCK_REASONS[reason] + (f": {remark.strip()}" if remark.strip() else "")
    _stop(account, to=AccountState.LOCKED, reason=told, by=by, at=at)
    note(act="account.locked", of="account", ids=[account.pk], reason=reason)


@transaction.atomic
def unlock(*, account_id: int, by: Visitor, at: datetime) -> str:
    """Open a locked account again with a new key; the password that the phone knew is worth nothing.

    Returns the secret of the key, shown once (see `accounts.keys`).

    Raises:
        CannotMoveAccount: it is not locked.
    """
    account = _other(account_id, by=by, now=AccountState.LOCKED)
    _stop(account, to=AccountState.ACTIVE, reason="Kunci dibuka dengan kode baru", by=by, at=at)
    account.set_unusable_password()
    Account.objects.filter(pk=account.pk).update(password=account.password)
    note(act="account.unlocked", of="account", ids=[account.pk])
    return keys.make(account_id=account.pk, purpose=KeyPurpose.RESET, by=by.account_id, at=at)


def _stop(account: Account, *, to: AccountState, reason: str, by: Visitor, at: datetime) -> None:
    move(account, to=to, role=by.role, by=by.account_id, at=at, reason=reason)


def _other(account_id: int, *, by: Visitor, now: AccountState | None = None) -> Account:
    """The account, locked; somebody else's, and in the state `now` where one is needed."""
    if account_id == by.account_id:
        raise CannotStop("Akun Anda sendiri diurus oleh petugas lain. Minta rekan Anda.")
    account = lock_account(account_id)
    if now is not None and account.state != now:
        label = AccountState(account.state).label.lower()
        raise CannotStop(
            f"Akun {account.username} tidak sedang {now.label.lower()}, tetapi {label}."
        )
    return account


def _needed(reason: str) -> str:
    if not reason.strip():
        raise CannotStop("Tulis alasannya. Alasan ini tersimpan dalam riwayat akun.")
    return reason.strip()


def _check_reach(account_id: int, *, by: Visitor, at: datetime) -> None:
    mine = Appointment.objects.filter(
        person__account=account_id,
        office=Office.KETUA_RT,
        area__kelurahan_id=by.kelurahan_id,
        valid__contains=at,
    )
    if not mine.exists():
        raise Account.DoesNotExist
