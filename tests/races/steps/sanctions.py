"""Steps of a revocation: dropped, in force, objected to, upheld, taken back, final."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction

from tests.door import standing_as
from tests.races.steps import accounts
from tests.races.together import SYSTEM, Attempt, Race, Step, Table, twice
from wacat.accounts import objections, sanctions
from wacat.accounts.access import Visitor
from wacat.accounts.models import AccountState, Sanction
from wacat.accounts.states import SanctionState

S = SanctionState
ADMINISTRATOR, KASI, KEPALA, SEKRETARIS = "administrator", "kasi", "kepala", "sekretaris"


def drop(case: Sanction, by: Visitor) -> None:
    """Close it without a decision."""
    sanctions.drop(sanction_id=case.pk, reason="Tidak terbukti", by=by, at=accounts.now())


def decide(case: Sanction, by: Visitor) -> None:
    """Revoke."""
    sanctions.decide(sanction_id=case.pk, by=by, at=accounts.now())


def object_to(case: Sanction, by: Visitor) -> None:
    """Write down the holder's objection."""
    objections.object_to(
        sanction_id=case.pk, text="Bukan saya yang mengirim.", by=by, at=accounts.now()
    )


def settle(*, accept: bool) -> Callable[[Sanction, Visitor], object]:
    """Decide the objection."""
    return lambda case, by: objections.settle(
        sanction_id=case.pk, accept=accept, reason="Setelah diperiksa", by=by, at=accounts.now()
    )


def finish(_case: Sanction, _by: Any) -> None:
    """The daily job, after the time to object."""
    objections.finish(at=accounts.now() + timedelta(days=400))


def standing(state: SanctionState) -> Callable[[], Sanction]:
    """A case about somebody of the staff that stands so."""

    def ready() -> Sanction:
        account = accounts.at_state(AccountState.ACTIVE, then=accounts.prepare)()
        with transaction.atomic():
            with standing_as(ADMINISTRATOR) as visitor:
                case = Sanction.objects.get(account=account)
                if state != S.PREPARED:
                    decide(case, visitor)
            if state == S.OBJECTED:
                with standing_as(KASI) as visitor:
                    object_to(case, visitor)
        return case

    return ready


JOB: Attempt = (SYSTEM, finish)
RACES: dict[Step, Race] = {
    (S.PREPARED, S.DROPPED): Race(
        ready=standing(S.PREPARED), both=twice(ADMINISTRATOR, drop, KASI)
    ),
    (S.PREPARED, S.IN_FORCE): Race(ready=standing(S.PREPARED), both=twice(ADMINISTRATOR, decide)),
    (S.IN_FORCE, S.OBJECTED): Race(
        ready=standing(S.IN_FORCE), both=twice(ADMINISTRATOR, object_to, KASI)
    ),
    (S.IN_FORCE, S.FINAL): Race(ready=standing(S.IN_FORCE), both=(JOB, JOB)),
    (S.OBJECTED, S.UPHELD): Race(
        ready=standing(S.OBJECTED), both=twice(KEPALA, settle(accept=False), SEKRETARIS)
    ),
    (S.OBJECTED, S.REINSTATED): Race(
        ready=standing(S.OBJECTED), both=twice(KEPALA, settle(accept=True), SEKRETARIS)
    ),
}
RIVALS = [
    Race(ready=standing(S.PREPARED), both=((ADMINISTRATOR, decide), (KASI, drop))),
    Race(
        ready=standing(S.OBJECTED),
        both=((KEPALA, settle(accept=True)), (SEKRETARIS, settle(accept=False))),
    ),
    Race(ready=standing(S.IN_FORCE), both=((KASI, object_to), JOB)),
]
TABLE = Table(
    title="Pencabutan (Pasal 6)", rows=Sanction._meta.db_table, races=RACES, born={}, rivals=RIVALS
)
