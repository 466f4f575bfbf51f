"""The counts of the help desk equal the raw tables, whatever was asked, answered and opened again."""

from datetime import timedelta
from typing import Any

import polars as pl
import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make, people
from tests.door import standing_as
from tests.helpdesk import tickets
from tests.reports.histories import as_system, forgotten
from wacat.helpdesk import replying, watching, working
from wacat.helpdesk.queries import counted
from wacat.values.refusal import Refusal

pytestmark = pytest.mark.django_db
AUTHORS = [people.SARI, people.LURAH]
number = st.integers(0, 9)
acts = st.one_of(
    st.tuples(st.just("ask"), st.integers(0, 1), st.sampled_from(["masuk", "warga"])),
    st.tuples(st.just("answer"), number, st.sampled_from(["", "wait", "solve"])),
    st.tuples(st.just("reply"), number),
    st.tuples(st.just("reopen"), number),
    st.tuples(st.just("rate"), number, st.integers(1, 3)),
    st.tuples(st.just("night")),
)
SQL = """
SELECT t.state, t.category_id, t.opened_at, t.due_at, t.solved_at, t.late_at, t.face
FROM helpdesk_ticket t
"""


class Desk:
    """A desk whose clock goes on by some hours with each act."""

    def __init__(self) -> None:
        self.at = make.NOW
        self.tickets: list[tuple[int, people.Someone]] = []

    def live(self, history: list[tuple[int, Any]]) -> None:
        """Let it happen; what the house refuses is refused."""
        for hours, (act, *values) in history:
            self.at += timedelta(hours=hours)
            try:
                with transaction.atomic():
                    getattr(self, act)(*values)
            except Refusal:
                continue

    def ask(self, who: int, about: str) -> None:
        author = AUTHORS[who]
        made = tickets.ticket(by=author, about=about, at=self.at)
        self.tickets.append((made.pk, author))

    def answer(self, number: int, then: working.Then) -> None:
        if self.tickets:
            pk, _ = self._one(number)
            with standing_as("operator") as by:
                working.answer(ticket_id=pk, text="Silakan coba lagi", then=then, by=by, at=self.at)

    def reply(self, number: int) -> None:
        if self.tickets:
            pk, author = self._one(number)
            with standing_as(author.username) as by:
                replying.reply(ticket_id=pk, text="Belum bisa", by=by, at=self.at)

    def reopen(self, number: int) -> None:
        if self.tickets:
            pk, author = self._one(number)
            with standing_as(author.username) as by:
                replying.reopen(ticket_id=pk, text="Masih gagal", by=by, at=self.at)

    def rate(self, number: int, face: int) -> None:
        if self.tickets:
            pk, author = self._one(number)
            with standing_as(author.username) as by:
                replying.rate(ticket_id=pk, face=face, text="", by=by, at=self.at)

    def night(self) -> None:
        with as_system():
            watching.watch(at=self.at)
            watching.close_settled(by=make.account("sistem").pk, at=self.at)

    def _one(self, number: int) -> tuple[int, people.Someone]:
        return self.tickets[number % len(self.tickets)]


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    history=st.lists(st.tuples(st.sampled_from([1, 30, 200, 500]), acts), min_size=3, max_size=15)
)
def test_the_counts_of_the_desk_equal_the_raw_tables(history: list[tuple[int, Any]]) -> None:
    with forgotten():
        desk = Desk()
        desk.live([(0, ("ask", 0, "masuk")), *history])
        since, until = make.NOW, make.NOW + timedelta(days=20)
        with as_system():
            shown = {line.label: line for line in counted(since=since, until=until)}
        raw = _raw().filter(pl.col("opened_at").is_between(since, until, closed="left"))
        labels = {
            tickets.category(code).pk: tickets.category(code).label for code in ("masuk", "warga")
        }
        assert set(shown) == {labels[pk] for pk in raw["category_id"].unique()}
        for pk in raw["category_id"].unique():
            line, mine = shown[labels[pk]], raw.filter(pl.col("category_id") == pk)
            done = pl.col("state").is_in(["SOLVED", "CLOSED"])
            late = (pl.col("solved_at") > pl.col("due_at")) | pl.col("late_at").is_not_null()
            assert line.opened == mine.height
            assert line.solved == mine.filter(done).height
            assert line.active == mine.filter(~done).height
            assert line.late == mine.filter(late.fill_null(value=False)).height
            assert line.rated == mine["face"].drop_nulls().len()
            assert line.content == mine.filter(pl.col("face") == 3).height


def _raw() -> pl.DataFrame:
    moment = pl.Datetime("us", "UTC")
    schema = {"state": pl.String, "category_id": pl.Int64, "opened_at": moment, "due_at": moment,
              "solved_at": moment, "late_at": moment, "face": pl.Int64}  # fmt: skip
    with as_system(), connection.cursor() as cursor:
        cursor.execute(SQL)
        return pl.DataFrame(cursor.fetchall(), schema=schema, orient="row")
