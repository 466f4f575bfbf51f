"""Stand in somebody's context inside a test, as the middleware would put them there."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from tests.conftest import acting_as
from wacat.accounts.access import Visitor, find_visitor, leave
from wacat.accounts.models import Account, Session
from wacat.accounts.sessions import hashed


def token_of(username: str) -> str:
    """A signed-in device of that account."""
    token = secrets.token_hex(16)
    Session.objects.create(
        session_key=hashed(token),
        session_data="",
        expire_date=datetime.now(UTC) + timedelta(days=1),
        account=Account.objects.get(username=username),
    )
    return token


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
