"""Fixtures of the tests through the URL."""

from tests.notify.conftest import postbox
from tests.web.snapshots import sql_snapshot

__all__ = ["postbox", "sql_snapshot"]
