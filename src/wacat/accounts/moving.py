"""Moving an account from state to state: the one place that writes its state and its steps."""

from datetime import datetime

from wacat.accounts import keys
from wacat.accounts.devices import sign_out_all
from wacat.accounts.models import Account, AccountState, AccountStep
from wacat.accounts.states import ACCOUNT_TRANSITIONS
from wacat.values.refusal import Refusal


class CannotMoveAccount(Refusal):
    """The account is not in a state from which this act is possible; the message says so."""


def lock_account(account_id: int) -> Account:
    """The account, locked for the length of the transaction.

    Raises:
        Account.DoesNotExist: there is none.
    """
    return Account.objects.select_for_update(no_key=True).get(pk=account_id)


def move(
    account: Account, *, to: AccountState, role: str, by: int | None, at: datetime, reason: str = ""
) -> None:
    """Take one step of ACCOUNT_TRANSITIONS and record it.

    Every session ends at once; a stop voids the keys too.

    Raises:
        CannotMoveAccount: the table does not allow it to this role.
    """
    now = AccountState(account.state)
    if role not in ACCOUNT_TRANSITIONS.get((now, to), frozenset()):
        raise CannotMoveAccount(
            f"Akun {account.username} berstatus “{now.label}”, jadi langkah itu tidak dapat dilakukan."
        )
    Account.objects.filter(pk=account.pk).update(state=to)
    AccountStep.objects.create(
        account_id=account.pk,
        from_state=now,
        to_state=to,
        at=at,
        by_id=by,
        office=role,
        reason=reason[:300],
    )
    account.state = to
    sign_out_all(account.pk)
    if to not in (AccountState.ACTIVE, AccountState.INVITED):
        keys.kill(account.pk, at=at)
