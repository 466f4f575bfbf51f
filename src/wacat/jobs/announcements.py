"""The jobs of announcements: tell those concerned of what has begun to be shown."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from wacat.accounts.access import enter_system, get_account
from wacat.announcements import reading
from wacat.announcements.models import Version
from wacat.announcements.states import VersionState
from wacat.notify import actions


@app.periodic(cron="*/5 * * * *")
@app.task(name="announcements.tell", queueing_lock="announcements.tell")
def tell(timestamp: int) -> None:
    """Tell of each wording that has begun to be shown: urgent ones at once, the others in the digest."""
    tell_due(at=timezone.now())


def tell_due(*, at: datetime) -> int:
    """The work of `tell`; a wording is one transaction. Returns how many people were told."""
    system = get_account("sistem").pk
    with transaction.atomic():
        enter_system(system)
        due = Version.objects.filter(
            state=VersionState.APPROVED, from_at__lte=at, told_at=None
        ).order_by("pk")
        waiting = list(due.values_list("pk", flat=True))
    told = 0
    for version_id in waiting:
        with transaction.atomic():
            enter_system(system)
            told += _tell_all(version_id, at=at)
    return told


def _tell_all(version_id: int, *, at: datetime) -> int:
    version = Version.objects.select_for_update().get(pk=version_id)
    if version.told_at is not None or version.state != VersionState.APPROVED:
        return 0
    topic = "ANNOUNCEMENT_URGENT" if version.urgent else "ANNOUNCEMENT"
    receivers = list(reading.receivers(version, at=at))
    for held in receivers:
        actions.tell(
            topic=topic, account_id=held.person.account.pk, at=at, area_id=held.area_id,
            key=f"announcement:{version_id}:{held.pk}", announcement_id=version.announcement_id,
        )  # fmt: skip
    Version.objects.filter(pk=version_id).update(told_at=at)
    return len(receivers)
