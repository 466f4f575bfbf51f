"""Secrets that must be read again (second factors) stand encrypted in the database.

AES-256-GCM with keys from the keyring, not from SECRET_KEY; the number of the key stands in front,
so that a newer key can be added while what older ones closed still opens.
"""

import base64
import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

PURPOSE = b"wacat second factor"
NONCE = 12


def seal(text: str) -> str:
    """Encrypt with the newest key: `2:...`."""
    version = max(settings.WACAT_FACTOR_KEYS)
    nonce = secrets.token_bytes(NONCE)
    closed = _cipher(version).encrypt(nonce, text.encode(), PURPOSE)
    return f"{version}:{base64.b64encode(nonce + closed).decode()}"


def unseal(sealed: str) -> str:
    """Decrypt what `seal` made.

    Raises: KeyError for a key that is gone, cryptography's InvalidTag for what was changed.
    """
    version, _, body = sealed.partition(":")
    raw = base64.b64decode(body)
    return _cipher(int(version)).decrypt(raw[:NONCE], raw[NONCE:], PURPOSE).decode()


def _cipher(version: int) -> AESGCM:
    return AESGCM(base64.b64decode(settings.WACAT_FACTOR_KEYS[version]))
