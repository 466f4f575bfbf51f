"""The keys that close second factors: numbered, so that a newer one can be added."""

import base64
import secrets
from collections.abc import Sequence
from pathlib import Path

from wacat.ops import keyring

LENGTH = 32


def factor_keys(given: Sequence[str], *, folder: Path) -> dict[int, str]:
    """Keys by number, from `1:BASE64,2:BASE64` in the environment, else one made once and kept.

    Raises: ValueError for a key that is not 32 bytes.
    """
    if not given:
        return {1: keyring.once(folder=folder, key="factor_key_1", make=_make)}
    keys = {}
    for line in given:
        number, _, key = line.strip().partition(":")
        if len(base64.b64decode(key, validate=True)) != LENGTH:
            raise ValueError(f"WACAT_FACTOR_KEYS: key {number} is not {LENGTH} bytes in base64")
        keys[int(number)] = key
    return keys


def _make() -> str:
    return base64.b64encode(secrets.token_bytes(LENGTH)).decode()
