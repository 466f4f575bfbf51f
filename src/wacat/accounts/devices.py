"""Signed-in devices, and the end of their sessions."""

from wacat.accounts.models import Session


def sign_out_all(account_id: int, *, but: str = "") -> int:
    """End every session of an account at once, except the one with the hashed key `but`; how many."""
    ended, _ = Session.objects.filter(account_id=account_id).exclude(pk=but).delete()
    return ended
