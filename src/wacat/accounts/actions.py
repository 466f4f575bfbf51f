"""The only writer of people, offices and accounts."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from wacat.accounts import pledge
from wacat.accounts.access import Visitor
from wacat.accounts.models import Account, Pledge
from wacat.audit.actions import note


@transaction.atomic
def choose_password(*, password: str, by: Visitor) -> Account:
    """Set the visitor's own password; the forced change of the first login is done with it.

    Raises:
        django.core.exceptions.ValidationError: the password is too weak, in Indonesian.
    """
    account = Account.objects.get(pk=by.account_id)
    validate_password(password, user=account)
    Account.objects.filter(pk=account.pk).update(
        password=make_password(password), must_change_password=False
    )
    account.refresh_from_db()
    note(act="password", of="account", ids=[account.pk])
    return account


@transaction.atomic
def accept_pledge(*, by: Visitor, at: datetime) -> Pledge:
    """Keep that the visitor accepted the confidentiality pledge, in which wording (Pasal 5(3)a)."""
    return Pledge.objects.create(
        account_id=by.account_id,
        text_version=pledge.VERSION,
        text_hash=pledge.text_hash(),
        accepted_at=at,
    )
