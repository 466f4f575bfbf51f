"""Steps of an alarm about many denials: seen, then closed."""

from collections.abc import Callable
from itertools import count

from django.db import transaction

from tests import make, people
from tests.notify.office import worker
from tests.races.together import Race, Step, Table, twice
from wacat.accounts.access import Visitor
from wacat.verification import patterns
from wacat.verification.models import DenialPattern
from wacat.verification.states import PatternState

S = PatternState
_streets = count(1)


def mark(to: str) -> Callable[[DenialPattern, Visitor], None]:
    """Say that it was seen, or what came of it."""
    return lambda pattern, by: patterns.mark(
        pattern_id=pattern.pk, to=to, remark="Jalan itu digusur", by=by, at=make.NOW
    )


def standing(state: PatternState) -> Callable[[], DenialPattern]:
    """An alarm about a street."""

    def ready() -> DenialPattern:
        place = make.area(people.SARI.place)
        with transaction.atomic(), worker():
            return DenialPattern.objects.create(
                kind="STREET", street=f"jalan {next(_streets)}", kelurahan_id=place.kelurahan_id,
                city_id=place.city_id, count=9, since=make.NOW, last_at=make.NOW,
                raised_at=make.NOW, state=state,
            )  # fmt: skip

    return ready


RACES: dict[Step, Race] = {
    (S.RAISED, S.SEEN): Race(
        ready=standing(S.RAISED), both=twice("operator", mark(S.SEEN), "sekretaris")
    ),
    (S.SEEN, S.CLOSED): Race(
        ready=standing(S.SEEN), both=twice("operator", mark(S.CLOSED), "sekretaris")
    ),
}
TABLE = Table(
    title="Pola jawaban", rows=DenialPattern._meta.db_table, races=RACES, born={}, rivals=[]
)
