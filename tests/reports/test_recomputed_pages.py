"""The numbers of the heads' and the Lurah's pages, and of the evaluation, equal those of the raw tables."""

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.door import standing_as
from tests.evaluation.histories import table
from tests.reports import histories, lives, recomputed
from wacat.areas.queries import get_city
from wacat.evaluation import figures, measures, semester, weekly
from wacat.reports import neighbourhoods, overview, reach
from wacat.reports.overview import Line

pytestmark = pytest.mark.django_db
MONTHS = [date(2026, month, 1) for month in (9, 10, 11)]
KELURAHAN = {"64.71.01.1001": "lurah", "64.71.01.1004": "", "64.71.02.1001": ""}
KECAMATAN = ["64.71.01", "64.71.02"]
ZONE = ZoneInfo("Asia/Makassar")
AT = datetime(2027, 1, 6, 1, tzinfo=UTC)
# as `Line` names them
NAMES = {
    "told": ("told",), "prompt": ("prompt",), "answer_seconds": ("waited",), "claimed": ("claimed",),
    "settled": ("settled",), "in_time": ("in_time",), "settle_seconds": ("took",),
}  # fmt: skip
lived = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
histories_of = st.lists(lives.acts, min_size=3, max_size=14)


def booked(past: recomputed.Past, code: str, level: str, months: list[date]) -> Counter[Any]:
    """What the raw tables say of the reports of these months of an area, late or not."""
    books = past.booked(level=level, area_id=make.area(code).pk, neutral=True)
    whole: Counter[Any] = Counter()
    for (month, _), found in books.items():
        if month in months:
            whole.update(found)
    return whole


def numbers(found: Counter[Any]) -> dict[str, int]:
    """The same under the names of a line."""
    said = {name: found[key] for name, key in NAMES.items()}
    said["services"] = sum(n for key, n in found.items() if key[0] == "service")
    return said | {"answered": sum(n for key, n in found.items() if key[0] == "answer")}


def of_line(line: Line) -> dict[str, int]:
    return {name: getattr(line, name) for name in overview.FIGURES}


@lived
@given(history=histories_of)
def test_the_pages_of_heads_and_lurah(history: list[Any]) -> None:
    with histories.forgotten():
        past = lives.live(history)
        with standing_as("kepala"):
            city = get_city()
            trend = overview.months(city=city, months=MONTHS)
            places = {month: overview.kelurahan(city=city, month=month) for month in MONTHS}
            reached = reach.months(city=city, months=MONTHS)
        for line in trend:
            assert of_line(line) == numbers(booked(past, "64.71", "city", [line.month]))
        for month, lines in places.items():
            by_code = {line.code: line for line in lines}
            for code in KELURAHAN:
                wanted = numbers(booked(past, code, "kelurahan", [month]))
                assert of_line(by_code[code]) == wanted, (code, month)
        for one in reached:
            told, answering = _reached(past, one.month)
            assert (one.told_rts, one.answering_rts) == (told, answering)
        _compare_neighbourhoods(past)


def _reached(past: recomputed.Past, month: date) -> tuple[int, int]:
    """RTs that the report of that month told something, and those of them that answered."""
    told = answering = 0
    for code in histories.RTS:
        books = past.booked(level="rt", area_id=make.area(code).pk, neutral=True)
        parts = [found for (counted, _), found in books.items() if counted == month]
        if any(found["told",] > 0 for found in parts):
            told += 1
            said = [n for found in parts for key, n in found.items() if key[0] == "answer"]
            answering += any(n > 0 for n in said)
    return told, answering


def _compare_neighbourhoods(past: recomputed.Past) -> None:
    manggar = make.area("64.71.01.1001").pk
    with standing_as("lurah"):
        months = neighbourhoods.months(kelurahan_id=manggar, months=MONTHS)
        lines = neighbourhoods.rts(kelurahan_id=manggar, month=MONTHS[1], before=MONTHS[0])
    for one in months:
        found = numbers(booked(past, "64.71.01.1001", "kelurahan", [one.month]))
        assert (one.told, one.answered) == (found["told"], found["answered"])
    shown = {line.id: line for line in lines}
    for code in histories.RTS[:2]:
        now, before = (numbers(booked(past, code, "rt", [month])) for month in MONTHS[1::-1])
        line = shown[make.area(code).pk]
        assert (line.told, line.answered, line.prompt) == (
            now["told"], now["answered"], now["prompt"]
        )  # fmt: skip
        assert (line.told_before, line.answered_before) == (before["told"], before["answered"])


@lived
@given(history=histories_of)
def test_the_evaluation_of_a_semester(history: list[Any]) -> None:
    with histories.forgotten():
        past = lives.live(history)
        with histories.as_system():
            term = semester.read("2026-S2", city=get_city())
            made = json.loads(figures.canonical(figures.build(term, at=AT)))
            lines = {line.code: line for _, line in measures.kecamatan(term)}
        whole = numbers(booked(past, "64.71", "city", term.months))
        values = {one["code"]: one["value"] for one in made["indicators"]}
        counts = {code: values[code] for code in ("services", "told", "claimed")}
        assert counts == {code: whole[code] for code in counts}
        assert values["answered_share"] == _share(whole["answered"], whole["told"])
        assert values["prompt_share"] == _share(whole["prompt"], whole["answered"])
        assert values["in_time_share"] == _share(whole["in_time"], whole["settled"])
        assert values["mean_hours"] == _share(whole["answer_seconds"] / 3600, whole["answered"])
        assert values["settle_hours"] == _share(whole["settle_seconds"] / 3600, whole["settled"])
        for line in made["trend"]:
            month = date.fromisoformat(line["month"])
            found = numbers(booked(past, "64.71", "city", [month]))
            for name in ("services", "told", "answered", "claimed"):
                assert line[name] == found[name], (name, month)
        for code in KECAMATAN:
            assert of_line(lines[code]) == numbers(booked(past, code, "kecamatan", term.months))
        assert sum(line["decided_late"] + line["open_late"] for line in made["breaches"]) == _late()
        assert values["breaches"] == _late()


def _share(part: float, whole: int) -> float | None:
    return round(part / whole, figures.DIGITS) if whole else None


def _late() -> int:
    """Rounds of the clock that overran it; none of them stands still here."""
    rounds = table("verification_clockround", "id due_at ended_at")
    ended = pl.col("ended_at").fill_null(AT)
    return rounds.filter(ended > pl.col("due_at")).height


@lived
@given(history=histories_of, later=st.integers(0, 1))
def test_the_summary_of_a_week(history: list[Any], later: int) -> None:
    """Everything is published on Monday 23 November; answers come until Friday, decisions until later."""
    week = date(2026, 11, 23) + later * timedelta(days=7)
    since = datetime(week.year, week.month, week.day, tzinfo=ZONE).astimezone(UTC)
    until = since + timedelta(days=7)
    with histories.forgotten():
        lives.live(history)
        with histories.as_system():
            found = weekly.count(city=get_city(), week=week)
        every = table(
            "records_notice", "id state published_at answered_at answer kelurahan_id changed_at"
        )
        told = every.filter(~pl.col("state").is_in(["PREPARED", "WITHDRAWN"]))
        cases = table("verification_correction", "id state due_at decided_at submitted_at")
    standing = cases.filter(pl.col("state") != "CANCELLED")
    answered = told.filter((pl.col("answer") != "") & _within("answered_at", since, until))
    open_then = pl.col("decided_at").is_null() | (pl.col("decided_at") >= until)
    overdue = standing.filter(
        open_then & (pl.col("due_at") < until) & (pl.col("submitted_at") < until)
    )
    late = told.filter(
        (pl.col("published_at") < until - timedelta(hours=72))
        & (pl.col("answered_at").is_null() | (pl.col("answered_at") >= until))
        & ~((pl.col("state") == "CLOSED_UNANSWERED") & (pl.col("changed_at") < until))
    )
    assert found["now"] == {
        "told": told.filter(_within("published_at", since, until)).height,
        "answered": answered.height,
        "prompt": answered.filter(
            pl.col("answered_at") - pl.col("published_at") <= timedelta(hours=72)
        ).height,
        "disputed": answered.filter(pl.col("answer") != "CONFIRMED").height,
        "claimed": standing.filter(_within("submitted_at", since, until)).height,
        "settled": cases.filter(_within("decided_at", since, until)).height,
        "late": late.height,
        "overdue": overdue.height,
    }
    most = sorted(
        Counter(late["kelurahan_id"].to_list()).items(), key=lambda one: (-one[1], one[0])
    )
    assert [(spot["area"], spot["late"]) for spot in found["hot"]] == most[:3]


def _within(column: str, since: datetime, until: datetime) -> pl.Expr:
    return pl.col(column).is_between(since, until, closed="left")
