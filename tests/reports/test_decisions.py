"""LEP tells how corrections were decided, also after an objection and beside months locked before."""

import io
import json
from datetime import UTC, date, datetime

import openpyxl
import pytest
from pypdf import PdfReader

from tests import make
from tests.door import standing_as
from tests.reports import corrections, histories
from wacat.reports import closing, figures, sheet, sheets
from wacat.reports.figures import Decisions, Lep, Responses
from wacat.reports.period import read_period

pytestmark = pytest.mark.django_db
CITY, MANGGAR, RT_23 = "64.71", "64.71.01.1001", "64.71.01.1001.023"
NOVEMBER, DECEMBER = read_period("2026-11"), read_period("2026-12")
IN_DECEMBER = datetime(2026, 12, 3, 2, tzinfo=UTC)


def decide(*verdicts: int) -> list[int]:
    """Corrections of November, each with so many of its two items accepted; -1: another RT is asked."""
    cases = []
    for accepted in verdicts:
        case = corrections.claim(make.notice(rt=RT_23), at=histories.later(1))
        if accepted < 0:
            corrections.forward(case, by="operator", at=histories.later(20))
        else:
            corrections.settle(case, accepted=accepted, by="operator", at=histories.later(20))
        cases.append(case)
    return cases


def report(key: str = "2026-11", code: str = RT_23) -> Lep:
    """The LEP as the system reads it."""
    with histories.as_system():
        return sheets.read(area=make.area(code), period=read_period(key)).lep


def lock_november() -> None:
    """The administrator locks November."""
    with standing_as("administrator") as keeper:
        closing.lock(city=make.area(CITY), period=NOVEMBER, by=keeper, at=IN_DECEMBER)


def test_decisions_stand_beside_the_settled_in_every_form() -> None:
    decide(2, 2, 1, 0, -1)
    corrections.claim(make.notice(rt=RT_23), at=histories.later(1))
    made = report(code=CITY)
    assert made.responses.decisions == Decisions(
        accepted=2, partly=1, rejected=1, other=1, unknown=0
    )
    assert (made.responses.claimed, made.responses.settled) == (6, 5)
    table = sheet.corrections_table(made)
    assert [tuple(row) for row in table.rows[1:6]] == [
        ("Diputuskan", "5"), ("Putusan: diterima", "2"), ("Putusan: diterima sebagian", "1"),
        ("Putusan: ditolak", "1"), ("Putusan: lain", "1"),
    ]  # fmt: skip
    with histories.as_system():
        shown = sheets.read(area=make.area(CITY), period=NOVEMBER)
        files = {
            suffix: sheets.hand_out(shown, suffix=suffix, by=None, at=IN_DECEMBER)
            for suffix in ("xlsx", "csv", "json", "pdf")
        }
    assert json.loads(files["json"])["responses"]["decisions"] == {
        "accepted": 2, "partly": 1, "rejected": 1, "other": 1, "unknown": 0
    }  # fmt: skip
    assert "putusan: diterima sebagian,,1" in files["csv"].decode()
    lines = {
        row[0]: row[1]
        for row in openpyxl.load_workbook(io.BytesIO(files["xlsx"]))["Koreksi"].values
    }
    assert (lines["Putusan: diterima"], lines["Putusan: lain"]) == (2, 1)
    assert files["pdf"].startswith(b"%PDF")


def test_an_objection_after_the_lock_takes_the_decision_back_as_late() -> None:
    rejected, _ = decide(0, 2)
    lock_november()
    locked = report()
    corrections.object_to(rejected, at=histories.later(40))
    waiting = report("2026-12").late_responses
    assert waiting is not None
    assert (waiting.settled, waiting.decisions) == (
        -1, Decisions(accepted=0, partly=0, rejected=-1, other=0, unknown=0)
    )  # fmt: skip
    corrections.settle(rejected, accepted=1, by="operator2", at=histories.later(60))
    late = report("2026-12").late_responses
    assert late is not None
    assert (late.settled, late.decisions) == (
        0, Decisions(accepted=0, partly=1, rejected=-1, other=0, unknown=0)
    )  # fmt: skip
    assert report().canonical() == locked.canonical()
    kept = histories.kept()
    histories.rebuild()
    assert histories.kept() == kept


def test_months_locked_before_are_told_as_not_broken_down_and_stay_so() -> None:
    corrections.tell_decisions_from(date(2026, 12, 1))
    old, _ = decide(0, 2)
    assert report().responses.decisions is None, "nothing tells it"
    lock_november()
    locked = report()
    assert "decisions" not in locked.canonical()
    assert figures.read(locked.canonical(), area_id=locked.area_id).sha256() == locked.sha256()
    corrections.object_to(old, at=histories.later(40))
    corrections.settle(old, accepted=2, by="operator2", at=histories.later(60))
    kept = histories.kept()
    assert not [key for key in kept[1] if key[2] in ("ACCEPTED", "REJECTED")]
    histories.rebuild()
    assert histories.kept() == kept
    assert report().canonical() == locked.canonical()


def test_a_longer_period_says_how_many_are_not_broken_down() -> None:
    answers = Responses(
        told=9, answered=9, confirmed=0, corrected=9, not_mine=0, unanswered=0, closed=0,
        mean_hours=None, prompt=9, claimed=9, settled=7,
        decisions=Decisions(accepted=2, partly=0, rejected=1, other=0, unknown=4),
    )  # fmt: skip
    words = dict(sheet.decisions(answers))
    assert words["Putusan: belum dirinci"] == 4
    assert sum(words.values()) == answers.settled
    with pytest.raises(ValueError, match="do not add up"):
        Responses(**vars(answers) | {"settled": 8})


def test_the_sheet_of_an_rt_with_decisions_stays_one_page() -> None:
    decide(2, 1, 0, -1)
    with histories.as_system():
        shown = sheets.read(area=make.area(RT_23), period=NOVEMBER)
        paper = sheets.hand_out(shown, suffix="pdf", by=None, at=IN_DECEMBER)
    pages = PdfReader(io.BytesIO(paper)).pages
    assert len(pages) == 1
    assert "Putusan: diterima sebagian" in pages[0].extract_text()
