"""Masukan for tests, told by the people who would tell them."""

import uuid
from datetime import UTC, date, datetime
from typing import Any

from tests import make, people
from tests.conftest import acting_as
from tests.door import standing_as
from wacat.accounts.access import enter_system, leave
from wacat.feedback import fetching, matching, telling
from wacat.feedback.models import Feedback

TOLD = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def told(
    *,
    by: people.Someone = people.SARI,
    kind: str = "DEATH",
    name: str = "Slamet Riyadi",
    photo: bytes | None = None,
    at: datetime = TOLD,
    rt: str = "",
) -> Feedback:
    """A Masukan about somebody in the RT of the one who tells."""
    change = telling.Change(
        kind=kind, name=name, happened_on=date(2026, 11, 10), roughly=True, address="Gang 3",
        told_by="FAMILY", remark="",
    )  # fmt: skip
    with standing_as(by.username) as visitor:
        return telling.tell(
            change,
            rt_id=make.area(rt or by.place).pk,
            photo=photo,
            key=uuid.uuid4(),
            by=visitor,
            at=at,
        )


def published(*, kind: str = "AKTA_KEMATIAN", **row: Any) -> int:
    """A file with one service, and what the job after it suggested: how many."""
    (notice, *_) = make.publish(make.row(rt=row.pop("rt", people.SARI.place), kind=kind, **row))
    return suggested(notice.batch_id)


def suggested(batch_id: int) -> int:
    """Look through a published file as the job does."""
    with acting_as("wacat_job"):
        enter_system(make.account("sistem").pk)
        found = matching.suggest_from(batch_id, at=TOLD)
        leave()
    return found


def listed(*, at: datetime) -> int:
    """Fill the field team's list as the job does; how many came on it."""
    with acting_as("wacat_job"):
        enter_system(make.account("sistem").pk)
        count = fetching.list_overdue(at=at)
        leave()
    return count


def seen(feedback: Feedback) -> Feedback:
    """The Masukan as it stands now."""
    with standing_as("operator"):
        return Feedback.objects.get(pk=feedback.pk)
