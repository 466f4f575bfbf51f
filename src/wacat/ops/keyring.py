"""Where this installation keeps its data and the secrets it made for itself."""

import fcntl
import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[3]
SECRETS_FILE = "rahasia.json"


def data_dir() -> Path:
    """The folder of data and secrets: $WACAT_DATA, else .wacat/ in the checkout."""
    return Path(os.environ.get("WACAT_DATA") or CHECKOUT / ".wacat").resolve()


@contextmanager
def locked(*, folder: Path, name: str) -> Iterator[None]:
    """Hold the named lock file of the data folder; other processes wait."""
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    with (folder / name).open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def read(*, folder: Path) -> dict[str, Any]:
    """All secrets of the data folder; empty when it is new."""
    try:
        found: dict[str, Any] = json.loads((folder / SECRETS_FILE).read_text())
    except FileNotFoundError:
        return {}
    return found


def write(*, folder: Path, values: dict[str, Any]) -> None:
    """Add or replace secrets; the file is swapped in one step and readable by its owner only."""
    with locked(folder=folder, name="rahasia.lock"):
        _replace(folder=folder, values=read(folder=folder) | values)


def once(*, folder: Path, key: str, make: Callable[[], str] = secrets.token_urlsafe) -> str:
    """The secret of that name, made at the first call."""
    value = read(folder=folder).get(key)
    if isinstance(value, str):
        return value
    with locked(folder=folder, name="rahasia.lock"):
        values = read(folder=folder)
        values.setdefault(key, make())
        _replace(folder=folder, values=values)
    return str(values[key])


def _replace(*, folder: Path, values: dict[str, Any]) -> None:
    draft = folder / f"{SECRETS_FILE}.{os.getpid()}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as handle:
        json.dump(values, handle, indent=1)
        handle.flush()
        os.fsync(handle.fileno())
    draft.replace(folder / SECRETS_FILE)
