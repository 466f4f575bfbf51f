"""Drives a file through intake as its people and the worker do, inside one test's transaction."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from tests import make
from tests.conftest import acting_as
from tests.intake import files
from wacat.accounts.access import enter_system, leave
from wacat.intake import actions
from wacat.intake.models import Batch

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@contextmanager
def as_worker(username: str = "sistem") -> Iterator[None]:
    """The worker's database role and context."""
    with acting_as("wacat_job"):
        enter_system(make.account(username).pk)
        yield
        leave()


def receive(content: bytes, *, name: str = "layanan.xlsx", by: str = "operator") -> Batch:
    """An upload by the named operator."""
    with as_worker():
        return actions.receive(file=io.BytesIO(content), name=name, by=make.account(by).pk, at=NOW)


def checked(content: bytes, *, name: str = "layanan.xlsx") -> Batch:
    """An upload, read and checked."""
    batch = receive(content, name=name)
    with as_worker():
        return actions.check(batch_id=batch.pk, at=NOW)


def published(content: bytes, *, name: str = "layanan.xlsx") -> Batch:
    """An upload, checked, approved by the second operator and published."""
    batch = checked(content, name=name)
    with as_worker():
        actions.approve(batch_id=batch.pk, by=make.account("operator2").pk, at=NOW)
        return actions.publish(batch_id=batch.pk, at=NOW)


def services(*rows: dict[str, Any]) -> bytes:
    """A service list of these rows."""
    return files.as_xlsx(files.table(rows))
