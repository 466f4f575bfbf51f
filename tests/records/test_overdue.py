"""Unanswered notices (Pasal 3b): remembered, given to the Lurah, closed; each once, whoever was away."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from tests import make, people
from tests.conftest import acting_as
from tests.door import standing_as
from tests.notify.office import worker
from wacat.accounts.models import Account, AccountState
from wacat.jobs import overdue as job
from wacat.notify.models import Message
from wacat.records import overdue
from wacat.records.models import Notice
from wacat.values.office_hours import days_back, is_working_day
from wacat.verification import answering

pytestmark = pytest.mark.django_db
VACANT = "64.71.01.1001.026"
# Monday the 2nd of November 2026; no holiday follows within the month.
MONDAY = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)


def run(*, day: int) -> overdue.Overdue:
    """Let the job work at ten in the morning of a day of November, as the worker does."""
    with acting_as("wacat_job"):
        return job.run(at=datetime(2026, 11, day, 2, 0, tzinfo=UTC))


def told() -> list[tuple[str, str, int]]:
    """Who was told what, and of how many."""
    with worker():
        return sorted(Message.objects.values_list("account__username", "topic", "count"))


def state_of(notice: Notice) -> str:
    """The state of a notice now."""
    with worker():
        return Notice.objects.get(pk=notice.pk).state


def publish(*rts: str) -> list[Notice]:
    """One notice for each of these RTs, told on that Monday."""
    return make.publish(*(make.row(rt=rt) for rt in rts), at=MONDAY)


def test_a_notice_is_remembered_passed_on_and_closed_each_once() -> None:
    mine, also, vacant = publish(people.SARI.place, people.SARI.place, VACANT)
    run(day=4)
    assert told() == []
    for _ in range(2):
        run(day=5)
        assert told() == [("lurah", "REMINDED", 1), ("rt", "REMINDED", 2)]
    with standing_as("rt") as sari:
        answering.confirm(notice_id=also.pk, by=sari, at=MONDAY, key=uuid.uuid4())
    for _ in range(2):
        run(day=11)
        assert told() == [
            ("lurah", "ESCALATED", 2),
            ("lurah", "REMINDED", 1),
            ("rt", "PASSED_ON", 1),
            ("rt", "REMINDED", 2),
        ]
    assert [state_of(each) for each in (mine, also, vacant)] == [
        "ESCALATED",
        "ANSWERED",
        "ESCALATED",
    ]
    run(day=19)
    assert state_of(mine) == "ESCALATED"
    run(day=20)
    assert state_of(mine) == "CLOSED_UNANSWERED"
    with standing_as("rt") as sari, pytest.raises(answering.CannotAnswer, match="tanpa tanggapan"):
        answering.confirm(notice_id=mine.pk, by=sari, at=MONDAY, key=uuid.uuid4())


def test_after_a_long_absence_the_lurah_still_has_his_days() -> None:
    (mine,) = publish(people.SARI.place)
    run(day=27)
    assert state_of(mine) == "ESCALATED"
    assert told() == [("lurah", "ESCALATED", 1), ("rt", "PASSED_ON", 1)]
    run(day=30)
    assert state_of(mine) == "ESCALATED"


def test_both_may_answer_then_and_an_answer_taken_back_stays_with_the_lurah() -> None:
    (mine,) = publish(people.SARI.place)
    run(day=11)
    with standing_as("lurah") as lurah:
        answering.confirm(notice_id=mine.pk, by=lurah, at=MONDAY, key=uuid.uuid4())
        answering.undo(notice_id=mine.pk, by=lurah, at=MONDAY)
    assert state_of(mine) == "ESCALATED"


@pytest.mark.parametrize("state", [AccountState.SUSPENDED, AccountState.LOCKED])
def test_the_lurah_stands_in_for_a_head_who_is_kept_out(state: AccountState) -> None:
    (mine,) = publish(people.SARI.place)
    with acting_as("wacat_owner"):
        Account.objects.filter(username="rt").update(state=state)
    run(day=5)
    assert told() == [("lurah", "REMINDED", 1)]
    with standing_as("lurah") as lurah:
        answering.confirm(notice_id=mine.pk, by=lurah, at=MONDAY, key=uuid.uuid4())
    assert state_of(mine) == "ANSWERED"


@pytest.mark.parametrize("statement", [overdue.REMIND, overdue.ESCALATE, overdue.CLOSE])
def test_what_is_due_is_found_by_an_index(statement: str) -> None:
    with acting_as("wacat_job"), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {statement}", {"at": MONDAY, "before": MONDAY})
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "notice_escalated" in plan or "notice_unanswered" in plan
    assert "Seq Scan on records_notice" not in plan


@given(
    day=st.dates(min_value=MONDAY.date(), max_value=MONDAY.date() + timedelta(days=700)),
    count=st.integers(1, 30),
)
def test_so_many_working_days_have_begun_since(day: datetime, count: int) -> None:
    last = days_back(day, count=count)
    passed = [last + timedelta(days=n + 1) for n in range((day - last).days)]
    assert sum(map(is_working_day, passed)) == count
    assert is_working_day(passed[0])
