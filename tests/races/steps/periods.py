"""Steps of a report period: locked, signed, issued, and revised from each."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.db import transaction

from tests import make
from tests.door import standing_as
from tests.races.together import Race, Step, Table, twice
from wacat.accounts.access import Visitor
from wacat.reports import closing
from wacat.reports.models import ReportPeriod
from wacat.reports.period import read_period
from wacat.reports.states import PeriodState

S = PeriodState
OCTOBER = read_period("2026-10")
AT = datetime(2026, 11, 3, 2, tzinfo=UTC)
ADMINISTRATOR, KEPALA, SEKRETARIS = "administrator", "kepala", "sekretaris"


def lock(_period: ReportPeriod | None, by: Visitor) -> None:
    """Freeze its counts."""
    closing.lock(city=make.area("64.71"), period=OCTOBER, by=by, at=AT)


def sign(period: ReportPeriod, by: Visitor) -> None:
    """The head signs."""
    closing.sign(period_id=period.pk, by=by, at=AT)


def issue(period: ReportPeriod, by: Visitor) -> None:
    """Hand it out."""
    closing.publish(period_id=period.pk, by=by, at=AT)


def revise(period: ReportPeriod, by: Visitor) -> None:
    """Open it again."""
    closing.revise(period_id=period.pk, reason="Data susulan", by=by, at=AT)


def _did(who: str, period: ReportPeriod, act: Callable[[ReportPeriod, Visitor], None]) -> None:
    with standing_as(who) as visitor:
        act(period, visitor)


def standing(state: PeriodState) -> Callable[[], ReportPeriod]:
    """October, brought there by those who may."""

    def ready() -> ReportPeriod:
        with transaction.atomic():
            found = ReportPeriod.objects.filter(key=OCTOBER.key)
            if not found.exists():
                with standing_as(ADMINISTRATOR) as visitor:
                    lock(None, visitor)
            period = found.get()
            if period.state != S.OPEN:
                _did(KEPALA, period, revise)
            if state != S.OPEN:
                _did(ADMINISTRATOR, period, lock)
            if state in (S.SIGNED, S.ISSUED):
                _did(KEPALA, period, sign)
            if state == S.ISSUED:
                _did(ADMINISTRATOR, period, issue)
            return found.get()

    return ready


RACES: dict[Step, Race] = {
    (S.OPEN, S.LOCKED): Race(ready=standing(S.OPEN), both=twice(ADMINISTRATOR, lock, SEKRETARIS)),
    (S.LOCKED, S.SIGNED): Race(ready=standing(S.LOCKED), both=twice(KEPALA, sign)),
    (S.SIGNED, S.ISSUED): Race(
        ready=standing(S.SIGNED), both=twice(ADMINISTRATOR, issue, SEKRETARIS)
    ),
    **{
        (start, S.OPEN): Race(ready=standing(start), both=twice(KEPALA, revise, SEKRETARIS))
        for start in (S.LOCKED, S.SIGNED, S.ISSUED)
    },
}
RIVALS = [
    Race(ready=standing(S.LOCKED), both=((KEPALA, sign), (SEKRETARIS, revise))),
    Race(ready=standing(S.SIGNED), both=((ADMINISTRATOR, issue), (KEPALA, revise))),
]
TABLE = Table(
    title="Periode LEP", rows=ReportPeriod._meta.db_table, races=RACES, born={}, rivals=RIVALS
)
