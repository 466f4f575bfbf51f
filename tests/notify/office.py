"""What the tests of delivery do again and again, in the worker's context."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from tests import make
from tests.conftest import acting_as
from wacat.accounts.access import enter_system, leave
from wacat.accounts.models import Person
from wacat.notify import actions, sending
from wacat.notify.models import Message

# 10.00 in Balikpapan
MORNING = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@contextmanager
def worker() -> Iterator[None]:
    """Be the worker for the block."""
    with acting_as("wacat_job"):
        enter_system(make.account("sistem").pk)
        try:
            yield
        finally:
            leave()


def reachable(username: str, *, email: str = "", phone: str = "") -> None:
    """Give somebody an address."""
    with acting_as("wacat_owner"):
        Person.objects.filter(account__username=username).update(
            email=email if email or phone else f"{username}@contoh.test", phone=phone
        )


def unreachable(username: str) -> None:
    """Take somebody's addresses away."""
    with acting_as("wacat_owner"):
        Person.objects.filter(account__username=username).update(email="", phone="")


def tell(username: str, *, topic: str = "TEST", at: datetime = MORNING, **more: Any) -> Message:
    """Tell somebody, as the job does."""
    with worker():
        account = make.account(username)
        return actions.tell(topic=topic, account_id=account.pk, at=at, **more)


def send(*, at: datetime = MORNING) -> int:
    """Let the sender work."""
    with worker():
        return sending.send_due(at=at, chance=lambda: 1.0)


def seen(message: Message) -> Message:
    """The line as it stands now."""
    with worker():
        return Message.objects.get(pk=message.pk)
