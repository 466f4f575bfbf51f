"""The jobs of announcements: tell those concerned of what is shown, make the monthly bulletin."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from wacat.accounts.access import enter_system, get_account
from wacat.announcements import reading
from wacat.announcements.models import Version
from wacat.announcements.states import VersionState
from wacat.notify import actions
from wacat.reports import bulletin
from wacat.values.office_hours import first_working_day
from wacat.values.tanggal import months_later


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


@app.periodic(cron="30 23 * * *")
@app.task(name="announcements.bulletin", queueing_lock="announcements.bulletin")
def make_bulletin(timestamp: int) -> None:
    """On the first working day of a month at 07.30 WITA: the development of the data of the month before."""
    bulletin_due(at=timezone.now())


def bulletin_due(*, at: datetime) -> bool:
    """The work of `make_bulletin`; whether it was the day and the bulletin was not there yet."""
    today = timezone.localdate(at)
    if today != first_working_day(today):
        return False
    system = get_account("sistem").pk
    with transaction.atomic():
        enter_system(system)
        month = months_later(today.replace(day=1), -1)
        straight = settings.WACAT_BULLETIN_STRAIGHT
        return bulletin.make(month=month, straight=straight, by=system, at=at) is not None
