"""Fixtures of evaluation: the mail server of delivery."""

from tests.notify.conftest import postbox

__all__ = ["postbox"]
