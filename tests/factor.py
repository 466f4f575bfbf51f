"""Codes of an authenticator app, as the phone of a person would show them."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from wacat.accounts import factors


def code_of(secret: str, *, later: int = 0) -> str:
    """The six digits that the app shows now, or so many steps later."""
    step = int(time.time()) // factors.PERIOD + later
    return str(format_hotp_value(hotp_value(secret, step)))
