"""Steps of a Masukan: followed, matched, sent to the field team, settled, taken back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction

from tests.door import standing_as
from tests.feedback import acts
from tests.feedback.acts import TOLD
from tests.races.together import SYSTEM, Attempt, Race, Step, Table, twice
from wacat.accounts.access import Visitor
from wacat.feedback import fetching, settling, telling
from wacat.feedback.models import Feedback, Match
from wacat.feedback.states import FeedbackState

S = FeedbackState
SOON, LATE = TOLD + timedelta(hours=2), TOLD + timedelta(days=90)
TWO = ("operator", "operator2")


def advance(to: str) -> Callable[[Feedback, Visitor], None]:
    """One of the desk's own steps."""
    return lambda feedback, by: settling.advance(
        feedback_id=feedback.pk, to=to, text="Sudah ditangani", by=by, at=SOON
    )


def match(feedback: Feedback, by: Visitor) -> None:
    """Say that the suggested service is the one."""
    found = Match.objects.filter(feedback_id=feedback.pk).earliest("id")
    settling.judge(feedback_id=feedback.pk, match_id=found.pk, same=True, by=by, at=SOON)


def cancel(feedback: Feedback, by: Visitor) -> None:
    """Take it back."""
    telling.cancel(feedback_id=feedback.pk, reason="", by=by, at=SOON)


def put_on_the_list(_feedback: Feedback, _by: Any) -> None:
    """The job of what nobody settles for two months."""
    fetching.list_overdue(at=LATE)


LISTING: Attempt = (SYSTEM, put_on_the_list)


def standing(state: FeedbackState) -> Callable[[], Feedback]:
    """A Masukan that stands so, with a service that may be the one."""

    def ready() -> Feedback:
        with transaction.atomic():
            feedback = acts.told()
            acts.published(name="Slamet Riyadi")
            if state != S.SUBMITTED:
                with standing_as("operator") as dewi:
                    advance(state)(feedback, dewi)
        return feedback

    return ready


def _race(start: FeedbackState, act: Callable[[Feedback, Visitor], None]) -> Race:
    return Race(ready=standing(start), both=twice(TWO[0], act, TWO[1]))


RACES: dict[Step, Race] = {
    (S.SUBMITTED, S.CANCELLED): Race(ready=standing(S.SUBMITTED), both=twice("rt", cancel)),
    (S.SUBMITTED, S.FOLLOWED): _race(S.SUBMITTED, advance(S.FOLLOWED)),
    (S.SUBMITTED, S.JEMPUT_BOLA): Race(ready=standing(S.SUBMITTED), both=(LISTING, LISTING)),
    (S.FOLLOWED, S.JEMPUT_BOLA): Race(
        ready=standing(S.FOLLOWED), both=(LISTING, ("operator", advance(S.JEMPUT_BOLA)))
    ),
    **{
        (start, end): _race(start, match if end == S.MATCHED else advance(end))
        for start in (S.SUBMITTED, S.FOLLOWED, S.JEMPUT_BOLA)
        for end in (S.MATCHED, S.DONE, S.DISMISSED)
        if (start, end) != (S.SUBMITTED, S.DONE)
    },
}
RIVALS = [
    Race(ready=standing(S.SUBMITTED), both=(("rt", cancel), ("operator", advance(S.FOLLOWED)))),
    Race(ready=standing(S.SUBMITTED), both=(("rt", cancel), LISTING)),
    Race(ready=standing(S.FOLLOWED), both=(("operator", match), LISTING)),
    Race(
        ready=standing(S.FOLLOWED),
        both=(("operator", match), ("operator2", advance(S.DISMISSED))),
    ),
]
TABLE = Table(
    title="Masukan (Pasal 3b)", rows=Feedback._meta.db_table, races=RACES, born={}, rivals=RIVALS
)
