"""Random histories of answers and decisions, and the counts recomputed from the raw tables with polars."""

import uuid
from datetime import date
from typing import Any

import polars as pl
from django.db import connection
from hypothesis import strategies as st

from tests import make
from tests.door import standing_as
from tests.reports import histories
from wacat.evaluation.models import Consistency
from wacat.intake.models import Batch
from wacat.records import actions
from wacat.records.models import Notice
from wacat.values.refusal import Refusal
from wacat.values.situations import SITUATION
from wacat.verification import answering, settling
from wacat.verification.models import Correction

HEADS = {"64.71.01.1001.023": "rt", "64.71.01.1001.024": "rt2", "64.71.01.1004.001": "rtlain"}
DAYS = [date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 31)]
SOURCES = ["Ekspor SIAK", "Buku Pokok", ""]
ELEMENTS = ["name", "address", "birth_on", SITUATION]
KEYS = ["rt_id", "kelurahan_id", "month", "source", "element"]

services = st.tuples(st.sampled_from(list(HEADS)), st.sampled_from(DAYS))
acts = st.one_of(
    st.tuples(
        st.just("publish"),
        st.lists(services, min_size=1, max_size=4),
        st.sampled_from(SOURCES),
    ),
    st.tuples(
        st.just("answer"),
        st.integers(0, 30),
        st.sampled_from(["confirm", "deny", "undo", "correct", "correct"]),
        st.sets(st.sampled_from(ELEMENTS), max_size=3),
    ),
    st.tuples(st.just("decide"), st.integers(0, 30), st.booleans()),
    st.tuples(st.just("withdraw"), st.integers(0, 5)),
)


class World:
    """What one history has made so far."""

    def __init__(self) -> None:
        self.batches: list[int] = []
        self.notices: list[Notice] = []

    def live(self, history: list[Any]) -> None:
        """Let it happen; what the house refuses is refused."""
        for act, *values in history:
            try:
                getattr(self, act)(*values)
            except Refusal:
                continue

    def publish(self, rows: list[tuple[str, date]], source: str) -> None:
        """A file of that source."""
        batch = file_of(source)
        self.batches.append(batch)
        staged = [make.row(rt=rt, served_on=day) for rt, day in rows]
        self.notices += make.publish(*staged, batch_id=batch)

    def answer(self, number: int, how: str, elements: set[str]) -> None:
        """The head of the RT answers, or takes it back."""
        if not self.notices:
            return
        told = self.notices[number % len(self.notices)]
        code = next(code for code in HEADS if make.area(code).pk == told.rt_id)
        values: dict[str, Any] = {"notice_id": told.pk, "at": histories.later(1)}
        with standing_as(HEADS[code]) as head:
            values["by"] = head
            if how == "undo":
                answering.undo(**values)
            elif how == "confirm":
                answering.confirm(key=uuid.uuid4(), **values)
            elif how == "deny":
                answering.deny(reason="LAINNYA", remark="", key=uuid.uuid4(), **values)
            else:
                claims = dict.fromkeys(elements, "Seharusnya lain")
                answering.correct(
                    claims=claims, remark="keliru", proof=None, key=uuid.uuid4(), **values
                )

    def decide(self, number: int, accept: bool) -> None:
        """The desk decides, element by element."""
        with standing_as("operator") as dewi:
            found = Correction.objects.filter(state="SUBMITTED", kind="CORRECTED")
            cases = list(found.order_by("id"))
            if not cases:
                return
            case = cases[number % len(cases)]
            verdict = "ACCEPTED" if accept else "REJECTED"
            outcomes = {item.pk: verdict for item in case.items.all()}
            settling.take(correction_id=case.pk, by=dewi, at=histories.later(3))
            settling.decide(
                correction_id=case.pk, outcomes=outcomes, reason="Sesuai akta", accept=accept,
                by=dewi, at=histories.later(9),
            )  # fmt: skip

    def withdraw(self, number: int) -> None:
        """The whole file is recalled."""
        if self.batches:
            with histories.as_system():
                batch = self.batches[number % len(self.batches)]
                actions.withdraw(batch_id=batch, at=make.NOW, reason="Keliru")


def file_of(source: str) -> int:
    """A received file of that source, as far as counting looks at it."""
    with histories.as_system():
        batch = Batch.objects.create(
            city=make.area("64.71"), name="uji.xlsx", source=source, sha256=uuid.uuid4().hex, size=1,
            uploaded_by=make.account("operator"), uploaded_at=make.NOW,
        )  # fmt: skip
    return batch.pk


def rebuild() -> None:
    """Compute all counts anew."""
    with histories.as_system(), connection.cursor() as cursor:
        cursor.execute("SELECT wacat.rollup_consistency_rebuild()")


def kept() -> pl.DataFrame:
    """The counts as the table has them now."""
    columns = [*KEYS, "count", "share", "judged", "proven"]
    with histories.as_system():
        rows = list(Consistency.objects.values_list(*columns))
    return pl.DataFrame(rows, schema=_schema(columns), orient="row").sort(KEYS)


def counted() -> pl.DataFrame:
    """The same, found by polars in notices, corrections, items and files."""
    told = table("records_notice", "id rt_id kelurahan_id served_on answer state batch_id")
    told = told.filter((pl.col("answer") != "") & ~pl.col("state").is_in(["PREPARED", "WITHDRAWN"]))
    files = table("intake_batch", "id source").rename({"id": "batch_id"})
    told = told.join(files, on="batch_id", how="left").with_columns(
        pl.col("source").fill_null(""), month=pl.col("served_on").dt.truncate("1mo")
    )
    cases = table("verification_correction", "id notice_id state").filter(
        pl.col("state") != "CANCELLED"
    )
    items = table("verification_correctionitem", "correction_id element outcome")
    claims = cases.join(items, left_on="id", right_on="correction_id")
    disputed = told.filter(pl.col("answer") != "CONFIRMED").join(
        claims.select("notice_id", "element", "outcome"), left_on="id", right_on="notice_id", how="left"
    )  # fmt: skip
    bare = (
        pl.when(pl.col("answer") == "NOT_MINE").then(pl.lit("not_mine")).otherwise(pl.lit("other"))
    )
    disputed = disputed.with_columns(
        element=pl.coalesce("element", bare),
        outcome=pl.col("outcome").fill_null(""),
        share=2520 // pl.len().over("id"),
    )
    wrong = pl.col("answer") != "CONFIRMED"
    every = told.with_columns(
        element=pl.lit(""), share=wrong.cast(pl.Int64) * 2520, outcome=pl.lit("")
    )
    columns = [*KEYS, "share", "outcome"]
    both = pl.concat(
        [
            frame.select(columns).with_columns(pl.col("share").cast(pl.Int64))
            for frame in (every, disputed)
        ]
    )
    return (
        both.group_by(KEYS)
        .agg(
            count=pl.len().cast(pl.Int64),
            share=pl.col("share").sum(),
            judged=(pl.col("outcome") != "").sum().cast(pl.Int64),
            proven=(pl.col("outcome") == "ACCEPTED").sum().cast(pl.Int64),
        )
        .sort(KEYS)
    )


def table(name: str, columns: str) -> pl.DataFrame:
    """Columns of a raw table."""
    names = columns.split()
    with histories.as_system(), connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(names)} FROM {name}")
        rows = cursor.fetchall()
    return pl.DataFrame(rows, schema=_schema(names), orient="row")


def _schema(columns: list[str]) -> dict[str, Any]:
    text = {"source", "element", "answer", "state", "outcome"}
    kinds = dict.fromkeys(text, pl.String) | dict.fromkeys(("month", "served_on"), pl.Date)
    return {
        name: pl.Datetime("us", "UTC") if name.endswith("_at") else kinds.get(name, pl.Int64)
        for name in columns
    }
