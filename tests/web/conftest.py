"""Fixtures of the tests through the URL."""

from tests.web.snapshots import sql_snapshot

__all__ = ["sql_snapshot"]
