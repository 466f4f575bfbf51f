"""Steps of an announcement: asked for, let out, sent back, replaced, withdrawn."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from django.db import transaction

from tests import make
from tests.announcements import news
from tests.door import standing_as
from tests.notify.office import worker
from tests.races.together import SYSTEM, Attempt, Race, Step, Table, at_once, twice
from wacat.accounts.access import Visitor
from wacat.announcements import bulletin, writing
from wacat.announcements.models import Version
from wacat.announcements.states import VersionState

S = VersionState


def submit(version: Version, by: Visitor) -> None:
    """Ask for approval."""
    writing.submit(version_id=version.pk, by=by, at=datetime.now(UTC))


def approve(version: Version, by: Visitor) -> None:
    """Let it out."""
    writing.approve(version_id=version.pk, by=by, at=datetime.now(UTC))


def send_back(version: Version, by: Visitor) -> None:
    """Return it to its writer."""
    writing.send_back(version_id=version.pk, reason="Lengkapi", by=by, at=datetime.now(UTC))


def withdraw(version: Version, by: Visitor) -> None:
    """Show it no more."""
    writing.withdraw(version_id=version.pk, reason="Batal", by=by, at=datetime.now(UTC))


def approve_the_next(shown: Version, by: Visitor) -> None:
    """Let the wording out that replaces this one."""
    # by what it is, not by how it stands: the other one may be through already
    versions = Version.objects.filter(announcement_id=shown.announcement_id)
    approve(versions.exclude(pk=shown.pk).get(), by)


def committed(made: Callable[..., Version]) -> Callable[[], Version]:
    """What another connection sees too."""

    def ready() -> Version:
        with transaction.atomic():
            return made()

    return ready


def with_a_next() -> Version:
    """One that is shown, while its next wording waits for approval."""
    with transaction.atomic():
        shown = news.shown()
        with standing_as("operator"):
            shown = Version.objects.get(pk=shown.pk)
        news.submitted(number=shown.announcement_id)
    return shown


def shown_straight_once() -> None:
    """Two workers that make the bulletin of a month show it once."""
    month = date(2026, 3, 1)

    def make_it(_thing: object, _by: object) -> None:
        bulletin.make(
            month=month, pages=[], words=("Maret", "Isi"), straight=True,
            by=make.account("sistem").pk, at=make.NOW,
        )  # fmt: skip

    assert at_once(None, twice(SYSTEM, make_it)) == ["", ""]
    with transaction.atomic(), worker():
        found = Version.objects.filter(announcement__month=month)
        assert list(found.values_list("state", flat=True)) == [S.APPROVED]


TWO: tuple[Attempt, Attempt] = twice("operator2", approve, "kasi")
RACES: dict[Step, Race] = {
    (S.DRAFT, S.SUBMITTED): Race(ready=committed(news.draft), both=twice("operator", submit)),
    (S.SUBMITTED, S.APPROVED): Race(ready=committed(news.submitted), both=TWO),
    (S.SUBMITTED, S.RETURNED): Race(
        ready=committed(news.submitted), both=twice("operator2", send_back, "kasi")
    ),
    (S.APPROVED, S.REPLACED): Race(
        ready=with_a_next, both=twice("operator2", approve_the_next, "kasi")
    ),
    (S.APPROVED, S.WITHDRAWN): Race(
        ready=committed(news.shown), both=twice("operator", withdraw, "operator2")
    ),
}
RIVALS = [
    Race(ready=committed(news.submitted), both=(("operator2", approve), ("kasi", send_back))),
    Race(ready=with_a_next, both=(("operator2", approve_the_next), ("kasi", withdraw))),
]
TABLE = Table(
    title="Pengumuman (Pasal 8b)", rows=Version._meta.db_table, races=RACES,
    born={(S.DRAFT, S.APPROVED): shown_straight_once}, rivals=RIVALS,
)  # fmt: skip
