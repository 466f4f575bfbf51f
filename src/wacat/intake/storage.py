"""Keeps the bytes of uploaded files under the data folder, named by their hash, for their owner only."""

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings

from wacat.sheets.guard.limits import CHUNK, MAX_BYTES, MAX_MEGABYTES
from wacat.sheets.refusals import CannotRead


@dataclass(frozen=True)
class Stored:
    """A kept file; `is_new` is false when the same bytes lay there already."""

    path: Path
    sha256: str
    size: int
    is_new: bool


def folder() -> Path:
    """The folder of uploaded files; only its owner may enter."""
    place = Path(settings.WACAT_UPLOADS)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def path_of(sha256: str) -> Path:
    """Where the bytes with this hash lie."""
    return folder() / sha256


def keep(file: IO[bytes]) -> Stored:
    """Copy a file chunk by chunk; it appears under its name only when it is whole.

    Raises:
        CannotRead: it is larger than allowed.
    """
    draft = folder() / f"sementara-{secrets.token_hex(8)}"
    digest, size = hashlib.sha256(), 0
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            while chunk := file.read(CHUNK):
                size += len(chunk)
                if size > MAX_BYTES:
                    raise CannotRead("TOO_LARGE", limit=MAX_MEGABYTES)
                digest.update(chunk)
                out.write(chunk)
        path = path_of(digest.hexdigest())
        is_new = not path.exists()
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return Stored(path=path, sha256=digest.hexdigest(), size=size, is_new=is_new)
