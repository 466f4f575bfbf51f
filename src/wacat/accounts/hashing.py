"""Argon2id with a cap: each hash takes 100 MiB, so no more of them run at once than there are cores.

The cap holds for all processes of the machine together (web workers, jobs): a slot is a locked file.
"""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher


@contextmanager
def slot() -> Iterator[None]:
    """Wait for one of as many slots as the machine has cores, and hold it for the block."""
    count = os.cpu_count() or 1
    folder = settings.WACAT_SLOTS
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with ExitStack() as opened:
        first = threading.get_ident() % count
        files = [
            opened.enter_context((folder / f"sandi-{(first + n) % count}.lock").open("a"))
            for n in range(count)
        ]
        for file in files:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                continue
        else:
            fcntl.flock(files[0], fcntl.LOCK_EX)
        yield


class CappedArgon2(Argon2PasswordHasher):
    """Django's Argon2id, one slot a hash."""

    def encode(self, password: str, salt: str) -> str:
        """Hash a password."""
        with slot():
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Whether this is the password of that hash."""
        with slot():
            return super().verify(password, encoded)
