"""Announcements for tests: written by one operator, let out by another."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests import people
from tests.door import standing_as
from wacat.announcements import writing
from wacat.announcements.models import Version


def draft(
    *, by: people.Someone = people.OPERATOR, number: int | None = None, **values: Any
) -> Version:
    """A wording that its writer has kept."""
    now = datetime.now(UTC)
    fields = {
        "title": "Kantor tutup hari Jumat", "body": "Loket **tutup** pukul 11.00.",
        "offices": ("KETUA_RT", "LURAH"), "area_ids": (), "from_at": now - timedelta(minutes=5),
        "until_at": None, "urgent": False, "must_read": False,
    } | values  # fmt: skip
    with standing_as(by.username) as visitor:
        return writing.save(writing.Wording(**fields), announcement_id=number, by=visitor, at=now)


def submitted(**values: Any) -> Version:
    """A wording that waits for approval."""
    made = draft(**values)
    with standing_as("operator") as visitor:
        writing.submit(version_id=made.pk, by=visitor, at=datetime.now(UTC))
    return made


def shown(**values: Any) -> Version:
    """A wording that a second operator let out."""
    made = submitted(**values)
    with standing_as("operator2") as visitor:
        writing.approve(version_id=made.pk, by=visitor, at=datetime.now(UTC))
    return made
