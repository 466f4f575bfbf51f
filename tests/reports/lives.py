"""Random lives of a city: services, answers, corrections, objections and locks; the truth at each lock."""

from datetime import date, datetime
from typing import Any

from hypothesis import strategies as st

from tests import make
from tests.door import standing_as
from tests.reports import corrections, histories, recomputed
from wacat.records.models import Notice
from wacat.reports import closing
from wacat.reports.period import month_of
from wacat.verification.models import Correction

LATER = datetime(2027, 1, 5, 2, tzinfo=make.NOW.tzinfo)
acts = st.one_of(
    histories.acts,
    st.tuples(st.just("lock")),
    st.tuples(
        st.just("correct"), st.integers(0, 30), st.sampled_from([None, 20, 90]), st.integers(-1, 2)
    ),
    st.tuples(st.just("object"), st.integers(0, 30), st.integers(-1, 2)),
)


def live(history: list[Any]) -> recomputed.Past:
    """Let it happen; what the raw tables said at each lock."""
    locks: list[tuple[date, recomputed.Dump]] = []
    life = histories.Life()
    for act in history:
        if act[0] == "lock":
            if (month := _lock()) is not None:
                locks.append((month, recomputed.dump()))
        elif act[0] == "correct":
            _correct(act[1], hours=act[2], accepted=act[3])
        elif act[0] == "object":
            _object(act[1], accepted=act[2])
        else:
            life.do(act)
    return recomputed.Past(locks=locks, now=recomputed.dump())


def _lock() -> date | None:
    """Lock the next month up to November; which one."""
    city = make.area("64.71")
    with standing_as("administrator") as keeper:
        month = closing.next_month(city)
        if month is None or month > date(2026, 11, 1):
            return None
        closing.lock(city=city, period=month_of(month), by=keeper, at=LATER)
        return month


def _correct(number: int, *, hours: int | None, accepted: int) -> None:
    """Ketua RT claims; after some hours two, one or none of it is accepted, or another RT is asked."""
    with standing_as("rt"):
        waiting = list(Notice.objects.filter(answer="", state="SENT").order_by("id"))
    if not waiting:
        return
    case = corrections.claim(waiting[number % len(waiting)], at=histories.later(1))
    if hours is not None:
        _settle(case, by="operator", accepted=accepted, at=histories.later(1 + hours))


def _settle(case: int, *, by: str, accepted: int, at: datetime) -> None:
    if accepted < 0:
        corrections.forward(case, by=by, at=at)
    else:
        corrections.settle(case, accepted=accepted, by=by, at=at)


def _object(number: int, *, accepted: int) -> None:
    """One objection; another operator decides anew."""
    with standing_as("rt"):
        told = Correction.objects.filter(state__in=["REJECTED", "PARTLY_ACCEPTED"], objection=None)
        open_to_it = list(told.exclude(notice__state="WITHDRAWN").order_by("id"))
    if open_to_it:
        case = open_to_it[number % len(open_to_it)].pk
        corrections.object_to(case, at=histories.later(92))
        _settle(case, by="operator2", accepted=accepted, at=histories.later(95))
