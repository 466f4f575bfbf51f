"""Steps of a temporary stay: its time runs out, it is extended, it ends, it was a mistake."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction

from tests.nonpermanent import acts
from tests.races.together import SYSTEM, Attempt, Race, Step, Table, twice
from wacat.accounts.access import Visitor
from wacat.nonpermanent import expiring, registering
from wacat.nonpermanent.models import Stay
from wacat.nonpermanent.states import StayState

S = StayState
# the stay is registered until 20 December 2026
AFTER = datetime(2027, 1, 5, 2, 0, tzinfo=UTC)


def end(to: str) -> Callable[[Stay, Visitor], object]:
    """Say that the person left, or that it was a mistake."""
    return lambda stay, by: registering.end(
        stay_id=stay.pk, to=to, reason="Salah catat", by=by, at=AFTER
    )


def extend(stay: Stay, by: Visitor) -> None:
    """Let it last until March."""
    registering.extend(stay_id=stay.pk, until_on=date(2027, 3, 1), by=by, at=AFTER)


def run_out(_stay: Stay, _by: Any) -> None:
    """The hourly job, after the last day."""
    expiring.look_after(at=AFTER)


CLOCK: Attempt = (SYSTEM, run_out)


def active() -> Stay:
    """One that runs."""
    with transaction.atomic():
        return acts.registered()


def expired() -> Stay:
    """One whose time ran out."""
    with transaction.atomic():
        stay = acts.registered()
        acts.looked_after(at=AFTER)
    return stay


RACES: dict[Step, Race] = {
    (S.ACTIVE, S.EXPIRED): Race(ready=active, both=(CLOCK, CLOCK)),
    (S.EXPIRED, S.ACTIVE): Race(ready=expired, both=twice("rt", extend)),
    (S.ACTIVE, S.LEFT): Race(ready=active, both=twice("rt", end(S.LEFT))),
    (S.EXPIRED, S.LEFT): Race(ready=expired, both=twice("rt", end(S.LEFT))),
    (S.ACTIVE, S.VOID): Race(ready=active, both=twice("rt", end(S.VOID))),
    (S.EXPIRED, S.VOID): Race(ready=expired, both=twice("rt", end(S.VOID))),
}
RIVALS = [
    Race(ready=active, both=(CLOCK, ("rt", extend)), ends=S.ACTIVE),
    Race(ready=active, both=(CLOCK, ("rt", end(S.LEFT)))),
    Race(ready=expired, both=(("rt", extend), ("rt", end(S.VOID)))),
]
TABLE = Table(
    title="Penduduk nonpermanen (Pasal 13)",
    rows=Stay._meta.db_table,
    races=RACES,
    born={},
    rivals=RIVALS,
)
