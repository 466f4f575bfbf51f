"""Temporary stays for tests, registered by the people who would."""

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from tests import make, people
from tests.conftest import acting_as
from tests.door import standing_as
from wacat.accounts.access import leave
from wacat.accounts.models import Setting, SettingName
from wacat.jobs import nonpermanent
from wacat.nonpermanent.expiring import Due
from wacat.nonpermanent.models import Stay
from wacat.nonpermanent.registering import register
from wacat.nonpermanent.rules import Facts

TOLD = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
FACTS = Facts(
    name="Ahmad Fauzi", origin="Kabupaten Banjar", since_on=date(2026, 11, 1),
    until_on=date(2026, 12, 20), host="Mes PT Karya", address="Jl. Mufakat No. 5", purpose="WORK",
    nik="6303050704929002",
)  # fmt: skip


def switch(*, on: bool) -> None:
    """Turn the module on or off."""
    with acting_as("wacat_owner"):
        Setting.objects.create(
            name=SettingName.NONPERMANENT, value=int(on), reason="uji",
            made_by=make.account("administrator"), made_at=TOLD,
        )  # fmt: skip


def registered(
    *,
    by: people.Someone = people.SARI,
    at: datetime = TOLD,
    key: uuid.UUID | None = None,
    **facts: Any,
) -> Stay:
    """A stay in the RT of the one who registers."""
    with standing_as(by.username) as visitor:
        return register(replace(FACTS, **facts), key=key or uuid.uuid4(), by=visitor, at=at)


def looked_after(*, at: datetime) -> Due:
    """What the hourly job does."""
    with acting_as("wacat_job"):
        due = nonpermanent.run(at=at)
        leave()
    return due


def seen(stay: Stay) -> Stay:
    """The stay as it stands now."""
    with standing_as("operator"):
        return Stay.objects.get(pk=stay.pk)
