"""Every published number equals the one recomputed from the raw tables, whatever happened before."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.reports import corrections, histories, lives, recomputed
from wacat.reports import sheets
from wacat.reports.actions import load_stock
from wacat.reports.figures import Lep, Responses
from wacat.reports.period import Period, read_period

pytestmark = pytest.mark.django_db
AREAS = {
    "64.71": "city", "64.71.01": "kecamatan", "64.71.01.1001": "kelurahan",
    "64.71.01.1001.023": "rt", "64.71.01.1004.001": "rt",
}  # fmt: skip
PERIODS = ["2026-09", "2026-10", "2026-11", "2026-T4", "2026-S2", "2026"]
PARTS = ("born", "arrived", "died", "left")
STOCK_ON = date(2026, 9, 30)
KNOWN_UNTIL = date(2026, 10, 1)
STARTS = [None, date(2026, 11, 1), date(2026, 12, 1)]


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=st.lists(lives.acts, min_size=3, max_size=14), begins=st.sampled_from(STARTS))
def test_every_published_number_equals_the_raw_tables(
    history: list[Any], begins: date | None
) -> None:
    with histories.forgotten():
        start = _stock()
        if begins is not None:
            corrections.tell_decisions_from(begins)
        past = lives.live(history)
        for code, level in AREAS.items():
            for key in PERIODS:
                period = read_period(key)
                made = _published(code, period)
                _compare(made, past, code=code, level=level, start=start[code])
                _compare_decisions(made, past, code=code, level=level, begins=begins)
                _compare_children(made, past, level=level)
        kept = histories.kept()
        histories.rebuild()
        assert histories.kept() == kept, "made anew they are the same"


def _stock() -> dict[str, Counter[str]]:
    """A population in two RTs; by code of the area and sex."""
    first, second = "64.71.01.1001.023", "64.71.01.1004.001"
    with histories.as_system():
        load_stock(
            city=make.area("64.71"), on=STOCK_ON, by=None, at=make.NOW,
            counts={(make.area(first).pk, "L"): 100, (make.area(first).pk, "P"): 90,
                    (make.area(second).pk, "L"): 7},
            foreign={(make.area(first).pk, "L"): 4, (make.area(first).pk, "P"): 1},
        )  # fmt: skip
    one, two = Counter(L=100, P=90), Counter(L=7)
    whole = one + two
    return {"64.71": whole, "64.71.01": whole, "64.71.01.1001": one, first: one, second: two}


def _published(code: str, period: Period) -> Lep:
    with histories.as_system():
        return sheets.read(area=make.area(code), period=period).lep


def _compare(
    made: Lep, past: recomputed.Past, *, code: str, level: str, start: Counter[str]
) -> None:
    quiet = level in ("rt", "kelurahan")
    books = past.booked(level=level, area_id=make.area(code).pk, neutral=quiet)
    own, late = recomputed.split(books, first=made.span.first, months=made.span.months)
    before, known = _to_the_start(books, made.span)
    for is_late, found in ((False, own), (True, late)):
        served = {s.kind: s.count for s in made.services if s.late == is_late}
        assert served == {key[1]: n for key, n in found.items() if key[0] == "service" and n}
        shown = Counter({
            ("change", cell.sex, part): getattr(cell, part)
            for cell in made.lampid for part in PARTS if cell.late == is_late
        })  # fmt: skip
        assert _some(shown) == _some(found, "change")
    for cell in made.lampid:
        assert cell.end - cell.start == _net(late if cell.late else own, cell.sex)
        if not cell.late:
            assert cell.start == start[cell.sex] + _net(before, cell.sex)
    _compare_citizens(made, own, late, told=bool(start))
    nets = (_net(found, sex) for found in (own, late, before) for sex in ("L", "P", ""))
    # a late fact of a month that the stock knows is told, and adds nobody
    covered = sum(_net(known, sex) for sex in ("L", "P", ""))
    assert made.total.end == start.total() + sum(nets) - covered
    _compare_answers(made.responses, own)
    if made.late_responses is None:
        assert not any(_some(late, word) for word in ("told", "answer", "claimed", "settled"))
    else:
        _compare_answers(made.late_responses, late)


def _to_the_start(
    books: dict[Any, Counter[Any]], span: Period
) -> tuple[Counter[Any], Counter[Any]]:
    """What leads from the stock to the start of a period, and what came late although it knows it.

    A stock that came later is walked backwards, and nothing it knows is told of it twice.
    """
    before: Counter[Any] = Counter()
    known: Counter[Any] = Counter()
    for (month, served), found in books.items():
        inside = month in span.months and month >= KNOWN_UNTIL and served < KNOWN_UNTIL
        if span.first >= KNOWN_UNTIL:
            if month < span.first and served >= KNOWN_UNTIL:
                before.update(found)
        elif span.first <= month < KNOWN_UNTIL or (inside and served >= span.first):
            before.subtract(found)
        if inside and served < span.first:
            known.update(found)
    return before, known


def _compare_citizens(made: Lep, own: Counter[Any], late: Counter[Any], *, told: bool) -> None:
    if made.citizens is None:
        known = [key for key in [*_some(own, "citizen"), *_some(late, "citizen")] if key[2]]
        assert made.neutral or not (known or told)
        return
    for is_late, found in ((False, own), (True, late)):
        shown = Counter({
            ("citizen", line.sex, line.citizenship, part): getattr(line, part)
            for line in made.citizens for part in PARTS if line.late == is_late
        })  # fmt: skip
        assert _some(shown, "citizen") == _some(found, "citizen")
    if told:  # every cell of a sex is the sum of its citizenships, start and end too
        for cell in made.lampid:
            lines = [c for c in made.citizens if (c.sex, c.late) == (cell.sex, cell.late)]
            for name in ("start", *PARTS, "end"):
                assert getattr(cell, name) == sum(getattr(line, name) for line in lines), name


def _compare_answers(made: Responses, found: Counter[Any]) -> None:
    answers = {kind: found["answer", kind] for kind in ("CONFIRMED", "CORRECTED", "NOT_MINE")}
    count = sum(answers.values())
    assert (made.confirmed, made.corrected, made.not_mine) == tuple(answers.values())
    assert (made.told, made.answered, made.closed) == (found["told",], count, found["closed",])
    assert (made.unanswered, made.prompt) == (found["told",] - count, found["prompt",])
    assert (made.claimed, made.settled, made.in_time) == (
        found["claimed",], found["settled",], found["in_time",]
    )  # fmt: skip
    if count > 0:
        assert made.mean_hours == round(found["waited",] / count / 3600, 1)
    if found["settled",] > 0:
        assert made.settle_hours == round(found["took",] / found["settled",] / 3600, 1)


def _compare_decisions(
    made: Lep, past: recomputed.Past, *, code: str, level: str, begins: date | None
) -> None:
    """How it was decided is told of the months from `begins` on, and adds up to the decisions."""
    books = past.booked(level=level, area_id=make.area(code).pk, neutral=True)
    telling = {key: found for key, found in books.items() if begins is None or key[1] >= begins}
    both = recomputed.split(telling, first=made.span.first, months=made.span.months)
    for shown, found in zip((made.responses, made.late_responses), both, strict=True):
        decided = _some(found, "decided")
        if shown is None or shown.decisions is None:
            assert decided == {}
            continue
        d = shown.decisions
        names = {"ACCEPTED": d.accepted, "PARTLY_ACCEPTED": d.partly, "REJECTED": d.rejected,
                 "FORWARDED": d.other}  # fmt: skip
        assert {("decided", name): n for name, n in names.items() if n} == decided
        assert sum(names.values()) + d.unknown == shown.settled


def _compare_children(made: Lep, past: recomputed.Past, *, level: str) -> None:
    below = {"city": "kecamatan", "kecamatan": "kelurahan", "kelurahan": "rt"}.get(level)
    for line in made.children if below else []:
        books = past.booked(level=below or "", area_id=make.area(line.code).pk, neutral=True)
        own, late = recomputed.split(books, first=made.span.first, months=made.span.months)
        whole: Counter[Any] = Counter()
        for found in (own, late):
            whole.update(found)
        assert line.services == sum(n for key, n in whole.items() if key[0] == "service")
        assert (line.told, line.answered) == (
            whole["told",], sum(n for key, n in whole.items() if key[0] == "answer")
        )  # fmt: skip
        for part in PARTS:
            assert getattr(line, part) == sum(whole["change", sex, part] for sex in ("L", "P", ""))


def _some(found: Counter[Any], word: str = "change") -> dict[Any, int]:
    """The figures of that sort that are not zero."""
    return {key: n for key, n in found.items() if key[0] == word and n}


def _net(found: Counter[Any], sex: str) -> int:
    change = {part: found["change", sex, part] for part in PARTS}
    return change["born"] + change["arrived"] - change["died"] - change["left"]
