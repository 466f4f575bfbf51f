"""Signed-in devices, and the end of their sessions."""

from django.db import connection

# One statement, so that a job may do it that cannot read what a session holds.
DELETE = "DELETE FROM accounts_session WHERE account_id = %s AND session_key <> %s"


def sign_out_all(account_id: int, *, but: str = "") -> int:
    """End every session of an account at once, except the one with the hashed key `but`; how many."""
    with connection.cursor() as cursor:
        cursor.execute(DELETE, [account_id, but])
        return int(cursor.rowcount)
