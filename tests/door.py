"""Stand in somebody's context inside a test, as the middleware would put them there."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from tests.conftest import acting_as
from wacat.accounts.access import Visitor, find_visitor, leave
from wacat.accounts.models import Account, Device, Session
from wacat.accounts.sessions import SessionStore, hashed
from wacat.web.entry import opening


def token_of(username: str, *, device: bool = False) -> str:
    """A signed-in device of that account."""
    token = secrets.token_hex(16)
    account = Account.objects.get(username=username)
    inside = {
        SESSION_KEY: str(account.pk),
        BACKEND_SESSION_KEY: opening.BACKEND,
        HASH_SESSION_KEY: account.get_session_auth_hash(),
        opening.FRESH: datetime.now(UTC).timestamp(),
    }
    Session.objects.create(
        session_key=hashed(token),
        session_data=SessionStore().encode(inside),
        expire_date=datetime.now(UTC) + timedelta(days=1),
        account=account,
        device=device_of(account) if device else None,
    )
    return token


def device_of(account: Account) -> Device:
    """A browser this account was used in."""
    return Device.objects.create(
        account=account, token_hash=secrets.token_hex(32), label="Chrome di Android"
    )


@contextmanager
def standing_as(username: str) -> Iterator[Visitor]:
    """Be `wacat_app` with that account's context for the block."""
    with acting_as("wacat_app"):
        visitor = find_visitor(token_of(username))
        assert visitor is not None
        try:
            yield visitor
        finally:
            leave()
