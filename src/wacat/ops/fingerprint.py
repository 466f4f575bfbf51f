"""Checksums that tell whether a step has to be done again."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from wacat.ops.keyring import CHECKOUT

SOURCE = CHECKOUT / "src" / "wacat"
IMPORT = re.compile(r"^\s*(?:from\s+(wacat[\w.]*)\s+import|import\s+(wacat[\w.]*))", re.MULTILINE)


def of_files(files: Iterable[Path]) -> str:
    """Checksum over names and contents."""
    digest = hashlib.sha256()
    for path in sorted(set(files)):
        digest.update(f"{path.name} {_of_content(path)}\n".encode())
    return digest.hexdigest()[:16]


def _of_content(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def of_schema() -> str:
    """Checksum of all that shapes the database: migrations, SQL, what they import, the roles."""
    return of_files(_schema_files())


def schema_parts() -> dict[str, str]:
    """The checksum of each file that shapes the database, by its path in the checkout."""
    files = sorted(set(_schema_files()))
    return {str(path.relative_to(CHECKOUT)): _of_content(path)[:16] for path in files}


def _schema_files() -> list[Path]:
    migrations = [*SOURCE.glob("*/migrations/*.py")]
    return [
        *with_imports(migrations),
        *SOURCE.glob("*/sql/*.sql"),
        SOURCE / "ops" / "roles.py",
        *CHECKOUT.glob("requirements/run.txt"),
    ]


def of_static() -> str:
    """Checksum of the static files to be served."""
    return of_files(p for p in (SOURCE / "web" / "static").rglob("*") if p.is_file())


def with_imports(files: Iterable[Path]) -> set[Path]:
    """The files and every module of ours that they import, in depth (models aside: migrations are
    written from them, and a change there does not change the database by itself)."""
    found: set[Path] = set()
    waiting = list(files)
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        for first, second in IMPORT.findall(path.read_text(encoding="utf-8")):
            parts = (first or second).split(".")[1:]
            module = SOURCE.joinpath(*parts).with_suffix(".py") if parts else SOURCE / "__init__.py"
            if module.exists() and module.name != "models.py":
                waiting.append(module)
    return found
