"""The link with which somebody whose access was revoked reads his case and objects.

The token follows from the case and a key outside the database, so that letter and message carry the
same one and nothing secret is stored; the table holds its hash.
"""

import hmac
from base64 import b32encode
from hashlib import sha256

from django.conf import settings
from django.db import connection

SIGNS = 16


def token_of(sanction_id: int) -> str:
    """The token of a case, such as KQ7M3XRP9WTDA2BC."""
    digest = hmac.new(
        settings.WACAT_DOOR_KEY.encode(), f"keberatan/{sanction_id}".encode(), sha256
    ).digest()
    return b32encode(digest).decode()[:SIGNS]


def hashed(token: str) -> str:
    """What is stored of a token: its SHA-256 in hex."""
    return sha256(token.encode()).hexdigest()


def path_of(sanction_id: int) -> str:
    """Where the holder reads his case and objects."""
    return f"/keberatan/{token_of(sanction_id)}/"


def enter(token: str) -> int | None:
    """Open the holder's context for this transaction; the case's id, or None for an unknown token."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT wacat.enter_sanction(%s)", [token[:64].upper()])
        row = cursor.fetchone()
    return row[0] if row else None
